package io.muniment.error;

/** It could not be told what a value is to be found by: the component's accessor, equality or order threw. */
public final class UnindexableException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final String table;
    private final String index;

    /**
     * Made by the library.
     *
     * @param table the name of the table
     * @param index the name of the index
     * @param cause what was thrown
     */
    public UnindexableException(String table, String index, Throwable cause) {
        super(
                "Not indexable: the " + index + " of a value for table " + table + " could not be told ("
                        + cause.getClass().getName()
                        + ", see the cause). Nothing was changed. Check the accessor of the component, and hashCode"
                        + " and compareTo of what it gives.",
                cause);
        this.table = table;
        this.index = index;
    }

    /** The table that the value was for. */
    public String table() {
        return table;
    }

    /** The index: the name of the component, or {@code address.zip} of one in a record. */
    public String index() {
        return index;
    }
}
