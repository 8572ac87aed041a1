package io.muniment.table;

import java.util.Objects;

/**
 * A place in what an index finds: that of one entry, whether it is still there or not.
 *
 * @param index what the entry was found by there: of several components the last, of a list or set that element
 * @param key the entry's key in the table
 */
public record Position<I, K>(I index, K key) {

    /** Takes no null. */
    public Position {
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(key, "key");
    }
}
