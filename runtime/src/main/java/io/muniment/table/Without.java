package io.muniment.table;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The raw entries of a table but for some keys. */
final class Without<K> implements Iterator<Map.Entry<K, Object>> {

    private final Iterator<Map.Entry<K, Object>> raw;
    private final Set<K> keys;
    private Map.@Nullable Entry<K, Object> next;

    Without(Iterator<Map.Entry<K, Object>> raw, Set<K> keys) {
        this.raw = raw;
        this.keys = keys;
        this.next = advance();
    }

    private Map.@Nullable Entry<K, Object> advance() {
        while (raw.hasNext()) {
            Map.Entry<K, Object> found = raw.next();
            if (!keys.contains(found.getKey())) {
                return found;
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
        next = advance();
        return given;
    }
}
