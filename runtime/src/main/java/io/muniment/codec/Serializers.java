package io.muniment.codec;

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
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;

/**
 * The serializers of all types that are known without being described. Generated code and serializers of users are
 * made of these.
 *
 * <p>Primitives and texts are best written without a box: by {@link ValueOutput#writeBoolean}, {@code writeByte},
 * {@code writeShort}, {@code writeChar}, {@code writeVarInt(value, false)}, {@code writeVarLong(value, false)},
 * {@code writeFloat}, {@code writeDouble} and {@code writeString}, and read by the methods of {@link ValueInput} with
 * the same names. That gives the bytes that {@link #BOOLEAN}, {@link #BYTE}, {@link #SHORT}, {@link #CHAR},
 * {@link #INT}, {@link #LONG}, {@link #FLOAT}, {@link #DOUBLE} and {@link #STRING} give.
 *
 * <p>All are without state and may be used by any number of threads. The bytes of each type never change; the tests
 * keep examples of them.
 */
public final class Serializers {

    /** One byte, 0 or 1. */
    public static final ValueSerializer<Boolean> BOOLEAN = new Scalars.BooleanSerializer();

    /** One byte. */
    public static final ValueSerializer<Byte> BYTE = new Scalars.ByteSerializer();

    /** Two bytes. */
    public static final ValueSerializer<Short> SHORT = new Scalars.ShortSerializer();

    /** Two bytes. */
    public static final ValueSerializer<Character> CHAR = new Scalars.CharSerializer();

    /** One to five bytes, few for small numbers of either sign. */
    public static final ValueSerializer<Integer> INT = new Scalars.IntSerializer();

    /** One to nine bytes, few for small numbers of either sign. */
    public static final ValueSerializer<Long> LONG = new Scalars.LongSerializer();

    /** Four bytes. */
    public static final ValueSerializer<Float> FLOAT = new Scalars.FloatSerializer();

    /** Eight bytes. */
    public static final ValueSerializer<Double> DOUBLE = new Scalars.DoubleSerializer();

    /** See {@link ValueOutput#writeString}. */
    public static final ValueSerializer<String> STRING = new Scalars.StringSerializer();

    /** The count, then the bytes. */
    public static final ValueSerializer<Bytes> BYTES = new Scalars.BytesSerializer();

    /** Sixteen bytes. */
    public static final ValueSerializer<UUID> UUID = new Scalars.UuidSerializer();

    /** The count of bytes, then the fewest bytes in two's complement. */
    public static final ValueSerializer<BigInteger> BIG_INTEGER = new Scalars.BigIntegerSerializer();

    /** The scale, then the unscaled value: 1.0 and 1.00 stay different. */
    public static final ValueSerializer<BigDecimal> BIG_DECIMAL = new Scalars.BigDecimalSerializer();

    /** Whether there is a number, then the number. */
    public static final ValueSerializer<OptionalInt> OPTIONAL_INT = new Scalars.OptionalIntSerializer();

    /** Whether there is a number, then the number. */
    public static final ValueSerializer<OptionalLong> OPTIONAL_LONG = new Scalars.OptionalLongSerializer();

    /** Whether there is a number, then the number. */
    public static final ValueSerializer<OptionalDouble> OPTIONAL_DOUBLE = new Scalars.OptionalDoubleSerializer();

    /** One byte, 0. */
    public static final ValueSerializer<Unit> UNIT = new Scalars.UnitSerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<boolean[]> BOOLEAN_ARRAY = new PrimitiveArrays.BooleanArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<byte[]> BYTE_ARRAY = new PrimitiveArrays.ByteArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<short[]> SHORT_ARRAY = new PrimitiveArrays.ShortArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<char[]> CHAR_ARRAY = new PrimitiveArrays.CharArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<int[]> INT_ARRAY = new PrimitiveArrays.IntArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<long[]> LONG_ARRAY = new PrimitiveArrays.LongArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<float[]> FLOAT_ARRAY = new PrimitiveArrays.FloatArraySerializer();

    /** The count, then the elements in their fixed size. Copied on the way in and out. */
    public static final ValueSerializer<double[]> DOUBLE_ARRAY = new PrimitiveArrays.DoubleArraySerializer();

    /** The second since 1970, then the fraction. */
    public static final ValueSerializer<Instant> INSTANT = new Times.InstantSerializer();

    /** The day since 1970. */
    public static final ValueSerializer<LocalDate> LOCAL_DATE = new Times.LocalDateSerializer();

    /** The second of the day, then the fraction. */
    public static final ValueSerializer<LocalTime> LOCAL_TIME = new Times.LocalTimeSerializer();

    /** The date, then the time of day. */
    public static final ValueSerializer<LocalDateTime> LOCAL_DATE_TIME = new Times.LocalDateTimeSerializer();

    /** The time of day, then the offset. */
    public static final ValueSerializer<OffsetTime> OFFSET_TIME = new Times.OffsetTimeSerializer();

    /** The local date and time, then the offset. */
    public static final ValueSerializer<OffsetDateTime> OFFSET_DATE_TIME = new Times.OffsetDateTimeSerializer();

    /** The local date and time, the offset, the zone. When the rules of the zone have changed since, the instant stays. */
    public static final ValueSerializer<ZonedDateTime> ZONED_DATE_TIME = new Times.ZonedDateTimeSerializer();

    /** The seconds, rounded down, then the fraction. */
    public static final ValueSerializer<Duration> DURATION = new Times.DurationSerializer();

    /** Years, months, days. */
    public static final ValueSerializer<Period> PERIOD = new Times.PeriodSerializer();

    /** Its number. */
    public static final ValueSerializer<Year> YEAR = new Times.YearSerializer();

    /** The year, then the month. */
    public static final ValueSerializer<YearMonth> YEAR_MONTH = new Times.YearMonthSerializer();

    /** The month, then the day. */
    public static final ValueSerializer<MonthDay> MONTH_DAY = new Times.MonthDaySerializer();

    /** 1 to 12. */
    public static final ValueSerializer<Month> MONTH = new Times.MonthSerializer();

    /** 1, Monday, to 7. */
    public static final ValueSerializer<DayOfWeek> DAY_OF_WEEK = new Times.DayOfWeekSerializer();

    /** Its name. */
    public static final ValueSerializer<ZoneId> ZONE_ID = new Times.ZoneIdSerializer();

    /** Its seconds. */
    public static final ValueSerializer<ZoneOffset> ZONE_OFFSET = new Times.ZoneOffsetSerializer();

    private Serializers() {}

    /** Whether there is a value, then the value. */
    public static <T> ValueSerializer<Optional<T>> optional(ValueSerializer<T> content) {
        return new OptionalSerializer<>(content);
    }

    /** The count, then the elements. Kept as an unmodifiable list; a null element is a NullPointerException. */
    public static <E> ValueSerializer<List<E>> list(ValueSerializer<E> elements) {
        return new ListSerializer<>(elements);
    }

    /**
     * The count, then the elements in the set's order. Kept as an unmodifiable set in the same order; a null element
     * is a NullPointerException.
     */
    public static <E> ValueSerializer<Set<E>> set(ValueSerializer<E> elements) {
        return new SetSerializer<>(elements);
    }

    /**
     * The count, then each key with its value in the map's order. Kept as an unmodifiable map in the same order; a
     * null key or value is a NullPointerException.
     */
    public static <K, V> ValueSerializer<Map<K, V>> map(ValueSerializer<K> keys, ValueSerializer<V> values) {
        return new MapSerializer<>(keys, values);
    }

    /**
     * The count, then the elements in natural order. Kept as an unmodifiable set; one with a comparator of its own
     * is an IllegalArgumentException.
     */
    public static <E extends Comparable<? super E>> ValueSerializer<SortedSet<E>> sortedSet(
            ValueSerializer<E> elements) {
        return new SortedSetSerializer<>(elements, false);
    }

    /** As {@link #sortedSet}, with the same bytes. */
    public static <E extends Comparable<? super E>> ValueSerializer<NavigableSet<E>> navigableSet(
            ValueSerializer<E> elements) {
        return new SortedSetSerializer<>(elements, false);
    }

    /**
     * The count, then each key with its value in the natural order of the keys. Kept as an unmodifiable map; one with
     * a comparator of its own is an IllegalArgumentException.
     */
    public static <K extends Comparable<? super K>, V> ValueSerializer<SortedMap<K, V>> sortedMap(
            ValueSerializer<K> keys, ValueSerializer<V> values) {
        return new SortedMapSerializer<>(keys, values, false);
    }

    /** As {@link #sortedMap}, with the same bytes. */
    public static <K extends Comparable<? super K>, V> ValueSerializer<NavigableMap<K, V>> navigableMap(
            ValueSerializer<K> keys, ValueSerializer<V> values) {
        return new SortedMapSerializer<>(keys, values, false);
    }

    /**
     * As {@link #sortedSet}, and what is read may be in another order: for types of the user's own, whose order may have
     * been another when it was written.
     */
    public static <E extends Comparable<? super E>> ValueSerializer<SortedSet<E>> sortedSetOfAnyOrder(
            ValueSerializer<E> elements) {
        return new SortedSetSerializer<>(elements, true);
    }

    /** As {@link #sortedSetOfAnyOrder}, with the same bytes. */
    public static <E extends Comparable<? super E>> ValueSerializer<NavigableSet<E>> navigableSetOfAnyOrder(
            ValueSerializer<E> elements) {
        return new SortedSetSerializer<>(elements, true);
    }

    /** As {@link #sortedMap}, and what is read may be in another order; as {@link #sortedSetOfAnyOrder}. */
    public static <K extends Comparable<? super K>, V> ValueSerializer<SortedMap<K, V>> sortedMapOfAnyOrder(
            ValueSerializer<K> keys, ValueSerializer<V> values) {
        return new SortedMapSerializer<>(keys, values, true);
    }

    /** As {@link #sortedMapOfAnyOrder}, with the same bytes. */
    public static <K extends Comparable<? super K>, V> ValueSerializer<NavigableMap<K, V>> navigableMapOfAnyOrder(
            ValueSerializer<K> keys, ValueSerializer<V> values) {
        return new SortedMapSerializer<>(keys, values, true);
    }

    /**
     * A user's serializer made safe: the count of its bytes, then its bytes. It sees no others, and must read all
     * that it wrote.
     */
    public static <T> ValueSerializer<T> guarded(ValueSerializer<T> serializer) {
        return new GuardedSerializer<>(serializer);
    }

    /**
     * Whether a copy that {@code serializer} makes may be another object than what it is a copy of. For the database, which
     * need not ask for copies where it is not.
     */
    public static boolean makesCopies(ValueSerializer<?> serializer) {
        if (serializer instanceof PlainSerializer) {
            return false;
        }
        try {
            Class<?> declaring =
                    serializer.getClass().getMethod("copy", Object.class).getDeclaringClass();
            return declaring != ValueSerializer.class;
        } catch (NoSuchMethodException e) {
            return true;
        }
    }

    /**
     * {@code value}, a component of a record, if it is there.
     *
     * @param component its name in the schema, {@code Account.email}
     * @throws NullPointerException when it is null, with its name
     */
    public static <T> T required(T value, String component) {
        if (value == null) {
            throw new NullPointerException(component
                    + " is null; stored components never are. Declare it as an Optional, or give it a value.");
        }
        return value;
    }

    /**
     * What generated code throws for a constant of an enum or a case of a sealed family that came after it.
     *
     * @param type its name in the schema
     */
    public static IllegalArgumentException notInSchema(String type) {
        return new IllegalArgumentException("The value is of a constant or class that was added to " + type
                + " after the schema was compiled. Raise the schema's version and compile it again.");
    }
}
