package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.transaction.Pins;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a commit of several makes of one key: its next value, or edits of the group that it has. Used by the thread that
 * makes the commit, and by the commit under the gate.
 */
final class Change<K, V> implements VersionedMap.Link<K, V> {

    private final K key;
    private final @Nullable Rekeying rekeying;

    /** Whether a whole value was written; else it is what the edits make of the one that is there. */
    private final boolean isWhole;

    /** Where the bytes of the whole value are in the record. */
    private final int from;

    private final int to;

    /** What was edited since, or at all; null for nothing. */
    private @Nullable List<EditAt> edits;

    /** The next value as far as {@link #isKnown}. */
    private @Nullable V next;

    private boolean isKnown;

    // Of the commit.
    private @Nullable V before;
    private @Nullable Cell cell;
    private boolean isBegun;
    private boolean isOverwritten;

    /** An edit, and where its bytes are in the record. */
    private record EditAt(Edit edit, int from, int to) {}

    /** The key gets {@code next}, or nothing; the bytes of that are in the record from {@code from} to {@code to}. */
    Change(K key, @Nullable V next, @Nullable Rekeying rekeying, int from, int to) {
        this.key = key;
        this.next = next;
        this.rekeying = rekeying;
        this.isWhole = true;
        this.isKnown = true;
        this.from = from;
        this.to = to;
    }

    /** Edits that are to come. */
    Change(K key) {
        this.key = key;
        this.rekeying = null;
        this.isWhole = false;
        this.from = 0;
        this.to = 0;
    }

    /** The same change of a whole value, for an entry that has another value by now. */
    Change<K, V> with(@Nullable Rekeying newer) {
        return new Change<>(key, next, newer, from, to);
    }

    /** One edit more; its bytes are in the record from {@code begin} to {@code end}. */
    void add(Edit edit, int begin, int end) {
        List<EditAt> all = edits == null ? new ArrayList<>() : edits;
        all.add(new EditAt(edit, begin, end));
        edits = all;
    }

    /** Whether the next value is known, because what was there before is. */
    boolean isKnown() {
        return isKnown;
    }

    /** Tells the next value. */
    void know(@Nullable V value) {
        next = value;
        isKnown = true;
    }

    /** What all the edits make of {@code group}. */
    @Nullable V edited(GroupSerializer<V, ?> groups, @Nullable V group) {
        V result = group;
        for (EditAt each : edits == null ? List.<EditAt>of() : edits) {
            result = groups.apply(result, each.edit);
        }
        return result;
    }

    /** How many bytes of the record are its own. */
    int bytes() {
        int sum = to - from;
        for (EditAt each : edits == null ? List.<EditAt>of() : edits) {
            sum += each.to - each.from;
        }
        return sum;
    }

    /** Copies these bytes from {@code record}. */
    void copyTo(ValueOutput target, byte[] record) {
        target.write(record, from, to - from);
        for (EditAt each : edits == null ? List.<EditAt>of() : edits) {
            target.write(record, each.from, each.to - each.from);
        }
    }

    @Override
    public K key() {
        return key;
    }

    /** The next value, which is known. */
    @Override
    public @Nullable V next() {
        assert isKnown : "nobody asks for what edits make of something before that has been looked at";
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

    /**
     * Links it. Edits of what the transaction has not looked at are made here, of the newest; for what it has looked
     * at, that is the same.
     */
    void link(VersionedMap<K, V> versions, @Nullable GroupSerializer<V, ?> groups, long sequence, boolean alone) {
        if (!isWhole && groups != null) {
            know(edited(groups, VersionedMap.value(versions.newest(key).value)));
        }
        isBegun = true;
        versions.link(this, sequence, alone);
        isOverwritten = alone;
    }

    /** The same of a whole value that is not to overwrite anything, of a key that is not in the table, it seems. */
    void linkNew(VersionedMap<K, V> versions, long sequence) {
        isBegun = true;
        versions.linkNew(this, sequence);
    }

    /** Whether there was no value before. After the link. */
    boolean isNew() {
        return before == null;
    }

    /** Takes back the link, if there was one. */
    void unlink(VersionedMap<K, V> versions, Pins pins) {
        if (cell != null) {
            versions.unlink(key, cell, pins);
        } else if (isOverwritten) {
            versions.overwriteBack(key, before, next);
        } else if (isBegun) {
            versions.checkUnlinked(this);
        }
    }

    void settle(VersionedMap<K, V> versions, Pins pins) {
        if (cell == null) {
            throw new IllegalStateException("a version that was not overwritten is in a cell");
        }
        versions.settle(key, cell, VersionedMap.delta(before, next), pins);
    }
}
