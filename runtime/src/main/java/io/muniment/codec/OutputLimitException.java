package io.muniment.codec;

/**
 * More was written to a {@link ValueOutput} than its limit allows. The database tells a caller which table it was
 * for around it.
 */
public final class OutputLimitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long sizeBytes;
    private final long limitBytes;

    OutputLimitException(long sizeBytes, long limitBytes) {
        super("At least " + sizeBytes + " bytes were written where the limit is " + limitBytes + ".");
        this.sizeBytes = sizeBytes;
        this.limitBytes = limitBytes;
    }

    /** What had been written when the limit was passed, with what did not fit any more. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** The limit. */
    public long limitBytes() {
        return limitBytes;
    }
}
