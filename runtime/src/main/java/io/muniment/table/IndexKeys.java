package io.muniment.table;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one value is found by in each index of the table, in their order: nothing, one index key, or {@link Several}.
 */
final class IndexKeys {

    private final @Nullable Object[] keys;

    IndexKeys(@Nullable Object[] keys) {
        this.keys = keys;
    }

    /**
     * Those of one value in an index by several: as the index tells them apart, and in its order if it has one. Never
     * changed.
     */
    record Several(Set<Object> keys) {}

    /** An index key, {@link Several}, or null for nothing. */
    @Nullable Object of(int index) {
        return keys[index];
    }

    /** Those in one index. */
    Set<Object> in(int index) {
        return each(keys[index]);
    }

    /** Each of what {@link #of} gives. */
    static Set<Object> each(@Nullable Object keys) {
        if (keys == null) {
            return Set.of();
        }
        return keys instanceof Several several ? several.keys() : Set.of(keys);
    }
}
