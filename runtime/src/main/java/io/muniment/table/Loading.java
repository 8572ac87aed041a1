package io.muniment.table;

import io.muniment.group.Edit;

/**
 * A table that is being filled while its database is opened: nobody reads it yet, and each change goes in as the
 * newest.
 */
public interface Loading<K, V> extends Receiver<K, V> {

    /** Puts an entry. Several threads may, for different keys. */
    void put(K key, V value);

    /** Edits the group of a key. Several threads may, for different keys. */
    void edit(K key, Edit edit);

    /** Takes an entry away. Several threads may, for different keys. */
    void remove(K key);

    /** Ends the filling; {@code changed} is the last commit that changed the table, 0 for none. */
    void end(long changed);
}
