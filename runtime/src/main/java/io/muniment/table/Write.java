package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.log.Acknowledged;
import org.jspecify.annotations.Nullable;

/** The commit of one change of one key. */
final class Write<K, V> extends KeyCommit<K, V> {

    /** What must be so for the change to be made. */
    enum When {
        ALWAYS,
        ABSENT,
        PRESENT,
        /** The newest value is still the one that was expected: that very object, or none. */
        UNCHANGED,
        /** As {@link #UNCHANGED}, and the key is still the first of its range. */
        FIRST
    }

    private final @Nullable V next;
    private final When when;
    private final @Nullable V expected;

    /** For {@link When#FIRST}. */
    private final @Nullable Range<K> range;

    private final @Nullable Rekeying rekeying;

    // Guarded by the gate until the commit has passed it, then read by the thread that made it.
    private boolean isMade;
    private boolean isStale;
    private Indexes.@Nullable Taken<K> taken;

    Write(
            VersionedMap<K, V> versions,
            K key,
            @Nullable V next,
            When when,
            @Nullable V expected,
            @Nullable Range<K> range,
            @Nullable Rekeying rekeying,
            ValueOutput encoded,
            Acknowledged until) {
        super(versions, key, encoded, until);
        this.next = next;
        this.when = when;
        this.expected = expected;
        this.range = range;
        this.rekeying = rekeying;
    }

    /** The value that there was. After the commit. */
    @Nullable V before() {
        return before;
    }

    /** Whether the change was made. After the commit. */
    boolean isMade() {
        return isMade;
    }

    /** Whether the change would have been made, but is to be prepared for a newer value. After the commit. */
    boolean isStale() {
        return isStale;
    }

    /** What keeps the change from being made, when that is a key that is to be unique. After the commit. */
    Indexes.@Nullable Taken<K> taken() {
        return taken;
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
    protected boolean decide() {
        if (when == When.ALWAYS && next != null && rekeying == null) {
            isMade = true;
            return true;
        }
        Version newest = versions.newest(key);
        before = VersionedMap.value(newest.value);
        newestSeen = newest.sequence;
        isMade = isDue() && (before != null || next != null) && (rekeying == null || suits(rekeying, newest));
        return isMade;
    }

    /** Whether the indexes take the change. */
    private boolean suits(Rekeying prepared, Version newest) {
        isStale = !prepared.fits(newest);
        taken = isStale ? null : versions.taken(key, prepared, newest, other -> false);
        if (taken != null) {
            newestSeen = Math.max(newestSeen, taken.sequence());
        }
        return !isStale && taken == null;
    }

    private boolean isDue() {
        return switch (when) {
            case ALWAYS -> true;
            case ABSENT -> before == null;
            case PRESENT -> before != null;
            case UNCHANGED -> before == expected;
            case FIRST -> before == expected && range != null && key.equals(versions.newestFirst(range));
        };
    }
}
