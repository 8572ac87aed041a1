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
        this(what, sizeBytes, limitBytes, "Store less in one commit, or raise the record limit in the options.");
    }

    private TooLargeException(String what, long sizeBytes, long limitBytes, String remedy) {
        super(
                "Too large: " + what + " takes at least " + sizeBytes + " bytes, the limit is " + limitBytes
                        + ". Nothing was changed. " + remedy,
                null);
        this.sizeBytes = sizeBytes;
        this.limitBytes = limitBytes;
    }

    /** Made by the library, of many entries that were to be one commit. */
    public static TooLargeException together(String what, long sizeBytes, long limitBytes) {
        return new TooLargeException(
                what,
                sizeBytes,
                limitBytes,
                "Give it to load, which makes several commits of it, or raise the record limit in the options.");
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
