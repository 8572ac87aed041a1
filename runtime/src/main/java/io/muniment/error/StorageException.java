package io.muniment.error;

import org.jspecify.annotations.Nullable;

/** The disk, the file system or the directory does not allow what was asked. */
public abstract sealed class StorageException extends DatabaseException
        permits DiskFullException,
                FailedException,
                MissingDatabaseException,
                UnsafeDirectoryException,
                OccupiedException,
                AccessException {

    private static final long serialVersionUID = 1;

    private final String path;

    StorageException(String message, String path, @Nullable Throwable cause) {
        super(message, cause);
        this.path = path;
    }

    /** The file or directory. */
    public final String path() {
        return path;
    }
}
