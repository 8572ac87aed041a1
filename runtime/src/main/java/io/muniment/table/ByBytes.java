package io.muniment.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keys that have no order of their own, in that of their bytes. Whoever stops early has not sorted them all. */
final class ByBytes<K> implements Iterator<K> {

    private final PriorityQueue<Written<K>> queue;

    private record Written<K>(K key, byte[] bytes) {}

    /** Those of {@code keys} that come after {@code begin}; all, if that is null. */
    ByBytes(Collection<K> keys, Function<K, byte[]> bytesOf, @Nullable K begin, boolean isDescending) {
        Comparator<byte[]> ascending = Arrays::compareUnsigned;
        Comparator<byte[]> order = isDescending ? ascending.reversed() : ascending;
        byte[] after = begin == null ? null : bytesOf.apply(begin);
        queue = new PriorityQueue<>((a, b) -> order.compare(a.bytes, b.bytes));
        for (K key : keys) {
            byte[] bytes = bytesOf.apply(key);
            if (after == null || order.compare(after, bytes) < 0) {
                queue.add(new Written<>(key, bytes));
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !queue.isEmpty();
    }

    @Override
    public K next() {
        Written<K> next = queue.poll();
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next.key;
    }
}
