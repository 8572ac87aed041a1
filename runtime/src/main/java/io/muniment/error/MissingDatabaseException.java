package io.muniment.error;

/** There is no database where one must be. Nothing was created. */
public final class MissingDatabaseException extends StorageException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param directory the directory
     * @param detail what was looked for and not found, as a clause without a full stop
     */
    public MissingDatabaseException(String directory, String detail) {
        super(
                "No database: " + directory + ": " + detail
                        + ". Nothing was created. Check the path; only an open for writing makes a database,"
                        + " and only if its options let it.",
                directory,
                null);
    }
}
