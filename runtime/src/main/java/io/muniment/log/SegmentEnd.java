package io.muniment.log;

/**
 * How a segment ends.
 *
 * @param state what was found at {@code position}
 * @param position where the last whole batch ends
 * @param nextSequence the sequence expected there
 * @param syncedSequence the highest sequence that the segment itself says was synced
 * @param badBytes what stands behind {@code position} and is not zeros, up to its last byte that is not zero
 */
public record SegmentEnd(State state, long position, long nextSequence, long syncedSequence, long badBytes) {

    /** The ways in which a segment ends. */
    public enum State {
        /** With an end mark, and nothing behind: goes on as it is. */
        CLEAN,
        /** With something else, and nothing behind: it was not closed. */
        OPEN,
        /** With bytes that no crash is to blame for if they matter: they were never said to be synced. */
        TORN,
        /** With a seal. */
        SEALED
    }

    /** The end as it was before the segment was sealed. */
    SegmentEnd beforeSeal() {
        return state == State.SEALED
                ? new SegmentEnd(
                        State.OPEN, position - LogFormat.BATCH_HEADER_BYTES, nextSequence, syncedSequence, badBytes)
                : this;
    }

    /** The last commit in it. */
    public long lastSequence() {
        return nextSequence - 1;
    }
}
