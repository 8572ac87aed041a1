package io.muniment.error;

/** The database was opened for reading only. */
public final class ReadOnlyException extends RefusedException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param database the directory of the database
     */
    public ReadOnlyException(String database) {
        super(
                "Read-only: the database in " + database
                        + " was opened for reading only. Nothing was changed. Open it without readOnly to write.",
                null);
    }
}
