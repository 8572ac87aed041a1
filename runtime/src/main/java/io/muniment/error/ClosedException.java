package io.muniment.error;

/** The database was closed before or during the call. */
public final class ClosedException extends DatabaseException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param database the directory of the database, or what stands for it
     */
    public ClosedException(String database) {
        super("Closed: the database in " + database + " was closed. Open it again to use it.", null);
    }
}
