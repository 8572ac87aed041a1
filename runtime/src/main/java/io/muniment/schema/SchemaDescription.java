package io.muniment.schema;

import java.util.List;

/**
 * A schema, as generated code tells it to the runtime.
 *
 * @param name the name on disk
 * @param version from 1
 * @param json the canonical JSON of the schema: the shape of all tables and stored types, with their ids
 * @param tables ordered by id
 */
public record SchemaDescription(String name, int version, String json, List<TableDescription<?, ?>> tables) {

    /** Copies the list. */
    public SchemaDescription {
        tables = List.copyOf(tables);
    }
}
