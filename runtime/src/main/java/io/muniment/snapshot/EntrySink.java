package io.muniment.snapshot;

import io.muniment.schema.TableDescription;

/** What entries are read into. Called by several threads at the same time, for different keys. */
public interface EntrySink {

    /**
     * Tells how many entries of a table will come, before the first.
     *
     * @param credible for so many there are bytes enough that room may be reserved; at most {@code count}
     */
    default void expect(TableDescription<?, ?> table, long count, long credible) {}

    /** Tells how much more the groups of a snapshot hold than there were entries for a table, after the last. */
    default void grouped(TableDescription<?, ?> table, long more) {}

    /** An entry. */
    <K, V> void put(TableDescription<K, V> table, K key, V value);
}
