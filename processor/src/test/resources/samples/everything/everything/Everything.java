package everything;

import io.muniment.annotation.Schema;
import io.muniment.annotation.SerializeWith;
import io.muniment.codec.Bytes;
import io.muniment.table.Single;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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

/** Every type that can be stored, in every place. */
@Schema
@SerializeWith(UriSerializer.class)
public interface Everything {

    Table<Integer, Numbers> numbers();

    Table<Integer, Boxes> boxes();

    Table<Integer, Texts> texts();

    Table<Integer, Times> times();

    Table<Integer, Arrays> arrays();

    Table<Integer, Collections> collections();

    Table<Integer, Sorted> sorted();

    Table<Integer, Optionals> optionals();

    Table<Integer, Shape> shapes();

    Table<Integer, Tree<String>> trees();

    Table<Integer, Expression> expressions();

    Table<Integer, Addresses> addresses();

    Table<Integer, Hostile> hostile();

    Table<Empty, Empty> empty();

    Table<Pair<Pair<String, Integer>, List<Colour>>, Map<Colour, Pair<Integer, String>>> pairs();

    SortedTable<BigDecimal, Result<Integer, Problem>> results();

    Single<byte[]> bytes();

    record Numbers(byte b, short s, char c, int i, long l, float f, double d, boolean z) {}

    record Boxes(Byte b, Short s, Character c, Integer i, Long l, Float f, Double d, Boolean z) {}

    record Texts(String text, Bytes bytes, UUID uuid, BigInteger integer, BigDecimal decimal, Colour colour) {}

    record Times(
            Instant instant,
            LocalDate localDate,
            LocalTime localTime,
            LocalDateTime localDateTime,
            OffsetDateTime offsetDateTime,
            ZonedDateTime zonedDateTime,
            OffsetTime offsetTime,
            Duration duration,
            Period period,
            Year year,
            YearMonth yearMonth,
            MonthDay monthDay,
            ZoneId zoneId,
            ZoneOffset zoneOffset,
            DayOfWeek dayOfWeek,
            Month month) {}

    record Arrays(
            boolean[] z, byte[] b, short[] s, char[] c, int[] i, long[] l, float[] f, double[] d, List<byte[]> list) {}

    record Collections(
            List<Integer> list,
            Set<String> set,
            Map<String, Long> map,
            List<List<List<String>>> lists,
            Map<Colour, Set<Optional<Pair<String, Colour>>>> nested) {}

    record Sorted(
            SortedSet<String> set,
            NavigableSet<Long> navigableSet,
            SortedMap<Colour, List<String>> map,
            NavigableMap<UUID, SortedSet<Integer>> navigableMap) {}

    record Optionals(
            Optional<String> text,
            Optional<List<Numbers>> list,
            Optional<Optional<Integer>> nested,
            OptionalInt i,
            OptionalLong l,
            OptionalDouble d) {}

    record Pair<A, B>(A first, B second) {}

    record Tree<T>(T value, List<Tree<T>> children) {}

    record Empty() {}

    record Addresses(URI home, List<URI> others, @SerializeWith(Shouting.class) String loud) {}

    /** Names that get in the way of others. */
    record Hostile(
            int in, int out, int value, int id, int Serializers, int EverythingSerializers, int $dollar, int größe) {}

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "as grass";
            }
        },
        BLUE
    }

    sealed interface Shape permits Shape.Circle, Shape.Drawn, Shape.Known, Shape.Path {

        record Circle(double radius) implements Shape {}

        record Path(List<Point> points) implements Shape, Drawn {}

        sealed interface Drawn extends Shape permits Path, Point {}

        enum Known implements Shape {
            UNIT,
            NONE
        }
    }

    record Point(int x, int y) implements Shape.Drawn {}

    sealed interface Expression {

        record Number(int value) implements Expression {}

        record Sum(Expression left, Expression right) implements Expression {}
    }

    sealed interface Result<T, E> {

        record Good<T, E>(T value) implements Result<T, E> {}

        record Bad<E, T>(E problem) implements Result<T, E> {}
    }

    record Problem(String text) {}
}
