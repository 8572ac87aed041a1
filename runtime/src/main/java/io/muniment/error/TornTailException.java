package io.muniment.error;

/**
 * The log of data of an older version ends in bytes that a crash left unfinished, so the data is not migrated unless one says
 * so. Nothing that was acknowledged as synced is in them.
 */
public final class TornTailException extends CorruptException {

    private static final long serialVersionUID = 1;

    private final long bytes;
    private final long lastGoodSequence;

    /**
     * Made by the library.
     *
     * @param file the path of the segment
     * @param offset where the unfinished bytes begin
     * @param bytes how many there are
     * @param lastGoodSequence the last commit before them; 0 if there is none
     * @param found the schema version in the file
     */
    public TornTailException(String file, long offset, long bytes, long lastGoodSequence, int found) {
        super(
                "Torn tail",
                file,
                offset,
                bytes + " bytes behind commit " + lastGoodSequence
                        + " were left unfinished by a crash, and the data is to" + " be migrated from version " + found
                        + ".",
                "No file was changed. Open and close it with the program of version " + found
                        + ", which cuts them off; or allow it with Options.migrateTornTail(true), which passes them over"
                        + " and leaves them in the old file.",
                null);
        this.bytes = bytes;
        this.lastGoodSequence = lastGoodSequence;
    }

    /** How many bytes were left unfinished. */
    public long bytes() {
        return bytes;
    }

    /** The last commit before them; 0 if there is none. */
    public long lastGoodSequence() {
        return lastGoodSequence;
    }
}
