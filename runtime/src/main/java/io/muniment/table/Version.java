package io.muniment.table;

import org.jspecify.annotations.Nullable;

/** What a key holds from one commit on. */
final class Version {

    /** The value, or null from a commit that took it away. */
    final @Nullable Object value;

    /** The commit; {@link #SETTLED} for what was there before and every reader may see. */
    final long sequence;

    /** The version before; null when no reader needs one. Written under the gate. */
    volatile @Nullable Version older;

    static final long SETTLED = 0;

    /** Of a key that had no value before, in a table without indexes: one for all, since it never has an older one. */
    static final Version ABSENT = new Version(null, SETTLED, null);

    /** What the value is found by, in a table with indexes; else null, as of no value and of one at rest. */
    final @Nullable IndexKeys keys;

    Version(@Nullable Object value, long sequence, @Nullable Version older) {
        this(value, sequence, older, null);
    }

    Version(@Nullable Object value, long sequence, @Nullable Version older, @Nullable IndexKeys keys) {
        this.value = value;
        this.sequence = sequence;
        this.older = older;
        this.keys = keys;
    }
}
