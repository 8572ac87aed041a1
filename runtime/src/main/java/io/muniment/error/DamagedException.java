package io.muniment.error;

import org.jspecify.annotations.Nullable;

/**
 * A file is damaged in a place where no crash can have left it so, a file of the database is missing, or one is
 * not in its place.
 */
public final class DamagedException extends CorruptException {

    private static final long serialVersionUID = 1;

    private final long firstSequence;
    private final long lastSequence;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param offset where it was noticed
     * @param detail what was found and what was expected, as a clause without a full stop
     * @param firstSequence the first commit at stake, -1 when it cannot be told
     * @param lastSequence the last commit at stake, -1 when it cannot be told
     */
    public DamagedException(String file, long offset, String detail, long firstSequence, long lastSequence) {
        this(file, offset, detail, firstSequence, lastSequence, null);
    }

    /** Made by the library: as the other, with what led to it. */
    public DamagedException(
            String file, long offset, String detail, long firstSequence, long lastSequence, @Nullable Throwable cause) {
        super("Damaged", file, offset, detail + "." + atStake(firstSequence, lastSequence), RESTORE_OR_SALVAGE, cause);
        this.firstSequence = firstSequence;
        this.lastSequence = lastSequence;
    }

    /** The first commit that is or may be lost, -1 when it cannot be told. */
    public long firstSequence() {
        return firstSequence;
    }

    /** The last commit that is or may be lost, -1 when it cannot be told. */
    public long lastSequence() {
        return lastSequence;
    }

    private static String atStake(long first, long last) {
        if (first < 0) {
            return "";
        }
        if (last < 0) {
            return " At stake: the commits from " + first + ".";
        }
        return first == last
                ? " At stake: commit " + first + "."
                : " At stake: the commits " + first + " to " + last + ".";
    }
}
