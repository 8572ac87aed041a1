package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.log.Acknowledged;
import io.muniment.transaction.Commit;
import io.muniment.transaction.Pins;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The commit that gives many keys of one table their values, whatever there was. */
final class Puts<K, V> extends Commit {

    private final VersionedMap<K, V> versions;

    /** In the order of the record. A key may come again; the last time counts. */
    private final List<Change<K, V>> changes;

    /** The last change of each key, in a table with indexes; else null. */
    private final @Nullable Map<K, Change<K, V>> last;

    // Guarded by the gate until the commit has passed it, then read by the thread that made it.
    private boolean isStale;
    private Indexes.@Nullable Taken<K> taken;
    private int linked;

    Puts(
            VersionedMap<K, V> versions,
            boolean isSorted,
            List<Change<K, V>> changes,
            ValueOutput encoded,
            Acknowledged until) {
        super(encoded.getBuffer(), encoded.position(), until);
        this.versions = versions;
        this.changes = changes;
        this.last = versions.indexes() == null ? null : last(changes, isSorted);
    }

    private static <K, V> Map<K, Change<K, V>> last(List<Change<K, V>> changes, boolean isSorted) {
        Map<K, Change<K, V>> last = isSorted ? new TreeMap<>() : new HashMap<>(changes.size() * 2);
        changes.forEach(change -> last.put(change.key(), change));
        return last;
    }

    /** Whether it would have been made, but is to be prepared for newer values. After the commit. */
    boolean isStale() {
        return isStale;
    }

    /** What keeps it from being made, when that is a key that is to be unique. After the commit. */
    Indexes.@Nullable Taken<K> taken() {
        return taken;
    }

    /** Looks whether two of its own values have the same of what is to be unique. Before the gate. */
    void lookThrough(Indexes<K, V> indexes) {
        if (last != null) {
            taken = indexes.takenTwice(last.values());
        }
    }

    @Override
    protected boolean decide() {
        if (last == null) {
            return true;
        }
        for (Change<K, V> change : last.values()) {
            isStale |= !required(change.rekeying()).fits(versions.newest(change.key()));
        }
        for (Change<K, V> change : last.values()) {
            if (taken == null && !isStale) {
                Version newest = versions.newest(change.key());
                taken = versions.taken(change.key(), required(change.rekeying()), newest, last::containsKey);
            }
        }
        return !isStale && taken == null;
    }

    @Override
    protected boolean changesAny(BitSet tables) {
        return tables.get(versions.table());
    }

    private static Rekeying required(@Nullable Rekeying rekeying) {
        if (rekeying == null) {
            throw new IllegalStateException("a change of a table with indexes tells what it means to them");
        }
        return rekeying;
    }

    @Override
    protected long newestSeen() {
        return taken == null ? 0 : taken.sequence();
    }

    @Override
    protected boolean mayOverwrite() {
        return changes.size() == 1;
    }

    @Override
    protected void link(long sequence, boolean alone) {
        // What is loaded is new more often than not, and if one is, so is the next.
        boolean isLikelyNew = !alone;
        for (Change<K, V> change : changes) {
            linked++;
            if (isLikelyNew) {
                change.linkNew(versions, sequence);
            } else {
                change.link(versions, null, sequence, alone);
            }
            isLikelyNew = !alone && change.isNew();
        }
    }

    @Override
    protected void unlink(Pins pins) {
        while (linked > 0) {
            changes.get(--linked).unlink(versions, pins);
        }
    }

    @Override
    protected void takenBack(long newest) {
        versions.takenBack(newest);
    }

    @Override
    protected void settle(Pins pins) {
        for (Change<K, V> change : changes) {
            change.settle(versions, pins);
        }
    }
}
