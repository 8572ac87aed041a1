package io.muniment.error;

import java.util.List;

/** The database has the program's schema name and version, but its tables or types are others. */
public final class SchemaShapeException extends IncompatibleException {

    private static final int DIFFERENCES_IN_MESSAGE = 10;

    private static final long serialVersionUID = 1;

    private final String[] differences;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param schema the name of the schema
     * @param version the version of the schema
     * @param differences one line each, at least one
     */
    public SchemaShapeException(String file, String schema, int version, List<String> differences) {
        this(file, schema, version, version, differences);
    }

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param schema the name of the schema
     * @param version the version of the schema in the file
     * @param expected the schema version of the program: the same, or one to which it migrates from {@code version}
     * @param differences one line each, at least one
     */
    public SchemaShapeException(String file, String schema, int version, int expected, List<String> differences) {
        super(
                "Other shape",
                file,
                "is of version " + version + " of schema '" + schema + "' like "
                        + (version == expected
                                ? "this program"
                                : "what this program of version " + expected + " migrates")
                        + ", but they differ: " + shown(differences),
                version == expected
                        ? "Undo the change to the schema, or raise its version."
                        : "Bring the record of version " + version
                                + " back to what it was in the program that wrote this file.");
        this.differences = differences.stream().map(Printable::of).toArray(String[]::new);
    }

    /** All differences, one line each. */
    public List<String> differences() {
        return List.of(differences);
    }

    private static String shown(List<String> differences) {
        int left = differences.size() - DIFFERENCES_IN_MESSAGE;
        return left <= 0
                ? String.join("; ", differences)
                : String.join("; ", differences.subList(0, DIFFERENCES_IN_MESSAGE)) + "; and " + left + " more";
    }
}
