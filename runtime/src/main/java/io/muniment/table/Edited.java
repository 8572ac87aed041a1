package io.muniment.table;

import org.jspecify.annotations.Nullable;

/**
 * What edits have made of a group, as the table keeps it.
 *
 * @param before null if there was none
 * @param after null if there is none; the same object if nothing was changed
 */
record Edited<G>(@Nullable G before, @Nullable G after) {

    boolean isChanged() {
        return before != after;
    }
}
