package io.muniment.table;

import java.util.List;
import java.util.function.BiConsumer;
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
        void forEach(BiConsumer<? super K, ? super V> taker);
    }
}
