package io.muniment.table;

/**
 * An entry that was found by an index, as the table keeps it.
 *
 * @param by the index key; in a range the first that lies in it
 */
record Found<K, V>(Object by, K key, V value) {}
