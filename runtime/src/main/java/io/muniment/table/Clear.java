package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.log.Acknowledged;
import io.muniment.transaction.Commit;
import io.muniment.transaction.Pins;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The commit that takes all values of one table away. */
final class Clear<K> extends Commit {

    private final VersionedMap<K, ?> versions;

    // Guarded by the gate.
    private long sequence;
    private VersionedMap.@Nullable Cleared<K> before;

    Clear(VersionedMap<K, ?> versions, ValueOutput encoded, Acknowledged until) {
        super(encoded.getBuffer(), encoded.position(), until);
        this.versions = versions;
    }

    @Override
    protected boolean decide() {
        return versions.newestSize() > 0;
    }

    @Override
    protected boolean changesAny(BitSet tables) {
        return tables.get(versions.table());
    }

    @Override
    protected long newestSeen() {
        return versions.lastChanged();
    }

    @Override
    protected void link(long next, boolean alone) {
        sequence = next;
        before = versions.linkClear(next, alone);
    }

    @Override
    protected void unlink(Pins pins) {
        if (before != null) {
            versions.unlinkClear(before);
        }
    }

    @Override
    protected void takenBack(long newest) {
        versions.takenBack(newest);
    }

    @Override
    protected void settle(Pins pins) {
        versions.settleClear(sequence, pins);
    }
}
