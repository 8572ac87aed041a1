package io.muniment.schema;

import io.muniment.codec.ValueSerializer;
import io.muniment.group.GroupSerializer;
import java.util.List;

/**
 * One table of a schema, as generated code tells it to the runtime.
 *
 * @param id from 1, the table's id in every file of this schema version
 * @param name the name of the schema's method
 * @param kind what the table is
 * @param keys writes and reads its keys; where its kind has none it is {@code Serializers.UNIT}
 * @param values writes and reads its values; a {@link GroupSerializer} where {@link TableKind#hasGroups entries are
 *     groups}
 * @param indexes by what else than the key entries are found; none if its kind has none
 */
public record TableDescription<K, V>(
        int id,
        String name,
        TableKind kind,
        ValueSerializer<K> keys,
        ValueSerializer<V> values,
        List<IndexDescription<V, ?>> indexes) {

    /** Copies the list. */
    public TableDescription {
        indexes = List.copyOf(indexes);
        if (kind.hasGroups() != values instanceof GroupSerializer) {
            throw new IllegalArgumentException("table " + name + " of kind " + kind.text() + " has other values");
        }
    }

    /**
     * What writes and reads its groups.
     *
     * @throws IllegalStateException if its entries are no groups
     */
    public GroupSerializer<V, ?> groups() {
        if (values instanceof GroupSerializer<V, ?> groups) {
            return groups;
        }
        throw new IllegalStateException("table " + name + " has no groups, so they cannot be edited");
    }

    /** A table without indexes. */
    public TableDescription(int id, String name, TableKind kind, ValueSerializer<K> keys, ValueSerializer<V> values) {
        this(id, name, kind, keys, values, List.of());
    }
}
