package io.muniment.schema;

import org.jspecify.annotations.Nullable;

/**
 * One table of a {@link Shape}.
 *
 * @param id from 1, unique among the tables
 * @param name the schema's method, unique among the tables
 * @param kind what the table is
 * @param key the type of its keys, null exactly if {@link TableKind#hasKeys its kind has none}
 * @param value the type of its values; for a {@link TableKind#SET}, {@link TableKind#LIST} or {@link TableKind#MAP}
 *     that set, list or map; for a {@link TableKind#SEQUENCE} its elements
 */
public record TableShape(
        int id, String name, TableKind kind, @Nullable TypeExpression key, TypeExpression value) implements Member {

    /** Checks that the parts fit together. */
    public TableShape {
        Names.requireId("a table", id);
        Names.requireIdentifier("a table", name);
        if ((key == null) == kind.hasKeys()) {
            throw new IllegalArgumentException(
                    "table " + name + " of kind " + kind.text() + (key == null ? " needs a key" : " has no key"));
        }
        boolean isGroup = kind == TableKind.SET || kind == TableKind.LIST || kind == TableKind.MAP;
        if (isGroup && !value.name().equals(kind.text())) {
            throw new IllegalArgumentException(
                    "table " + name + " of kind " + kind.text() + " keeps a " + kind.text() + ", not " + value);
        }
    }
}
