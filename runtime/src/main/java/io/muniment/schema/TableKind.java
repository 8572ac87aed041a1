package io.muniment.schema;

/** What a table is for: decides the interface that it has and how it is kept in memory. */
public enum TableKind {
    /** {@link io.muniment.table.Table}: hashed by key. */
    HASH,
    /** {@link io.muniment.table.SortedTable}: ordered by key. */
    SORTED,
    /** {@link io.muniment.table.Single}: zero or one value. */
    SINGLE
}
