package io.muniment;

import io.muniment.group.Edit;
import io.muniment.recovery.ReplayTarget;
import io.muniment.schema.TableDescription;
import io.muniment.table.LiveTable;
import io.muniment.table.Loading;
import java.util.Map;

/** The tables of a database that is being opened, as recovery fills them. */
final class Filling implements ReplayTarget {

    private final Map<Integer, LiveTable<?, ?>> tables;

    /** The entries that the snapshot has announced. Several threads read, one at a time writes. */
    private volatile long snapshotEntries;

    Filling(Map<Integer, LiveTable<?, ?>> tables) {
        this.tables = tables;
    }

    long snapshotEntries() {
        return snapshotEntries;
    }

    /**
     * Ends the filling, and fills the indexes; the last commit that changed each table is known by its id.
     *
     * @throws io.muniment.error.UniqueException if something that is to be unique is not
     */
    void end(Map<Integer, Long> changedSequences, int threads) {
        tables.forEach((id, table) -> table.loading().end(changedSequences.getOrDefault(id, 0L)));
        tables.values().forEach(table -> table.fillIndexes(threads));
    }

    @Override
    public void reset() {
        snapshotEntries = 0;
        tables.values().forEach(table -> table.loading().clear());
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time writes
    public void expect(TableDescription<?, ?> table, long count, long credible) {
        snapshotEntries += count;
        of(table).expect(credible);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time writes
    public void grouped(TableDescription<?, ?> table, long more) {
        snapshotEntries += more;
    }

    @Override
    public void reserve(TableDescription<?, ?> table, long count) {
        of(table).expect(count);
    }

    @Override
    public <K, V> void put(TableDescription<K, V> table, K key, V value) {
        of(table).put(key, value);
    }

    @Override
    public <K, V> void edit(TableDescription<K, V> table, K key, Edit edit) {
        of(table).edit(key, edit);
    }

    @Override
    public <K, V> void remove(TableDescription<K, V> table, K key) {
        of(table).remove(key);
    }

    @Override
    public void clear(TableDescription<?, ?> table) {
        of(table).clear();
    }

    private <K, V> Loading<K, V> of(TableDescription<K, V> table) {
        return Tables.table(tables, table).loading();
    }
}
