package io.muniment.table;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Walks what a view sees of a table: stands before the first entry, then on one after the other. The view must
 * be open before the raw entries are asked for their iterator, and until the cursor is done. Used by one thread
 * at a time.
 */
final class Cursor<K, V> {

    private final VersionedMap<K, V> versions;
    private final long sequence;
    private final long rest;
    private final Iterator<Map.Entry<K, Object>> raw;

    private @Nullable K key;
    private @Nullable V value;

    /** Walks those of {@code raw} that a view of {@code sequence} sees. */
    Cursor(VersionedMap<K, V> versions, long sequence, Supplier<Iterator<Map.Entry<K, Object>>> raw) {
        this.versions = versions;
        this.sequence = sequence;
        // First of all: an iterator takes its first value out of the map when it is made.
        this.rest = versions.rest();
        this.raw = raw.get();
    }

    /** Steps onto the next entry; returns false, and stands on none, when there is no more. */
    boolean advance() {
        while (raw.hasNext()) {
            Map.Entry<K, Object> next = raw.next();
            V seen = versions.resolve(next.getValue(), sequence, rest);
            if (seen != null) {
                key = next.getKey();
                value = seen;
                return true;
            }
        }
        key = null;
        value = null;
        return false;
    }

    /** The key that it stands on, as the table keeps it. */
    K key() {
        return stood(key);
    }

    /** The value that it stands on, as the table keeps it. */
    V value() {
        return stood(value);
    }

    private static <T> T stood(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the cursor stands on no entry");
        }
        return part;
    }
}
