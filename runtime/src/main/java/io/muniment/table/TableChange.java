package io.muniment.table;

import io.muniment.group.Edit;

/**
 * What a commit has done to one table: one of {@link Put}, {@link Remove}, {@link Clear} and, where values are groups,
 * {@link Edited}. It tells what is there now, not what was there before.
 */
public sealed interface TableChange<K, V> {

    /** The key has this value now. */
    record Put<K, V>(K key, V value) implements TableChange<K, V> {

        /** Without key and value. */
        @Override
        public String toString() {
            return "put";
        }
    }

    /** The key has no value now. */
    record Remove<K, V>(K key) implements TableChange<K, V> {

        /** Without the key. */
        @Override
        public String toString() {
            return "remove";
        }
    }

    /** An element of the group of this key was added, removed or replaced: what {@code edit} says. */
    record Edited<K, V>(K key, Edit edit) implements TableChange<K, V> {

        /** Without the key and the elements. */
        @Override
        public String toString() {
            return "edited";
        }
    }

    /** No key has a value now, but for those that are put after this. */
    record Clear<K, V>() implements TableChange<K, V> {

        @Override
        public String toString() {
            return "clear";
        }
    }
}
