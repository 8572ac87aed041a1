package io.muniment.error;

import java.util.List;
import java.util.stream.Collectors;

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
        this(file, schema, found, expected, List.of());
    }

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param schema the name of the schema
     * @param found the schema version in the file
     * @param expected the schema version of the program
     * @param migrated the older versions from which the program migrates, ascending
     */
    public SchemaVersionException(String file, String schema, int found, int expected, List<Integer> migrated) {
        super(
                (found > expected ? "Newer" : "Older") + " data",
                file,
                "is of version " + found + " of schema '" + schema + "', this program is of version " + expected
                        + (migrated.isEmpty() ? "" : " and migrates from " + versions(migrated)),
                remedy(found, expected, migrated));
        this.found = found;
        this.expected = expected;
    }

    private static String remedy(int found, int expected, List<Integer> migrated) {
        if (found > expected) {
            return "Run a program of version " + found + ".";
        }
        String old = "Run the program of version " + found + " on it, or ";
        return migrated.isEmpty()
                ? old + "open it with the migration from version " + found + " to " + expected
                        + "; the migration guide tells how."
                : old + "migrate it with a program that knows version " + found + " first.";
    }

    private static String versions(List<Integer> migrated) {
        return (migrated.size() == 1 ? "version " : "the versions ")
                + migrated.stream().map(String::valueOf).collect(Collectors.joining(", "));
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
