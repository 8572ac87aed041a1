package io.muniment.table;

import java.util.List;
import java.util.function.Consumer;

/**
 * The entries of a table that nobody has yet, for somebody who moves them into another: what has been taken may be let go
 * at once, so that both together need little more than one.
 */
public interface Moving<K, V> {

    /**
     * The entries, in parts that several threads may go through at the same time, each part by one and once.
     *
     * @param wanted about so many
     */
    List<Part<K, V>> parts(int wanted);

    /** Gives the keys that have not been let go. */
    void forEachKey(Consumer<? super K> key);

    /** Some of the entries. */
    @FunctionalInterface
    interface Part<K, V> {

        /** Gives each entry. What {@code taker} throws passes through. */
        void forEach(Taker<? super K, ? super V> taker);
    }

    /** Takes entries. */
    @FunctionalInterface
    interface Taker<K, V> {

        /** Takes one. Returns whether its key may be let go as well as its value. */
        boolean take(K key, V value);
    }
}
