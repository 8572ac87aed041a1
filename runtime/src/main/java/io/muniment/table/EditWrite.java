package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.log.Acknowledged;
import io.muniment.transaction.Commit;
import io.muniment.transaction.Pins;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commit of edits of one group. What they make of it is found out under the gate, so that no two writers of a group
 * ever have to do anything again.
 */
final class EditWrite<K, G> extends Commit implements VersionedMap.Link<K, G> {

    private final VersionedMap<K, G> versions;
    private final GroupSerializer<G, ?> groups;
    private final K key;
    private final List<Edit> edits;

    private boolean isExpecting;
    private @Nullable G expected;

    // Guarded by the gate until the commit has passed it, then read by the thread that made it.
    private @Nullable G before;
    private @Nullable G next;
    private long newestSeen;
    private @Nullable IndexOutOfBoundsException misfit;
    private @Nullable Cell cell;

    EditWrite(
            VersionedMap<K, G> versions,
            GroupSerializer<G, ?> groups,
            K key,
            List<Edit> edits,
            ValueOutput encoded,
            Acknowledged until) {
        super(encoded.getBuffer(), encoded.position(), until);
        this.versions = versions;
        this.groups = groups;
        this.key = key;
        this.edits = edits;
    }

    /** Changes nothing if by then there is another group than {@code group}, null for none. Before the commit. */
    void expect(@Nullable G group) {
        isExpecting = true;
        expected = group;
    }

    /** Whether there was another group than was expected. After the commit. */
    boolean isStale() {
        return isExpecting && before != expected;
    }

    /** The group before and after; the same object if nothing was changed. After the commit. */
    Edited<G> edited() {
        return new Edited<>(before, next);
    }

    /** Why nothing was changed: there is no such place in the list; null if there was. After the commit. */
    @Nullable IndexOutOfBoundsException misfit() {
        return misfit;
    }

    @Override
    protected long newestSeen() {
        return newestSeen;
    }

    @Override
    public K key() {
        return key;
    }

    @Override
    public @Nullable G next() {
        return next;
    }

    @Override
    public @Nullable Rekeying rekeying() {
        return null;
    }

    @Override
    public void replaced(@Nullable G value) {}

    @Override
    public void linkedIn(Cell linked) {
        cell = linked;
    }

    @Override
    protected boolean decide() {
        Version newest = versions.newest(key);
        newestSeen = newest.sequence;
        before = VersionedMap.value(newest.value);
        try {
            next = isStale() ? before : edited(groups, before, edits);
        } catch (IndexOutOfBoundsException e) {
            next = before;
            misfit = e;
        }
        return next != before;
    }

    @Override
    protected boolean changesAny(BitSet tables) {
        return tables.get(versions.table());
    }

    /** What {@code edits} make of {@code group}; the same object if they change nothing. */
    static <G> @Nullable G edited(GroupSerializer<G, ?> groups, @Nullable G group, List<Edit> edits) {
        G result = group;
        for (Edit edit : edits) {
            result = groups.apply(result, edit);
        }
        return result;
    }

    @Override
    protected void link(long sequence, boolean alone) {
        versions.link(this, sequence, alone);
    }

    @Override
    protected void unlink(Pins pins) {
        if (cell != null) {
            versions.unlink(key, cell, pins);
        }
    }

    @Override
    protected void takenBack(long newest) {
        versions.takenBack(newest);
    }

    @Override
    protected void settle(Pins pins) {
        Cell linked = cell;
        if (linked == null) {
            throw new IllegalStateException("a version that was not overwritten is in a cell");
        }
        versions.settle(key, linked, VersionedMap.delta(before, next), pins);
    }
}
