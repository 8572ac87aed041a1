package io.muniment.testing.everything;

import io.muniment.annotation.Default;
import io.muniment.annotation.Indexed;
import io.muniment.annotation.RenamedFrom;
import io.muniment.annotation.Schema;
import io.muniment.annotation.SerializeWith;
import io.muniment.annotation.Unique;
import io.muniment.codec.Bytes;
import io.muniment.table.ListTable;
import io.muniment.table.MapTable;
import io.muniment.table.Sequence;
import io.muniment.table.SetTable;
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

/** Every type that can be stored, and every kind of table; changed since version 1 in all ways that need no code. */
@Schema(version = 2)
@SerializeWith(UriSerializer.class)
public interface Everything {

    Table<Long, Numbers> numbers();

    Table<String, Boxes> boxes();

    Table<UUID, Texts> texts();

    SortedTable<Instant, Times> times();

    SortedTable<Long, Arrays> arrays();

    Table<Integer, Collections> collections();

    SortedTable<Integer, Sorted> sorted();

    Table<Integer, Optionals> optionals();

    SortedTable<BigDecimal, Form> forms();

    Table<Name, Tree<String>> trees();

    Table<Integer, Expression> expressions();

    SortedTable<Name, Name> names();

    SortedTable<Colour, Nothing> colours();

    Table<Boolean, Texts> few();

    Table<Nothing, Long> one();

    Table<Pair<Name, List<Colour>>, Map<Colour, Pair<Integer, Double>>> pairs();

    Table<URI, List<URI>> addresses();

    Table<Integer, Member> members();

    SetTable<Name, Colour> sets();

    SetTable<Double, Pair<Integer, String>> pairSets();

    ListTable<Colour, Optional<byte[]>> lists();

    MapTable<Long, Form, Tree<Integer>> maps();

    @RenamedFrom("journal")
    Sequence<Form> diary();

    Single<Settings> settings();

    Single<byte[]> bytes();

    record Numbers(short b, int s, char c, long i, long l, double f, double d, boolean z, Optional<String> note) {}

    record Boxes(
            Byte b,
            Short s,
            Character c,
            Integer i,
            Long l,
            Float f,
            Double d,
            Boolean z,
            @Default("-1") int more) {}

    record Texts(
            Optional<String> text, Bytes bytes, UUID uuid, BigInteger integer, BigDecimal decimal, Colour colour) {}

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
            NavigableSet<Name> names,
            SortedSet<Colour> colours,
            SortedMap<Colour, List<String>> map,
            NavigableMap<UUID, SortedSet<Integer>> navigableMap) {}

    record Optionals(
            Optional<String> text,
            Optional<List<Numbers>> list,
            Optional<Optional<Integer>> nested,
            OptionalInt i,
            OptionalLong l,
            OptionalDouble d) {}

    /** Each component is one that no two entries may share. */
    record Member(
            @Unique String email,
            @Unique int number,
            @Unique Optional<UUID> card,
            @Unique List<String> nicknames,
            @Unique Name name,
            @Indexed Colour colour,
            @Indexed(ordered = true) Instant since) {}

    record Settings(boolean isOn, @RenamedFrom("size") long sizeBytes, Optional<Name> owner, Form form) {}

    record Pair<A, B>(A first, B second) {}

    record Tree<T>(T value, List<Tree<T>> children, Optional<Tree<T>> next) {}

    record Nothing() {}

    record Name(String value) implements Comparable<Name> {

        @Override
        public int compareTo(Name other) {
            return other.value.compareTo(value);
        }
    }

    enum Colour {
        RED,
        GREEN,
        BLUE,
        YELLOW
    }

    sealed interface Form permits Form.Circle, Form.Drawn, Form.Known, Form.Path {

        record Circle(double radius, Optional<Colour> colour) implements Form {}

        record Path(List<Point> points) implements Form, Drawn {}

        sealed interface Drawn extends Form permits Path, Point {}

        enum Known implements Form {
            UNIT,
            NONE
        }
    }

    record Point(int x, int y) implements Form.Drawn {}

    sealed interface Expression {

        record Number(long value) implements Expression {}

        record Sum(Expression left, Expression right) implements Expression {}
    }
}
