package io.muniment.schema;

/** What a table is for: decides the interface that it has and how it is kept in memory. */
public enum TableKind {
    /** {@link io.muniment.table.Table}: hashed by key. */
    HASH("hash"),
    /** {@link io.muniment.table.SortedTable}: ordered by key. */
    SORTED("sorted"),
    /** {@link io.muniment.table.Single}: zero or one value. */
    SINGLE("single");

    private final String text;

    TableKind(String text) {
        this.text = text;
    }

    /** The name in a schema's JSON. */
    public String text() {
        return text;
    }

    /**
     * The kind with this name in a schema's JSON.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TableKind of(String text) {
        for (TableKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("the kind of a table is none of those known");
    }
}
