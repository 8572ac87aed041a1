package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.error.TooLargeException;
import java.util.ArrayList;
import java.util.List;

/** Puts many entries into a table in few commits: each holds as many as came since the one before. One thread's. */
final class BulkLoad<K, V> {

    /*
     * How large a commit is. Each costs a pass through the gate, a batch in the log, and where commits are synced a
     * sync; so it should be large. While it is linked nobody else commits, and what it holds is in memory twice; so
     * it should not be too large. At these sizes the costs of a commit are lost among those of its entries, and
     * others wait for less than a millisecond.
     */

    private static final int ENTRIES = 1024;
    private static final int BYTES = 256 << 10;

    private final LiveTable<K, V> table;
    private ValueOutput record;
    private List<Change<K, V>> changes;
    private long count;

    BulkLoad(LiveTable<K, V> table) {
        this.table = table;
        this.record = table.newRecord(1024);
        this.changes = new ArrayList<>();
    }

    void add(K key, V value) {
        if (changes.size() == ENTRIES || record.position() >= BYTES) {
            commit();
        }
        // First, for it may commit what there is, and begin anew.
        Change<K, V> change = encoded(key, value);
        changes.add(change);
        count++;
    }

    private Change<K, V> encoded(K key, V value) {
        try {
            return table.encodePut(record, key, value);
        } catch (TooLargeException e) {
            if (changes.isEmpty()) {
                throw e;
            }
        }
        // Not too large by itself, perhaps.
        commit();
        return table.encodePut(record, key, value);
    }

    /** Commits what has come since the last time; the next record begins with a buffer that is likely to fit. */
    private void commit() {
        int bytes = record.position();
        table.commitAll(changes, record);
        record = table.newRecord(bytes + (bytes >> 4));
        changes = new ArrayList<>(changes.size());
    }

    /** Commits the rest; returns how many entries there were. */
    long end() {
        if (!changes.isEmpty()) {
            commit();
        }
        return count;
    }
}
