package io.muniment.error;

/** The database in this directory belongs to a schema of another name. */
public final class OtherSchemaException extends IncompatibleException {

    private static final long serialVersionUID = 1;

    private final String found;
    private final String expected;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param found the schema name in the file
     * @param expected the schema name of the program
     */
    public OtherSchemaException(String file, String found, String expected) {
        super(
                "Other schema",
                file,
                "belongs to schema '" + found + "', this program's schema is '" + expected + "'",
                "Open another directory, or set the name in @Schema to '" + found + "' if the schema was renamed.");
        this.found = found;
        this.expected = expected;
    }

    /** The name of the schema in the file. */
    public String found() {
        return found;
    }

    /** The name of the program's schema. */
    public String expected() {
        return expected;
    }
}
