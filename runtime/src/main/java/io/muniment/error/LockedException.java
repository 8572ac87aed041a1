package io.muniment.error;

import org.jspecify.annotations.Nullable;

/** Somebody has the database open already: this program or another one. */
public final class LockedException extends DatabaseException {

    private static final long serialVersionUID = 1;

    private final String directory;

    /**
     * Made by the library.
     *
     * @param directory the directory of the database
     * @param holder who holds it, as its lock file tells, or null when that cannot be told
     */
    public LockedException(String directory, @Nullable String holder) {
        super(
                "Already open: the database in " + directory + " is held by "
                        + (holder == null ? "this or another process" : holder)
                        + ". Use the one that is open, or close it first; a lock is gone when its process ends,"
                        + " so never delete the lock file.",
                null);
        this.directory = directory;
    }

    /** The directory of the database. */
    public String directory() {
        return directory;
    }
}
