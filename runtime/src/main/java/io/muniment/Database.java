package io.muniment;

import io.muniment.error.ClosedException;
import io.muniment.error.DatabaseException;
import io.muniment.log.Acknowledged;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.table.TableHandle;
import io.muniment.transaction.CommitGate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An open database. The class that the processor writes for a schema holds one and passes its calls on; nobody
 * else needs it.
 *
 * <p>Usable from any thread. Every method but {@link #close}, {@link #recoveryReport} and {@link #toString}
 * throws {@link ClosedException} after the database was closed.
 */
public final class Database implements AutoCloseable {

    private final String name;
    private final SchemaDescription schema;
    private final CommitGate gate;

    /** By id. */
    private final Map<Integer, TableHandle<?, ?>> tables;

    /** The directory; null for a database in memory. */
    private final @Nullable Store store;

    Database(
            String name,
            SchemaDescription schema,
            CommitGate gate,
            Map<Integer, TableHandle<?, ?>> tables,
            @Nullable Store store) {
        this.name = name;
        this.schema = schema;
        this.gate = gate;
        this.tables = tables;
        this.store = store;
    }

    /**
     * Opens the database in {@code directory}; makes it if it is missing, unless the options say otherwise.
     *
     * <p>Whatever is thrown, nothing is left open or locked, and what was in the directory is still there.
     *
     * @throws io.muniment.error.LockedException if it is open already, here or elsewhere
     * @throws io.muniment.error.MissingDatabaseException if it is missing and is not to be made
     * @throws io.muniment.error.CorruptException if a file is not what it should be
     * @throws io.muniment.error.IncompatibleException if the data has another schema, version or shape, or was
     *     written by a newer Muniment
     * @throws io.muniment.error.StorageException if the disk fails or is full, or the directory is not safe
     * @throws java.util.concurrent.CancellationException if {@link Options#cancelWhen} asked for it
     */
    public static Database open(SchemaDescription schema, Path directory, Options options) {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(options, "options");
        return Store.open(schema, directory, options);
    }

    /** A new, empty database that touches no file and is gone when it is closed. For tests, mostly. */
    public static Database inMemory(SchemaDescription schema) {
        CommitGate gate = new CommitGate(null, "memory", 0);
        return new Database(
                "memory",
                schema,
                gate,
                tables(schema, gate, Acknowledged.QUEUED, Options.defaults().recordBytes()),
                null);
    }

    static Map<Integer, TableHandle<?, ?>> tables(
            SchemaDescription schema, CommitGate gate, Acknowledged until, int limitBytes) {
        Map<Integer, TableHandle<?, ?>> tables = new TreeMap<>();
        for (TableDescription<?, ?> table : schema.tables()) {
            tables.put(table.id(), new TableHandle<>(table, gate, until, limitBytes));
        }
        return tables;
    }

    /**
     * Reads every byte of the database in {@code directory} and tells all that is wrong. Writes nothing.
     *
     * @throws io.muniment.error.LockedException if it is open for writing
     * @throws io.muniment.error.MissingDatabaseException if there is none
     */
    public static VerifyReport verify(SchemaDescription schema, Path directory) {
        return Store.verify(schema, directory);
    }

    /**
     * Makes a new database in {@code target}, which must be empty or missing, of all that is intact in
     * {@code damaged}, and tells what is missing. Changes nothing in {@code damaged}.
     *
     * @throws io.muniment.error.LockedException if {@code damaged} is open for writing
     * @throws io.muniment.error.OccupiedException if {@code target} is not empty
     * @throws io.muniment.error.MissingDatabaseException if there is nothing to salvage
     */
    public static SalvageReport salvage(SchemaDescription schema, Path damaged, Path target) {
        return Store.salvage(schema, damaged, target);
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

    /**
     * Writes all tables, as they are at one commit, to a new snapshot, and removes the log and the snapshot
     * before it once the new one has been read back. Commits and reads go on meanwhile. Does nothing when nothing
     * was committed since the newest snapshot. In memory it does nothing.
     *
     * @throws io.muniment.error.DiskFullException if it does not fit; then all is as before
     * @throws io.muniment.error.ReadOnlyException if the database is open for reading only
     */
    public SnapshotReport snapshot() {
        gate.checkReadable();
        return store == null ? Store.nothingToSnapshot(gate.visible()) : store.snapshot();
    }

    /**
     * Returns when all commits acknowledged before the call survive a power cut. In memory, and open for reading
     * only, it does nothing.
     */
    public void sync() {
        gate.checkReadable();
        if (store != null) {
            store.sync();
        }
    }

    /** What the database holds and takes. Cheap. */
    public Stats stats() {
        gate.checkReadable();
        Map<String, Integer> entries = new TreeMap<>();
        for (TableHandle<?, ?> table : tables.values()) {
            entries.put(table.description().name(), table.entries());
        }
        return store == null
                ? new Stats(gate.visible(), gate.visible(), entries, 0, 0, 0, 0, 0, 0, Optional.empty())
                : store.stats(entries);
    }

    /** What opening found and did. Of a database in memory: that there was nothing. */
    public RecoveryReport recoveryReport() {
        return store == null ? Store.NOTHING : store.recoveryReport();
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
        if (store != null) {
            store.close();
        }
    }

    /** The schema and the directory. */
    @Override
    public String toString() {
        return schema.name() + " " + schema.version() + " in " + name;
    }
}
