package io.muniment.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is found by in an index by several components: one of each. In the order of the first of them, among
 * those with the same first of the second, and so on. For generated code.
 */
public final class CompositeKey implements Comparable<CompositeKey> {

    private final Object[] parts;

    private CompositeKey(Object[] parts) {
        this.parts = parts;
    }

    /** These parts; null if one of them is null, for then there is nothing to be found by. */
    public static @Nullable CompositeKey of(@Nullable Object... parts) {
        Object[] all = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            Object part = parts[i];
            if (part == null) {
                return null;
            }
            all[i] = part;
        }
        return new CompositeKey(all);
    }

    /** All keys that have one of the first for their first part, one of the second for their second, and so on. */
    public static List<CompositeKey> each(Collection<?>... parts) {
        List<CompositeKey> keys = List.of(new CompositeKey(new Object[0]));
        for (Collection<?> next : parts) {
            List<CompositeKey> longer = new ArrayList<>();
            for (CompositeKey key : keys) {
                next.forEach(part -> longer.add(key.with(part)));
            }
            keys = longer;
        }
        return keys;
    }

    /** The last part. */
    public Object last() {
        return parts[parts.length - 1];
    }

    /** The same parts with another for the last. */
    public CompositeKey withLast(Object last) {
        Object[] other = parts.clone();
        other[other.length - 1] = last;
        return new CompositeKey(other);
    }

    private CompositeKey with(Object part) {
        Object[] longer = Arrays.copyOf(parts, parts.length + 1);
        longer[parts.length] = part;
        return new CompositeKey(longer);
    }

    @Override
    @SuppressWarnings("unchecked") // the processor has seen that all parts of an ordered index are Comparable
    public int compareTo(CompositeKey other) {
        for (int i = 0; i < parts.length; i++) {
            int order = ((Comparable<Object>) parts[i]).compareTo(other.parts[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeKey key && Arrays.equals(parts, key.parts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(parts);
    }

    /** The number of parts; of what a user keeps nothing is told. */
    @Override
    public String toString() {
        return "a key of " + parts.length + " parts";
    }
}
