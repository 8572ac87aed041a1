package io.muniment.table;

import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a large result is wanted: so many entries, from the beginning, from the end, or after a position. It is
 * a value like any other: it may be kept, compared, sent to a client and come back, and a schema may store it.
 *
 * <p>The entries are in the order of the index, if it has one, and among those with the same in the index in the order of
 * their keys; of a hash table, whose keys have no order, in that of the bytes as which their serializer writes them. So
 * their order is always the same, and who reads page after page comes across each entry that is there all the time, and
 * not moved, exactly once, whatever else is written meanwhile.
 *
 * <p>Where a sorted table begins with a page in the middle of many entries with the same in the index, a hash table has to
 * look at all of those.
 *
 * @param <I> what the index finds by: the type of the last parameter before the page
 * @param <K> the key of the table
 * @param size the most that there may be in it, one or more
 * @param isDescending whether the entries come in the reverse order
 * @param after where the page begins: behind it, in the direction in which the entries come
 */
public record Page<I, K>(int size, boolean isDescending, Optional<Position<I, K>> after) {

    /** Checks the size. */
    public Page {
        if (size < 1) {
            throw new IllegalArgumentException("a page of " + size + " entries");
        }
        Objects.requireNonNull(after, "after");
    }

    /** The first so many entries. */
    public static <I, K> Page<I, K> first(int size) {
        return new Page<>(size, false, Optional.empty());
    }

    /** The last so many entries, in descending order, and so on backwards. */
    public static <I, K> Page<I, K> last(int size) {
        return new Page<>(size, true, Optional.empty());
    }

    /** As many entries in the same direction, but those behind {@code position}. */
    public Page<I, K> after(Position<I, K> position) {
        return new Page<>(size, isDescending, Optional.of(position));
    }
}
