package io.muniment.schema;

import io.muniment.codec.ValueSerializer;

/**
 * One table of a schema, as generated code tells it to the runtime.
 *
 * @param id from 1, the table's id in every file of this schema version
 * @param name the name of the schema's method
 * @param kind what the table is
 * @param keys writes and reads its keys; for a {@link TableKind#SINGLE} it is {@code Serializers.UNIT}
 * @param values writes and reads its values
 */
public record TableDescription<K, V>(
        int id, String name, TableKind kind, ValueSerializer<K> keys, ValueSerializer<V> values) {}
