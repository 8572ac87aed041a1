package p;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.annotation.Schema;
import io.muniment.annotation.SerializeWith;
import io.muniment.annotation.TypeName;
import io.muniment.schema.StoredOrder;
import io.muniment.table.MapTable;
import io.muniment.table.SortedTable;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * Version 1 of {@link Diary}, by which its data is read.
 *
 * <p>It is made from {@code diary/1.json} of the history, which has the tables, the types and what these hold, and no
 * code: what constructors and methods did is not here.
 *
 * <p>Nor is the order that a type had. Those that are sorted by are {@link Comparable} component by component, and
 * enums by name, so tables, sets and maps may come in another order than they had.
 */
@Schema(name = "diary", version = 1)
@SerializeWith(UriSerializer.class)
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public interface DiaryV1 {
    SortedTable<Day, List<Entry>> days();

    MapTable<String, PairOfStringAndInteger, URI> links();

    SortedTable<Place, Instant> seen();

    record Abroad(String country, String town) implements Place {
        /** By {@code country}, then by {@code town}; with other cases by the name of the class. */
        @Override
        public int compareTo(Place other) {
            if (other instanceof Abroad that) {
                return StoredOrder.compare(List.of(this.country, this.town), List.of(that.country, that.town));
            }
            return StoredOrder.compare(this, other);
        }
    }

    record Day(int number, int year) implements Comparable<Day> {
        /** By {@code number}, then by {@code year}. */
        @Override
        public int compareTo(Day other) {
            return StoredOrder.compare(List.of(this.number, this.year), List.of(other.number, other.year));
        }
    }

    record Entry(Set<Mood> moods, byte[] picture, Optional<String> text) {}

    record Home() implements Place {
        /** All are equal; with other cases by the name of the class. */
        @Override
        public int compareTo(Place other) {
            if (other instanceof Home) {
                return 0;
            }
            return StoredOrder.compare(this, other);
        }
    }

    enum Mood {
        BAD,
        WELL
    }

    @TypeName("Pair<string,int>")
    record PairOfStringAndInteger(String first, int second) {}

    sealed interface Place extends Comparable<Place> {}
}
