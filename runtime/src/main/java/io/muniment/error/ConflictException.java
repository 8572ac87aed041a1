package io.muniment.error;

/**
 * A transaction was not committed, because what it had read was changed by another one since it began. Nothing was
 * changed by it. A function that is given to {@code write} or {@code compute} is run again instead, so this comes
 * from {@code commit()} of a transaction that was begun by hand.
 */
public final class ConflictException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final long sequence;

    /**
     * Made by the library.
     *
     * @param sequence the commit that was lost to
     */
    public ConflictException(long sequence) {
        super(
                "Not committed: what the transaction has read was changed by commit " + sequence
                        + " after it began. Nothing was changed. Begin another one, and do all of it again.",
                null);
        this.sequence = sequence;
    }

    /** The commit that was lost to. */
    public long sequence() {
        return sequence;
    }
}
