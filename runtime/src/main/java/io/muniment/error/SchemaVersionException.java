package io.muniment.error;

/** The database is of another version of the schema than the program. */
public final class SchemaVersionException extends IncompatibleException {

    private static final long serialVersionUID = 1;

    private final int found;
    private final int expected;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param schema the name of the schema
     * @param found the schema version in the file
     * @param expected the schema version of the program
     */
    public SchemaVersionException(String file, String schema, int found, int expected) {
        super(
                (found > expected ? "Newer" : "Older") + " data",
                file,
                "is of version " + found + " of schema '" + schema + "', this program is of version " + expected,
                found > expected
                        ? "Run a program of version " + found + "."
                        : "Run the program of version " + found
                                + " on it; the migration guide tells how to bring the data to version " + expected
                                + ".");
        this.found = found;
        this.expected = expected;
    }

    /** The schema version in the file. */
    public int found() {
        return found;
    }

    /** The schema version of the program. */
    public int expected() {
        return expected;
    }
}
