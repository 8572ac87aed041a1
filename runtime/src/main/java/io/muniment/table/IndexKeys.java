package io.muniment.table;

import org.jspecify.annotations.Nullable;

/** What one value is found by: its key in each index of the table, in their order; null where it has none. */
final class IndexKeys {

    private final @Nullable Object[] keys;

    IndexKeys(@Nullable Object[] keys) {
        this.keys = keys;
    }

    @Nullable Object of(int index) {
        return keys[index];
    }
}
