package io.muniment.table;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The index keys of an ordered index from {@code from} inclusive to {@code to} exclusive, and how they are read. */
record IndexRange(Object from, Object to, boolean isDescending) {

    /** Refuses a range that begins after its end, as the maps of the JDK do. */
    IndexRange {
        if (IndexMap.compare(from, to) > 0) {
            throw new IllegalArgumentException("the range begins after its end");
        }
    }

    /**
     * Which of {@code keys}, as {@link IndexKeys#of} gives them, an entry is found by: the first that one comes to; null
     * if none lies in the range.
     */
    @Nullable Object firstOf(@Nullable Object keys) {
        Object first = keys;
        if (keys instanceof IndexKeys.Several several) {
            TreeSet<Object> ordered = (TreeSet<Object>) several.keys();
            first = isDescending ? ordered.lower(to) : ordered.ceiling(from);
        }
        return first != null && contains(first) ? first : null;
    }

    /** The same without what it says of several. */
    Range<Object> keys() {
        return new Range<>(from, true, to, false, isDescending);
    }

    private boolean contains(Object indexKey) {
        return IndexMap.compare(from, indexKey) <= 0 && IndexMap.compare(indexKey, to) < 0;
    }
}
