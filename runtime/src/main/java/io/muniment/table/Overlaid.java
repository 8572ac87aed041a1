package io.muniment.table;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The raw entries of a table with a transaction's own changes in place of those that they change. */
final class Overlaid<K> implements Iterator<Map.Entry<K, Object>> {

    /** Says which of two keys comes first: negative for the first one, 0 if they are the same. */
    interface Order<K> {
        int compare(K raw, K own);
    }

    private final Iterator<Map.Entry<K, Object>> raw;
    private final Iterator<? extends Change<K, ?>> own;
    private final Order<K> order;

    private Map.@Nullable Entry<K, Object> nextRaw;
    private @Nullable Change<K, ?> nextOwn;
    private Map.@Nullable Entry<K, Object> next;

    /** Both in the order of {@code order}. */
    Overlaid(Iterator<Map.Entry<K, Object>> raw, Iterator<? extends Change<K, ?>> own, Order<K> order) {
        this.raw = raw;
        this.own = own;
        this.order = order;
        this.nextOwn = advance(own);
        this.nextRaw = advance(raw);
        this.next = merge();
    }

    private static <T> @Nullable T advance(Iterator<? extends T> from) {
        return from.hasNext() ? from.next() : null;
    }

    private Map.@Nullable Entry<K, Object> merge() {
        while (nextRaw != null || nextOwn != null) {
            Map.Entry<K, Object> fromRaw = nextRaw;
            Change<K, ?> fromOwn = nextOwn;
            if (fromOwn == null || (fromRaw != null && order.compare(fromRaw.getKey(), fromOwn.key()) < 0)) {
                nextRaw = advance(raw);
                return fromRaw;
            }
            if (fromRaw != null && order.compare(fromRaw.getKey(), fromOwn.key()) == 0) {
                nextRaw = advance(raw);
            }
            nextOwn = advance(own);
            Object value = fromOwn.next();
            if (value != null) {
                return Map.entry(fromOwn.key(), value);
            }
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Map.Entry<K, Object> next() {
        Map.Entry<K, Object> given = next;
        if (given == null) {
            throw new NoSuchElementException();
        }
        next = merge();
        return given;
    }
}
