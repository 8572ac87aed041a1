package io.muniment.table;

import org.jspecify.annotations.Nullable;

/**
 * What a change of one entry means to the indexes of its table: all that user code has to be asked for, made before
 * the gate.
 *
 * @param before the value that is about to be replaced, as its maker has seen it
 * @param beforeKeys those of {@code before}; null if there is none
 * @param nextKeys those of the next value; null if there is none
 */
record Rekeying(
        @Nullable Object before,
        @Nullable IndexKeys beforeKeys,
        @Nullable IndexKeys nextKeys) {

    /**
     * Whether this tells the keys of the newest version: it does not if another value has been put meanwhile that
     * nobody has asked for its keys yet. Under the gate.
     */
    boolean fits(Version newest) {
        return newest.value == null || newest.keys != null || newest.value == before;
    }

    /** Those of the newest version, which this fits. */
    @Nullable IndexKeys keysOf(Version newest) {
        return newest.keys == null ? keysOf(newest.value) : newest.keys;
    }

    /** Those of what is at rest, which may be nothing by now. */
    @Nullable IndexKeys keysOf(@Nullable Object found) {
        return found == null ? null : beforeKeys;
    }
}
