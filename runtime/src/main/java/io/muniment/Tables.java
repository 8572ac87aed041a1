package io.muniment;

import static java.util.Objects.requireNonNull;

import io.muniment.log.StoredTables;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.table.LiveTable;
import io.muniment.transaction.CommitGate;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables behind one gate, by id.
 *
 * @param ofSchema those of the schema
 * @param stored these, and the database's own
 */
record Tables(Map<Integer, LiveTable<?, ?>> ofSchema, Map<Integer, LiveTable<?, ?>> stored) {

    /** Empty tables of a schema. */
    static Tables of(SchemaDescription schema, CommitGate gate, Options options) {
        LiveTable<Integer, Long> ids = new LiveTable<>(
                StoredTables.IDS, gate, Database.acknowledged(options.durability()), options.recordBytes());
        Map<Integer, LiveTable<?, ?>> ofSchema = new TreeMap<>();
        for (TableDescription<?, ?> table : schema.tables()) {
            ofSchema.put(
                    table.id(),
                    new LiveTable<>(
                            table, gate, Database.acknowledged(options.durability()), options.recordBytes(), ids));
        }
        Map<Integer, LiveTable<?, ?>> stored = new TreeMap<>(ofSchema);
        stored.put(ids.description().id(), ids);
        return new Tables(ofSchema, stored);
    }

    /** The one of {@code tables} that was made of a description. */
    @SuppressWarnings("unchecked") // a table is kept under the id of the description that it was made of
    static <K, V> LiveTable<K, V> table(Map<Integer, LiveTable<?, ?>> tables, TableDescription<K, V> description) {
        return (LiveTable<K, V>) requireNonNull(tables.get(description.id()));
    }
}
