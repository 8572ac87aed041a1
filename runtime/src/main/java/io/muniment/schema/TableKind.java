package io.muniment.schema;

/** What a table is for: decides the interface that it has and how it is kept in memory. */
public enum TableKind {
    /** {@link io.muniment.table.Table}: hashed by key. */
    HASH("hash"),
    /** {@link io.muniment.table.SortedTable}: ordered by key. */
    SORTED("sorted"),
    /** {@link io.muniment.table.Single}: zero or one value. */
    SINGLE("single"),
    /** {@link io.muniment.table.SetTable}: a set for each key. */
    SET("set"),
    /** {@link io.muniment.table.ListTable}: a list for each key. */
    LIST("list"),
    /** {@link io.muniment.table.MapTable}: a map for each key. */
    MAP("map"),
    /** {@link io.muniment.table.Sequence}: one list whose elements are numbered. */
    SEQUENCE("sequence");

    private final String text;

    TableKind(String text) {
        this.text = text;
    }

    /** Whether entries have keys. Else there is at most one entry, whose key is {@code Unit.UNIT}. */
    public boolean hasKeys() {
        return this != SINGLE && this != SEQUENCE;
    }

    /** Whether entries are found by indexes too. */
    public boolean hasIndexes() {
        return this == HASH || this == SORTED;
    }

    /** Whether an entry is changed by edits, and its value is written by a {@link io.muniment.group.GroupSerializer}. */
    public boolean hasGroups() {
        return this == SET || this == LIST || this == MAP || this == SEQUENCE;
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
