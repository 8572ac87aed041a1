package io.muniment.codec;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The only order that bytes can tell: that of the elements themselves. */
final class NaturalOrder {

    private NaturalOrder() {}

    /** Refuses an order that would be another one after the next open. */
    static void require(@Nullable Comparator<?> comparator) {
        if (comparator != null && comparator != Comparator.naturalOrder()) {
            throw new IllegalArgumentException("A sorted collection has a comparator of its own; stored ones are in"
                    + " natural order. Give its elements that order, or store a plain set or map, which keeps its"
                    + " order.");
        }
    }
}
