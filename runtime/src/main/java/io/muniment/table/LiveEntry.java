package io.muniment.table;

import io.muniment.table.Write.When;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of a moment, whose {@code setValue} puts into the table. */
final class LiveEntry<K, V> implements Map.Entry<K, V> {

    private final TableHandle<K, V> handle;
    private final K key;
    private V value;

    LiveEntry(TableHandle<K, V> handle, K key, V value) {
        this.handle = handle;
        this.key = key;
        this.value = value;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    /** Returns the value that this entry had: the table may have got another meanwhile. */
    @Override
    public V setValue(V next) {
        handle.put(key, next, When.ALWAYS);
        V before = value;
        value = next;
        return before;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry && key.equals(entry.getKey()) && value.equals(entry.getValue());
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ value.hashCode();
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
