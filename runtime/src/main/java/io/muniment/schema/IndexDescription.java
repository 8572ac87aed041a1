package io.muniment.schema;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One index of a table, as generated code tells it to the runtime. No part of the shape on disk.
 *
 * @param name the name of the record's component
 * @param isUnique whether no two entries may have the same
 * @param isOrdered whether it is kept in order, for ranges
 * @param key what a value is found by, or null if it is not found by this index; always the same for the same value
 */
public record IndexDescription<V, I>(
        String name, boolean isUnique, boolean isOrdered, Function<? super V, ? extends @Nullable I> key) {}
