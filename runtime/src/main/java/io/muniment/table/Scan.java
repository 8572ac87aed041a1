package io.muniment.table;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The raw entries of a range of a sorted table, and how far a transaction has looked at them. */
final class Scan<K> implements Iterator<Map.Entry<K, Object>> {

    private final Range<K> range;
    private final Iterator<Map.Entry<K, Object>> raw;
    private @Nullable K last;
    private boolean isEnded;

    Scan(Range<K> range, Iterator<Map.Entry<K, Object>> raw) {
        this.range = range;
        this.raw = raw;
    }

    @Override
    public boolean hasNext() {
        isEnded = !raw.hasNext();
        return !isEnded;
    }

    @Override
    public Map.Entry<K, Object> next() {
        Map.Entry<K, Object> next = raw.next();
        last = next.getKey();
        return next;
    }

    /** What has been looked at; null for nothing. */
    @Nullable Range<K> seen() {
        if (isEnded) {
            return range;
        }
        return last == null ? null : range.upTo(last);
    }
}
