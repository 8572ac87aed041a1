package io.muniment.snapshot;

import io.muniment.schema.TableDescription;
import java.util.List;
import java.util.function.BiConsumer;

/** All entries of one table at the snapshot's sequence, which do not change while they are being written. */
public interface TableContent<K, V> {

    /** Which table. */
    TableDescription<K, V> table();

    /** The last commit up to the snapshot's that changed the table; 0 if there is none. */
    long changedSequence();

    /**
     * The entries, in parts that several threads go through at the same time, each part by one. A sorted table
     * gives one part, in ascending order.
     *
     * @param wanted about so many
     */
    List<Part<K, V>> parts(int wanted);

    /** Some of the entries. */
    @FunctionalInterface
    interface Part<K, V> {

        /** Gives each entry. What {@code entry} throws must pass through. */
        void forEach(BiConsumer<? super K, ? super V> entry);
    }
}
