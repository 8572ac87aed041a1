package io.muniment.schema;

import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One index of a table, as generated code tells it to the runtime. No part of the shape on disk.
 *
 * @param <I> what one entry is looked up by
 * @param name what the record calls it: the name of the component, or the names on the way to it
 * @param isUnique whether no two entries may have the same
 * @param isOrdered whether it is kept in order, for ranges
 * @param isBySeveral whether a value is found by each of several, and {@code key} gives a {@link Collection} of them
 * @param key what a value is found by, or null if it is not found by this index; always the same for the same value
 */
public record IndexDescription<V, I>(
        String name,
        boolean isUnique,
        boolean isOrdered,
        boolean isBySeveral,
        Function<? super V, ? extends @Nullable Object> key) {

    /** An index by one thing that a value has, or has not: then {@code key} gives null. */
    public IndexDescription(
            String name, boolean isUnique, boolean isOrdered, Function<? super V, ? extends @Nullable I> key) {
        this(name, isUnique, isOrdered, false, key);
    }

    /** An index by each of what {@code keys} gives; null is as none. */
    public static <V, I> IndexDescription<V, I> bySeveral(
            String name,
            boolean isUnique,
            boolean isOrdered,
            Function<? super V, ? extends @Nullable Collection<? extends I>> keys) {
        return new IndexDescription<>(name, isUnique, isOrdered, true, keys);
    }
}
