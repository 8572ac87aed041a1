package io.muniment;

import io.muniment.error.ClosedException;
import io.muniment.log.Acknowledged;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.table.TableHandle;
import io.muniment.transaction.CommitGate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An open database. The class that the processor writes for a schema holds one and passes its calls on; nobody
 * else needs it.
 *
 * <p>Usable from any thread. Every method but {@link #close} and {@link #toString}
 * throws {@link ClosedException} after the database was closed.
 */
public final class Database implements AutoCloseable {

    private final String name;
    private final SchemaDescription schema;
    private final CommitGate gate;

    /** By id. */
    private final Map<Integer, TableHandle<?, ?>> tables;

    Database(String name, SchemaDescription schema, CommitGate gate, Map<Integer, TableHandle<?, ?>> tables) {
        this.name = name;
        this.schema = schema;
        this.gate = gate;
        this.tables = tables;
    }

    /** A new, empty database that touches no file and is gone when it is closed. For tests, mostly. */
    public static Database inMemory(SchemaDescription schema) {
        CommitGate gate = new CommitGate(null, "memory", 0);
        return new Database(
                "memory",
                schema,
                gate,
                tables(schema, gate, Acknowledged.QUEUED, Options.defaults().recordBytes()));
    }

    static Map<Integer, TableHandle<?, ?>> tables(
            SchemaDescription schema, CommitGate gate, Acknowledged until, int limitBytes) {
        Map<Integer, TableHandle<?, ?>> tables = new TreeMap<>();
        for (TableDescription<?, ?> table : schema.tables()) {
            tables.put(table.id(), new TableHandle<>(table, gate, until, limitBytes));
        }
        return tables;
    }

    /** The table of a description that is part of the schema; for generated code. */
    @SuppressWarnings("unchecked") // a table's handle was made of the description of its id
    public <K, V> TableHandle<K, V> table(TableDescription<K, V> description) {
        TableHandle<?, ?> handle = tables.get(description.id());
        if (handle == null || handle.description() != description) {
            throw new IllegalArgumentException(
                    "the schema " + schema.name() + " has no such table: " + description.name());
        }
        return (TableHandle<K, V>) handle;
    }

    /** What the database holds and takes. Cheap. */
    public Stats stats() {
        gate.checkReadable();
        Map<String, Integer> entries = new TreeMap<>();
        for (TableHandle<?, ?> table : tables.values()) {
            entries.put(table.description().name(), table.entries());
        }
        return new Stats(gate.visible(), gate.visible(), entries, 0, 0, 0, 0, 0, 0, Optional.empty());
    }

    /**
     * Refuses what comes from now on, completes the commits under way, makes all commits durable, and closes the
     * files. Does nothing the second time.
     *
     * @throws DatabaseException if the last commits could not be made durable; the files are closed all the same
     */
    @Override
    public void close() {
        gate.close(() -> new ClosedException(name), () -> tables.values().forEach(TableHandle::close));
    }

    /** The schema and the directory. */
    @Override
    public String toString() {
        return schema.name() + " " + schema.version() + " in " + name;
    }
}
