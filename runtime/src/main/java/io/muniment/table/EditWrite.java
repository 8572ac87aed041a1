package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.log.Acknowledged;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commit of edits of one group. What they make of it is found out under the gate, so that no two writers of a group
 * ever have to do anything again.
 */
final class EditWrite<K, G> extends KeyCommit<K, G> {

    private final GroupSerializer<G, ?> groups;
    private final List<Edit> edits;

    private boolean isExpecting;
    private @Nullable G expected;

    // Guarded by the gate until the commit has passed it, then read by the thread that made it.
    private @Nullable G next;
    private @Nullable IndexOutOfBoundsException misfit;

    EditWrite(
            VersionedMap<K, G> versions,
            GroupSerializer<G, ?> groups,
            K key,
            List<Edit> edits,
            ValueOutput encoded,
            Acknowledged until) {
        super(versions, key, encoded, until);
        this.groups = groups;
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
    public @Nullable G next() {
        return next;
    }

    @Override
    public @Nullable Rekeying rekeying() {
        return null;
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

    /** What {@code edits} make of {@code group}; the same object if they change nothing. */
    static <G> @Nullable G edited(GroupSerializer<G, ?> groups, @Nullable G group, List<Edit> edits) {
        G result = group;
        for (Edit edit : edits) {
            result = groups.apply(result, edit);
        }
        return result;
    }
}
