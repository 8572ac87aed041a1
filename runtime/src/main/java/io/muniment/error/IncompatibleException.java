package io.muniment.error;

/** A file is whole, but not for this program: another format, another schema, another version. No file was changed. */
public abstract sealed class IncompatibleException extends DatabaseException
        permits FormatVersionException, OtherSchemaException, SchemaVersionException, SchemaShapeException {

    private static final long serialVersionUID = 1;

    private final String file;

    IncompatibleException(String message, String file) {
        super(message, null);
        this.file = file;
    }

    /** The path of the file, or of the directory. */
    public final String file() {
        return file;
    }
}
