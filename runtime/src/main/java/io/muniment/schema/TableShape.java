package io.muniment.schema;

import org.jspecify.annotations.Nullable;

/**
 * One table of a {@link Shape}.
 *
 * @param id from 1, unique among the tables
 * @param name the schema's method, unique among the tables
 * @param kind what the table is
 * @param key the type of its keys, null for a {@link TableKind#SINGLE} and only for that
 * @param value the type of its values
 */
public record TableShape(
        int id, String name, TableKind kind, @Nullable TypeExpression key, TypeExpression value) implements Member {

    /** Checks that the parts fit together. */
    public TableShape {
        Names.requireId("a table", id);
        Names.requireIdentifier("a table", name);
        if ((key == null) != (kind == TableKind.SINGLE)) {
            throw new IllegalArgumentException(
                    "table " + name + " of kind " + kind.text() + (key == null ? " needs a key" : " has no key"));
        }
    }
}
