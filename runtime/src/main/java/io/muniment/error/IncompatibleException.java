package io.muniment.error;

/** A file is whole, but not for this program: another format, another schema, another version. No file was changed. */
public abstract sealed class IncompatibleException extends DatabaseException
        permits FormatVersionException, OtherSchemaException, SchemaVersionException, SchemaShapeException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final String problem;

    /** For a message of these parts: {@code kind: file clause. No file was changed. remedy}. */
    IncompatibleException(String kind, String file, String clause, String remedy) {
        super(kind + ": " + file + " " + clause + ". No file was changed. " + remedy, null);
        this.file = file;
        this.problem = Printable.of(kind + ": it " + clause + ".");
    }

    /** What does not fit, in a sentence: the message without the file, and without what to do about it. */
    public final String problem() {
        return problem;
    }

    /** The path of the file, or of the directory. */
    public final String file() {
        return file;
    }
}
