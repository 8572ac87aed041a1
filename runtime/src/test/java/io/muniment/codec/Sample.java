package io.muniment.codec;

import static io.muniment.codec.Serializers.*;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A value of one column type, with its serializer and a name for it: {@code type/case}. */
record Sample<T>(String name, ValueSerializer<T> serializer, T value) {

    /** What a user may store that the library does not know: its serializer writes two bytes. */
    static final class RangeSerializer extends ValueSerializer<RangeSerializer.Range> {

        record Range(int from, int to) {
            Range {
                if (from > to) {
                    throw new IllegalArgumentException("from > to");
                }
            }
        }

        @Override
        public void write(ValueOutput out, Range value) {
            out.writeByte(value.from);
            out.writeByte(value.to);
        }

        @Override
        public Range read(ValueInput in) {
            return new Range(in.readByte(), in.readByte());
        }
    }

    byte[] encoded() {
        ValueOutput out = new ValueOutput();
        serializer.write(out, value);
        return out.toBytes();
    }

    T decoded(byte[] bytes) {
        return serializer.read(new ValueInput(bytes));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Every column type, with ordinary values and with those at its edges. */
    static List<Sample<?>> all() {
        Samples s = new Samples();
        s.of("boolean", BOOLEAN).add("false", false).add("true", true);
        s.of("byte", BYTE).add("0", (byte) 0).add("min", Byte.MIN_VALUE).add("max", Byte.MAX_VALUE);
        s.of("short", SHORT).add("1", (short) 1).add("min", Short.MIN_VALUE).add("max", Short.MAX_VALUE);
        s.of("char", CHAR).add("A", 'A').add("max", Character.MAX_VALUE);
        s.of("int", INT)
                .add("0", 0)
                .add("-1", -1)
                .add("63", 63)
                .add("64", 64)
                .add("8191", 8_191)
                .add("8192", 8_192)
                .add("million", 1_000_000)
                .add("min", Integer.MIN_VALUE)
                .add("max", Integer.MAX_VALUE);
        s.of("long", LONG)
                .add("0", 0L)
                .add("-1", -1L)
                .add("64", 64L)
                .add("2^34", 1L << 34)
                .add("2^55", 1L << 55)
                .add("-2^55", -1L << 55)
                .add("2^62", 1L << 62)
                .add("min", Long.MIN_VALUE)
                .add("max", Long.MAX_VALUE);
        s.of("float", FLOAT)
                .add("1.5", 1.5f)
                .add("-0", -0f)
                .add("nan", Float.NaN)
                .add("min", Float.MIN_VALUE);
        s.of("double", DOUBLE)
                .add("1.5", 1.5)
                .add("-0", -0.0)
                .add("infinity", Double.NEGATIVE_INFINITY)
                .add("max", Double.MAX_VALUE);
        s.of("string", STRING)
                .add("empty", "")
                .add("ascii", "muniment")
                .add("latin", "Grüße \u00ff\u0000")
                .add("wide", "\u0100 Łódź")
                .add("surrogates", "\ud83d\ude00")
                .add("lone surrogates", "\udc00x\ud800")
                .add("63 chars", "m".repeat(63))
                .add("64 chars", "m".repeat(64))
                .add("64 wide", "\u0416".repeat(64));
        s.of("bytes", BYTES).add("empty", Bytes.empty()).add("3", Bytes.of((byte) 1, (byte) -1, (byte) 0));
        s.of("boolean[]", BOOLEAN_ARRAY).add("empty", new boolean[0]).add("2", new boolean[] {true, false});
        s.of("byte[]", BYTE_ARRAY).add("empty", new byte[0]).add("2", new byte[] {1, -1});
        s.of("short[]", SHORT_ARRAY).add("empty", new short[0]).add("2", new short[] {1, Short.MIN_VALUE});
        s.of("char[]", CHAR_ARRAY).add("empty", new char[0]).add("2", new char[] {'a', '\ud800'});
        s.of("int[]", INT_ARRAY).add("empty", new int[0]).add("2", new int[] {1, Integer.MIN_VALUE});
        s.of("long[]", LONG_ARRAY).add("empty", new long[0]).add("2", new long[] {1, Long.MIN_VALUE});
        s.of("float[]", FLOAT_ARRAY).add("empty", new float[0]).add("2", new float[] {1, -0f});
        s.of("double[]", DOUBLE_ARRAY).add("empty", new double[0]).add("2", new double[] {1, Double.NaN});
        s.of("instant", INSTANT)
                .add("epoch", Instant.EPOCH)
                .add("second", Instant.ofEpochSecond(1_700_000_000))
                .add("milli", Instant.ofEpochSecond(1_700_000_000, 123_000_000))
                .add("micro", Instant.ofEpochSecond(1_700_000_000, 123_456_000))
                .add("nano", Instant.ofEpochSecond(1_700_000_000, 123_456_789))
                .add("before", Instant.ofEpochSecond(-1, 999_999_999))
                .add("min", Instant.MIN)
                .add("max", Instant.MAX);
        s.of("localdate", LOCAL_DATE)
                .add("day", LocalDate.of(2026, 11, 20))
                .add("min", LocalDate.MIN)
                .add("max", LocalDate.MAX);
        s.of("localtime", LOCAL_TIME)
                .add("midnight", LocalTime.MIDNIGHT)
                .add("minute", LocalTime.of(23, 59))
                .add("max", LocalTime.MAX);
        LocalDateTime moment = LocalDateTime.of(2026, 11, 20, 23, 43, 38, 500_000_000);
        s.of("localdatetime", LOCAL_DATE_TIME)
                .add("moment", moment)
                .add("min", LocalDateTime.MIN)
                .add("max", LocalDateTime.MAX);
        s.of("offsettime", OFFSET_TIME).add("moment", moment.toLocalTime().atOffset(ZoneOffset.ofHours(-5)));
        s.of("offsetdatetime", OFFSET_DATE_TIME)
                .add("moment", moment.atOffset(ZoneOffset.ofHoursMinutes(5, 45)))
                .add("min", OffsetDateTime.MIN)
                .add("max", OffsetDateTime.MAX);
        ZonedDateTime overlap = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        s.of("zoneddatetime", ZONED_DATE_TIME)
                .add("utc", moment.atZone(ZoneOffset.UTC))
                .add("earlier", overlap.withEarlierOffsetAtOverlap())
                .add("later", overlap.withLaterOffsetAtOverlap());
        s.of("duration", DURATION)
                .add("zero", Duration.ZERO)
                .add("-1ns", Duration.ofNanos(-1))
                .add("min", Duration.ofSeconds(Long.MIN_VALUE))
                .add("max", Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));
        s.of("period", PERIOD).add("zero", Period.ZERO).add("mixed", Period.of(1, -2, 40));
        s.of("year", YEAR).add("2026", Year.of(2026)).add("min", Year.of(Year.MIN_VALUE));
        s.of("yearmonth", YEAR_MONTH)
                .add("2026-11", YearMonth.of(2026, 11))
                .add("max", YearMonth.of(Year.MAX_VALUE, 12));
        s.of("monthday", MONTH_DAY).add("leap day", MonthDay.of(2, 29));
        s.of("month", MONTH).add("first", Month.JANUARY).add("last", Month.DECEMBER);
        s.of("dayofweek", DAY_OF_WEEK).add("first", DayOfWeek.MONDAY).add("last", DayOfWeek.SUNDAY);
        s.of("zoneid", ZONE_ID)
                .add("region", ZoneId.of("Europe/Berlin"))
                .add("offset", ZoneId.of("Z"))
                .add("prefixed", ZoneId.of("UTC+01:00"));
        s.of("zoneoffset", ZONE_OFFSET)
                .add("utc", ZoneOffset.UTC)
                .add("min", ZoneOffset.MIN)
                .add("max", ZoneOffset.MAX);
        s.of("uuid", UUID)
                .add("nil", new java.util.UUID(0, 0))
                .add("mixed", java.util.UUID.fromString("12345678-9abc-def0-8123-456789abcdef"));
        s.of("biginteger", BIG_INTEGER)
                .add("0", BigInteger.ZERO)
                .add("-1", BigInteger.ONE.negate())
                .add("128", BigInteger.valueOf(128))
                .add("-129", BigInteger.valueOf(-129))
                .add("2^100", BigInteger.TWO.pow(100));
        s.of("bigdecimal", BIG_DECIMAL)
                .add("1.0", new BigDecimal("1.0"))
                .add("1.00", new BigDecimal("1.00"))
                .add("scale", new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE));
        s.of("optional<string>", optional(STRING))
                .add("empty", Optional.empty())
                .add("present", Optional.of("x"));
        s.of("optionalint", OPTIONAL_INT).add("empty", OptionalInt.empty()).add("present", OptionalInt.of(-7));
        s.of("optionallong", OPTIONAL_LONG)
                .add("empty", OptionalLong.empty())
                .add("present", OptionalLong.of(1L << 40));
        s.of("optionaldouble", OPTIONAL_DOUBLE)
                .add("empty", OptionalDouble.empty())
                .add("present", OptionalDouble.of(0.5));
        s.of("list<string>", list(STRING))
                .add("empty", List.of())
                .add("1", List.of("a"))
                .add("2", List.of("a", ""))
                .add("200", repeated("x", 200));
        s.of("list<list<int>>", list(list(INT))).add("nested", List.of(List.of(), List.of(1, 2), List.of(3)));
        s.of("set<string>", set(STRING))
                .add("empty", Set.of())
                .add("ordered", new LinkedHashSet<>(List.of("c", "a", "b")));
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", -1);
        s.of("map<string,int>", map(STRING, INT)).add("empty", Map.of()).add("ordered", map);
        s.of("sortedset<string>", sortedSet(STRING))
                .add("empty", new TreeSet<>())
                .add("3", new TreeSet<>(List.of("c", "a", "b")));
        s.of("sortedset<int>", navigableSet(INT)).add("2", new TreeSet<>(List.of(2, -2)));
        s.of("sortedmap<string,int>", sortedMap(STRING, INT))
                .add("empty", new TreeMap<>())
                .add("2", new TreeMap<>(map));
        s.of("sortedmap<uuid,instant>", navigableMap(UUID, INSTANT))
                .add("1", new TreeMap<>(Map.of(new java.util.UUID(1, 2), Instant.EPOCH)));
        s.of("custom", guarded(new RangeSerializer())).add("range", new RangeSerializer.Range(3, 7));
        s.of("unit", UNIT).add("unit", Unit.UNIT);
        return s.samples;
    }

    private static <T> List<T> repeated(T element, int count) {
        return new ArrayList<>(java.util.Collections.nCopies(count, element));
    }

    private static final class Samples {

        private final List<Sample<?>> samples = new ArrayList<>();

        <T> OfType<T> of(String type, ValueSerializer<T> serializer) {
            return new OfType<>(samples, type, serializer);
        }
    }

    private record OfType<T>(List<Sample<?>> samples, String type, ValueSerializer<T> serializer) {

        OfType<T> add(String name, T value) {
            samples.add(new Sample<>(type + "/" + name, serializer, value));
            return this;
        }
    }
}
