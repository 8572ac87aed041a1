package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.log.Acknowledged;
import io.muniment.transaction.Commit;
import io.muniment.transaction.Pins;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The commit of a single key's next value, however that is found. */
abstract class KeyCommit<K, V> extends Commit implements VersionedMap.Link<K, V> {

    final VersionedMap<K, V> versions;
    final K key;

    // Guarded by the gate until the commit has passed it, then read by the thread that made it.
    @Nullable V before;

    long newestSeen;
    private @Nullable Cell cell;

    KeyCommit(VersionedMap<K, V> versions, K key, ValueOutput encoded, Acknowledged until) {
        super(encoded.getBuffer(), encoded.position(), until);
        this.versions = versions;
        this.key = key;
    }

    @Override
    public final K key() {
        return key;
    }

    @Override
    public final void replaced(@Nullable V value) {
        before = value;
    }

    @Override
    public final void linkedIn(Cell linked) {
        cell = linked;
    }

    @Override
    protected final boolean changesAny(BitSet tables) {
        return tables.get(versions.table());
    }

    @Override
    protected final long newestSeen() {
        return newestSeen;
    }

    @Override
    protected final void link(long sequence, boolean alone) {
        versions.link(this, sequence, alone);
    }

    @Override
    protected final void unlink(Pins pins) {
        if (cell != null) {
            versions.unlink(key, cell, pins);
        } else {
            versions.checkUnlinked(this);
            versions.countCells();
        }
    }

    @Override
    protected final void takenBack(long newest) {
        versions.takenBack(newest);
    }

    @Override
    protected final void settle(Pins pins) {
        Cell linked = cell;
        if (linked == null) {
            throw new IllegalStateException("a version that was not overwritten is in a cell");
        }
        versions.settle(key, linked, VersionedMap.delta(before, next()), pins);
    }
}
