package io.muniment.error;

import org.jspecify.annotations.Nullable;

/**
 * The disk, or the quota, is full. What was asked was not done: a commit was {@link Outcome#NOT_COMMITTED}. A database
 * that is open stays so, and goes on writing as soon as there is room.
 */
public final class DiskFullException extends StorageException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library, where a database is open.
     *
     * @param path the file that did not fit
     * @param detail what was not done, as a clause without a full stop
     * @param cause what the disk said
     */
    public DiskFullException(String path, String detail, @Nullable Throwable cause) {
        this(
                path,
                detail + "; the database is unchanged",
                "Free some space and try again; nothing needs to be reopened.",
                cause);
    }

    private DiskFullException(String path, String detail, String advice, @Nullable Throwable cause) {
        super("Disk full: " + path + ": " + detail + ". " + advice, path, cause);
    }

    /**
     * Made by the library, where no database is open: what the files are then is part of {@code detail}.
     *
     * @param path the directory
     * @param detail what was not done, as a clause without a full stop
     * @param cause what the disk said
     */
    public static DiskFullException whileNotOpen(String path, String detail, @Nullable Throwable cause) {
        return new DiskFullException(path, detail, "Free some space and try again.", cause);
    }
}
