package io.muniment.testing;

import io.muniment.codec.Bytes;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueSerializer;
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
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.IntFunction;

/** The built-in types without arguments: what writes them, the values at their edges, and as many others as are wanted. */
final class BuiltIns {

    /**
     * @param edges where programs go wrong; no two are equal
     * @param ordinary a value for each number from 0; another one for each, as far as the type has so many
     */
    record BuiltIn(ValueSerializer<?> serializer, List<?> edges, IntFunction<?> ordinary) {}

    private static final LocalDate DAY = LocalDate.of(2024, 2, 28);
    private static final LocalDateTime MOMENT = LocalDateTime.of(2024, 2, 28, 23, 59, 58, 123_456_789);

    private static final Map<String, BuiltIn> ALL = all();

    private BuiltIns() {}

    /** What there is of a type that has no arguments. */
    static BuiltIn of(String type) {
        BuiltIn builtIn = ALL.get(type);
        if (builtIn == null) {
            throw new IllegalStateException("There are no samples of the built-in type " + type + ".");
        }
        return builtIn;
    }

    private static Map<String, BuiltIn> all() {
        Map<String, BuiltIn> all = new HashMap<>();
        numbers(all);
        texts(all);
        arrays(all);
        moments(all);
        calendar(all);
        optionals(all);
        return all;
    }

    private static <T> void add(
            Map<String, BuiltIn> all,
            String type,
            ValueSerializer<T> serializer,
            List<? extends T> edges,
            IntFunction<T> ordinary) {
        all.put(type, new BuiltIn(serializer, edges, ordinary));
    }

    private static void numbers(Map<String, BuiltIn> all) {
        add(all, "boolean", Serializers.BOOLEAN, List.of(false, true), n -> n % 2 == 0);
        add(all, "byte", Serializers.BYTE, List.of((byte) 0, (byte) 1, (byte) -1, Byte.MIN_VALUE, Byte.MAX_VALUE), n ->
                (byte) (2 + n % 125));
        add(
                all,
                "short",
                Serializers.SHORT,
                List.of((short) 0, (short) 1, (short) -1, Short.MIN_VALUE, Short.MAX_VALUE),
                n -> (short) (2 + n % 32_765));
        add(all, "int", Serializers.INT, List.of(0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE), n -> 2 + n);
        add(
                all,
                "long",
                Serializers.LONG,
                List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L + Integer.MAX_VALUE),
                n -> 2L + n);
        add(
                all,
                "float",
                Serializers.FLOAT,
                List.of(
                        0f,
                        -0f,
                        1f,
                        -1f,
                        Float.MIN_VALUE,
                        Float.MAX_VALUE,
                        Float.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        Float.NaN),
                n -> 1.5f + n);
        add(
                all,
                "double",
                Serializers.DOUBLE,
                List.of(
                        0d,
                        -0d,
                        1d,
                        -1d,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.NaN),
                n -> 1.5 + n);
        add(
                all,
                "biginteger",
                Serializers.BIG_INTEGER,
                List.of(
                        BigInteger.ZERO,
                        BigInteger.ONE,
                        BigInteger.ONE.negate(),
                        BigInteger.TWO.pow(200),
                        BigInteger.TWO.pow(200).negate(),
                        BigInteger.valueOf(Long.MAX_VALUE)),
                n -> BigInteger.valueOf(2L + n));
        add(
                all,
                "bigdecimal",
                Serializers.BIG_DECIMAL,
                List.of(
                        BigDecimal.ZERO,
                        new BigDecimal("1.0"),
                        new BigDecimal("1.00"),
                        new BigDecimal("-0.000000000000000000001"),
                        new BigDecimal("1E+20"),
                        new BigDecimal("12345678901234567890123456789012345678.9")),
                n -> BigDecimal.valueOf(250L + n, 2));
    }

    private static void texts(Map<String, BuiltIn> all) {
        add(all, "char", Serializers.CHAR, List.of('a', ' ', '\0', '\u00e4', '\ud800', Character.MAX_VALUE), n ->
                (char) ('A' + n % 60_000));
        add(
                all,
                "string",
                Serializers.STRING,
                List.of(
                        "",
                        " ",
                        "a",
                        "Gr\u00fc\u00dfe",
                        "\u4e2d\u6587",
                        "\ud83d\ude00",
                        "two\nlines\u0000",
                        "../'\"\\%s$<&",
                        "\ud800 alone",
                        "long".repeat(1_000)),
                n -> "text " + n);
        add(
                all,
                "bytes",
                Serializers.BYTES,
                List.of(
                        Bytes.empty(),
                        Bytes.of((byte) 0),
                        Bytes.of((byte) -1, Byte.MIN_VALUE),
                        Bytes.of(new byte[5_000])),
                n -> Bytes.of(("bytes " + n).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        add(
                all,
                "uuid",
                Serializers.UUID,
                List.of(new UUID(0, 0), new UUID(-1, -1), new UUID(Long.MIN_VALUE, Long.MAX_VALUE)),
                n -> new UUID(0x0123_4567_89ab_4defL, Long.MIN_VALUE + n));
    }

    private static void arrays(Map<String, BuiltIn> all) {
        add(all, "boolean[]", Serializers.BOOLEAN_ARRAY, List.of(new boolean[0], new boolean[] {true, false}), n ->
                new boolean[] {n % 2 == 0});
        add(
                all,
                "byte[]",
                Serializers.BYTE_ARRAY,
                List.of(new byte[0], new byte[] {0, -1, Byte.MIN_VALUE, Byte.MAX_VALUE}, new byte[5_000]),
                n -> new byte[] {(byte) n});
        add(
                all,
                "short[]",
                Serializers.SHORT_ARRAY,
                List.of(new short[0], new short[] {0, -1, Short.MIN_VALUE, Short.MAX_VALUE}),
                n -> new short[] {(short) n});
        add(
                all,
                "char[]",
                Serializers.CHAR_ARRAY,
                List.of(new char[0], new char[] {'a', '\0', '\ud800', Character.MAX_VALUE}),
                n -> new char[] {(char) n});
        add(
                all,
                "int[]",
                Serializers.INT_ARRAY,
                List.of(new int[0], new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}),
                n -> new int[] {n});
        add(
                all,
                "long[]",
                Serializers.LONG_ARRAY,
                List.of(new long[0], new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}),
                n -> new long[] {n});
        add(
                all,
                "float[]",
                Serializers.FLOAT_ARRAY,
                List.of(new float[0], new float[] {0, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE}),
                n -> new float[] {n});
        add(
                all,
                "double[]",
                Serializers.DOUBLE_ARRAY,
                List.of(new double[0], new double[] {0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.MAX_VALUE}),
                n -> new double[] {n});
    }

    private static void moments(Map<String, BuiltIn> all) {
        add(
                all,
                "instant",
                Serializers.INSTANT,
                List.of(
                        Instant.EPOCH,
                        Instant.ofEpochSecond(-1, 999_999_999),
                        Instant.ofEpochMilli(1_700_000_000_123L),
                        Instant.MIN,
                        Instant.MAX),
                n -> Instant.ofEpochSecond(1_700_000_000L + n));
        add(
                all,
                "duration",
                Serializers.DURATION,
                List.of(
                        Duration.ZERO,
                        Duration.ofNanos(-1),
                        Duration.ofSeconds(Long.MIN_VALUE),
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)),
                n -> Duration.ofSeconds(1L + n));
        add(
                all,
                "localdate",
                Serializers.LOCAL_DATE,
                List.of(LocalDate.EPOCH, LocalDate.of(2024, 2, 29), LocalDate.MIN, LocalDate.MAX),
                n -> DAY.minusDays(n));
        add(
                all,
                "localtime",
                Serializers.LOCAL_TIME,
                List.of(LocalTime.MIN, LocalTime.MAX, LocalTime.NOON),
                n -> LocalTime.ofSecondOfDay(1 + n % 40_000));
        add(
                all,
                "localdatetime",
                Serializers.LOCAL_DATE_TIME,
                List.of(MOMENT, LocalDateTime.MIN, LocalDateTime.MAX),
                n -> MOMENT.minusSeconds(1L + n));
        add(
                all,
                "offsettime",
                Serializers.OFFSET_TIME,
                List.of(OffsetTime.MIN, OffsetTime.MAX, LocalTime.NOON.atOffset(ZoneOffset.ofHoursMinutes(5, 45))),
                n -> LocalTime.ofSecondOfDay(1 + n % 40_000).atOffset(ZoneOffset.UTC));
        add(
                all,
                "offsetdatetime",
                Serializers.OFFSET_DATE_TIME,
                List.of(OffsetDateTime.MIN, OffsetDateTime.MAX, MOMENT.atOffset(ZoneOffset.ofHoursMinutes(5, 45))),
                n -> MOMENT.minusSeconds(1L + n).atOffset(ZoneOffset.UTC));
        ZonedDateTime twice = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
        add(
                all,
                "zoneddatetime",
                Serializers.ZONED_DATE_TIME,
                List.of(
                        twice.withEarlierOffsetAtOverlap(),
                        twice.withLaterOffsetAtOverlap(),
                        LocalDateTime.MIN.atZone(ZoneOffset.UTC),
                        LocalDateTime.MAX.atZone(ZoneOffset.UTC)),
                n -> MOMENT.minusSeconds(1L + n).atZone(ZoneId.of("Asia/Kolkata")));
    }

    private static void calendar(Map<String, BuiltIn> all) {
        add(
                all,
                "period",
                Serializers.PERIOD,
                List.of(
                        Period.ZERO,
                        Period.of(1, -2, 40),
                        Period.of(Integer.MIN_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE),
                        Period.of(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE)),
                n -> Period.ofDays(1 + n));
        add(
                all,
                "year",
                Serializers.YEAR,
                List.of(Year.of(0), Year.of(-1), Year.of(Year.MIN_VALUE), Year.of(Year.MAX_VALUE)),
                n -> Year.of(1 + n % 100_000));
        add(
                all,
                "yearmonth",
                Serializers.YEAR_MONTH,
                List.of(YearMonth.of(0, 1), YearMonth.of(Year.MIN_VALUE, 1), YearMonth.of(Year.MAX_VALUE, 12)),
                n -> YearMonth.of(2024, 2).minusMonths(n % 20_000));
        add(
                all,
                "monthday",
                Serializers.MONTH_DAY,
                List.of(MonthDay.of(1, 1), MonthDay.of(2, 29), MonthDay.of(12, 31)),
                n -> MonthDay.of(1 + n / 20 % 12, 2 + n % 20));
        add(all, "month", Serializers.MONTH, List.of(Month.values()), n -> Month.of(1 + n % 12));
        add(all, "dayofweek", Serializers.DAY_OF_WEEK, List.of(DayOfWeek.values()), n -> DayOfWeek.of(1 + n % 7));
        add(
                all,
                "zoneid",
                Serializers.ZONE_ID,
                List.of(ZoneId.of("Europe/Berlin"), ZoneOffset.UTC, ZoneId.of("UTC+01:00")),
                n -> ZoneOffset.ofTotalSeconds(60 * (1 + n % 1_000)));
        add(
                all,
                "zoneoffset",
                Serializers.ZONE_OFFSET,
                List.of(ZoneOffset.UTC, ZoneOffset.MIN, ZoneOffset.MAX, ZoneOffset.ofTotalSeconds(-1)),
                n -> ZoneOffset.ofTotalSeconds(60 * (1 + n % 1_000)));
    }

    private static void optionals(Map<String, BuiltIn> all) {
        add(
                all,
                "optionalint",
                Serializers.OPTIONAL_INT,
                List.of(
                        OptionalInt.empty(),
                        OptionalInt.of(0),
                        OptionalInt.of(Integer.MIN_VALUE),
                        OptionalInt.of(Integer.MAX_VALUE)),
                n -> OptionalInt.of(1 + n));
        add(
                all,
                "optionallong",
                Serializers.OPTIONAL_LONG,
                List.of(
                        OptionalLong.empty(),
                        OptionalLong.of(0),
                        OptionalLong.of(Long.MIN_VALUE),
                        OptionalLong.of(Long.MAX_VALUE)),
                n -> OptionalLong.of(1L + n));
        add(
                all,
                "optionaldouble",
                Serializers.OPTIONAL_DOUBLE,
                List.of(
                        OptionalDouble.empty(),
                        OptionalDouble.of(0),
                        OptionalDouble.of(-0.0),
                        OptionalDouble.of(Double.NaN),
                        OptionalDouble.of(Double.NEGATIVE_INFINITY)),
                n -> OptionalDouble.of(1.5 + n));
    }
}
