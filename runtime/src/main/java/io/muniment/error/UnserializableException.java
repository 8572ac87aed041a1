package io.muniment.error;

/** A key or value could not be written as bytes: its serializer threw. */
public final class UnserializableException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final String table;

    /**
     * Made by the library.
     *
     * @param table the name of the table
     * @param cause what the serializer threw
     */
    public UnserializableException(String table, Throwable cause) {
        super(
                "Not serializable: a key or value for table " + table + " could not be written ("
                        + cause.getClass().getName()
                        + ", see the cause). Nothing was changed. Check the value for nulls and for what its type"
                        + " does not allow, and the serializer if it is your own.",
                cause);
        this.table = table;
    }

    /** The table that the key or value was for. */
    public String table() {
        return table;
    }
}
