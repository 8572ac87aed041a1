package io.muniment.table;

import io.muniment.transaction.Pins;
import org.jspecify.annotations.Nullable;

/**
 * What a commit of several makes of one key. Used by the thread that makes the commit, and by the commit under the
 * gate.
 */
final class Change<K, V> implements VersionedMap.Link<K, V> {

    private final K key;
    private final @Nullable V next;
    private final @Nullable Rekeying rekeying;

    /** Where its bytes are in the record. */
    final int from;

    final int to;

    // Of the commit.
    private @Nullable V before;
    private @Nullable Cell cell;

    Change(K key, @Nullable V next, @Nullable Rekeying rekeying, int from, int to) {
        this.key = key;
        this.next = next;
        this.rekeying = rekeying;
        this.from = from;
        this.to = to;
    }

    /** The same change, for an entry that has another value by now. */
    Change<K, V> with(@Nullable Rekeying newer) {
        return new Change<>(key, next, newer, from, to);
    }

    @Override
    public K key() {
        return key;
    }

    @Override
    public @Nullable V next() {
        return next;
    }

    @Override
    public @Nullable Rekeying rekeying() {
        return rekeying;
    }

    @Override
    public void replaced(@Nullable V value) {
        before = value;
    }

    @Override
    public void linkedIn(Cell linked) {
        cell = linked;
    }

    /** Whether there was no value before. After the link. */
    boolean isNew() {
        return before == null;
    }

    /** Takes back the link, if there was one. */
    void unlink(VersionedMap<K, V> versions, Pins pins) {
        if (cell != null) {
            versions.unlink(key, cell, pins);
        }
    }

    void settle(VersionedMap<K, V> versions, Pins pins) {
        if (cell == null) {
            throw new IllegalStateException("a version that was not overwritten is in a cell");
        }
        versions.settle(key, cell, VersionedMap.delta(before, next), pins);
    }
}
