package io.muniment.error;

import org.jspecify.annotations.Nullable;

/**
 * The disk, or the quota, is full. What was asked was not done: a commit was {@link Outcome#NOT_COMMITTED}. The
 * database stays open, and goes on writing as soon as there is room.
 */
public final class DiskFullException extends StorageException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param path the file that did not fit
     * @param detail what was not done, as a clause without a full stop
     * @param cause what the disk said
     */
    public DiskFullException(String path, String detail, @Nullable Throwable cause) {
        super(
                "Disk full: " + path + ": " + detail
                        + "; the database is unchanged. Free some space and try again; nothing needs to be reopened.",
                path,
                cause);
    }
}
