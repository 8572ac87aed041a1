package io.muniment.table;

import org.jspecify.annotations.Nullable;

/**
 * Takes the entries that a migration makes for one table: the table itself, or what only finds out whether one could. For
 * the database.
 */
public interface Receiver<K, V> {

    /** Takes all entries away, and forgets them. By one thread alone. */
    void clear();

    /** Makes room for about {@code count} entries. Before the first. */
    void expect(long count);

    /**
     * Takes an entry unless there is one with its key; returns whether there was none. Several threads may.
     *
     * @param origin the key of the older version that has become {@code key}; the same object if it has not changed
     */
    boolean add(Object origin, K key, V value);

    /** The older key of the entry that has {@code key}; null if such keys are not kept, or there is none. */
    default @Nullable Object origin(K key) {
        return null;
    }
}
