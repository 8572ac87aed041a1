package io.muniment.error;

/** A commit is larger than the limit for one record. */
public final class TooLargeException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final long sizeBytes;
    private final long limitBytes;

    /**
     * Made by the library.
     *
     * @param what what is too large, such as the entry of a table by its name, never a key or value
     * @param sizeBytes its size, or as much of it as was written before the limit was passed
     * @param limitBytes the limit
     */
    public TooLargeException(String what, long sizeBytes, long limitBytes) {
        super(
                "Too large: " + what + " takes at least " + sizeBytes + " bytes, the limit is " + limitBytes
                        + ". Nothing was changed. Store less in one commit, or raise the record limit in the options.",
                null);
        this.sizeBytes = sizeBytes;
        this.limitBytes = limitBytes;
    }

    /** The size in bytes, or as much of it as was written before the limit was passed. */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** The limit in bytes. */
    public long limitBytes() {
        return limitBytes;
    }
}
