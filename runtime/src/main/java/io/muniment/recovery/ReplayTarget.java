package io.muniment.recovery;

import io.muniment.group.Edit;
import io.muniment.schema.TableDescription;
import io.muniment.snapshot.EntrySink;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a recovery fills. {@link #put}, {@link #edit} and {@link #remove} are called by several threads at the same
 * time, those for one key, and all for one sorted table's key, in the order of the commits; the others while
 * nothing else is.
 */
public interface ReplayTarget extends EntrySink {

    /**
     * Asked before a snapshot is read: who is to be told first of what the log changes behind it. It is told as by a replay, and nobody looks whether edits fit; all of it comes once more, to this target. Null for nobody.
     */
    default @Nullable ReplayTarget ahead() {
        return null;
    }

    /** Tells that all of the snapshot, if there is one, has come, and what comes now is what the log has changed. */
    default void beginLog() {}

    /** Forgets everything: the snapshot that was being read turned out to be damaged. */
    void reset();

    /**
     * Tells that the log will bring about {@code count} entries of a table, before the first of them: a guess,
     * and the bytes of the log are enough for so many. A table with entries from a snapshot may pass it over.
     */
    default void reserve(TableDescription<?, ?> table, long count) {}

    /**
     * Edits the group of a key, which may be absent.
     *
     * @throws RuntimeException if the edit does not fit what is there; nothing is changed then
     */
    <K, V> void edit(TableDescription<K, V> table, K key, Edit edit);

    /** Removes a key, which may be absent. */
    <K, V> void remove(TableDescription<K, V> table, K key);

    /** Removes all entries of a table. */
    void clear(TableDescription<?, ?> table);
}
