package io.muniment.error;

import org.jspecify.annotations.Nullable;

/**
 * A write or a sync has failed, now or earlier, and the database takes no more writes. Reads go on. What was
 * acknowledged before is safe; the next open finds out what reached the disk.
 */
public final class FailedException extends StorageException {

    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    /**
     * Made by the library.
     *
     * @param path the file or directory where it failed
     * @param detail what failed, as a clause without a full stop
     * @param outcome what is known of this call's commit
     * @param cause the failure
     */
    public FailedException(String path, String detail, Outcome outcome, @Nullable Throwable cause) {
        super(
                "Failed: " + path + ": " + detail + ". "
                        + (outcome == Outcome.UNKNOWN
                                ? "Whether what was asked reached the disk is unknown until the database is opened again."
                                : "This call changed nothing.")
                        + " The database takes no more writes; reads go on. Check the disk, then close the database"
                        + " and open it again.",
                path,
                cause);
        this.outcome = outcome;
    }

    /** What is known of this call's commit. */
    public Outcome outcome() {
        return outcome;
    }
}
