package io.muniment.error;

/** A file that does not begin as a database's file does. */
public final class NotADatabaseException extends CorruptException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param detail what was found and what was expected, as a clause without a full stop
     */
    public NotADatabaseException(String file, String detail) {
        super(
                "Not a database",
                file,
                0,
                detail + ".",
                "No file was changed. Open the directory of a database or an empty one,"
                        + " or move away what does not belong there.",
                null);
    }
}
