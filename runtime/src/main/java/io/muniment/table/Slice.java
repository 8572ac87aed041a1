package io.muniment.table;

import org.jspecify.annotations.Nullable;

/**
 * A page to be read of an index: of the entries that have one index key, or one of a range.
 *
 * @param at the one index key; null if there is a range
 * @param after null to begin where the entries begin
 */
record Slice<K>(
        @Nullable Object at,
        @Nullable IndexRange range,
        int size,
        boolean isDescending,
        @Nullable Place<K> after) {

    /** Where an entry is in an index. */
    record Place<K>(Object by, K key) {}

    /** Which of {@code keys}, as {@link IndexKeys#of} gives them, an entry is found by here, or null if by none. */
    @Nullable Object by(Indexes<K, ?> indexes, int index, @Nullable Object keys) {
        if (range != null) {
            return range.firstOf(keys);
        }
        return at != null && indexes.has(index, keys, at) ? at : null;
    }

    /** The key behind which the page begins, among those that have {@code by}; null for the first. */
    @Nullable K begin(Object by) {
        boolean isThere = after != null && (range == null || IndexMap.compare(by, after.by()) == 0);
        return after != null && isThere ? after.key() : null;
    }

    /** The index keys of a range from those of {@link #after} on; null if there are none. */
    @Nullable Range<Object> rest() {
        if (range == null) {
            return null;
        }
        Range<Object> all = range.keys();
        return after == null ? all : all.after(after.by(), true);
    }
}
