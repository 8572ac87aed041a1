package io.muniment;

import io.muniment.error.ClosedException;
import io.muniment.error.DatabaseException;
import io.muniment.log.Acknowledged;
import io.muniment.log.Logged;
import io.muniment.migration.MigrationReport;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.CommitHandle;
import io.muniment.table.LiveTable;
import io.muniment.table.LockableTable;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionAction;
import io.muniment.table.TransactionBody;
import io.muniment.table.TransactionHandle;
import io.muniment.table.Transactions;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private final Map<Integer, LiveTable<?, ?>> tables;

    private final Transactions transactions;
    private final Feeds feeds;

    /** The directory; null for a database in memory. */
    private final @Nullable Store store;

    Database(
            String name,
            SchemaDescription schema,
            CommitGate gate,
            Map<Integer, LiveTable<?, ?>> tables,
            Transactions transactions,
            Feeds feeds,
            @Nullable Store store) {
        this.name = name;
        this.schema = schema;
        this.gate = gate;
        this.tables = tables;
        this.transactions = transactions;
        this.feeds = feeds;
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
     * @throws io.muniment.error.UniqueException if two entries have the same of what is to be unique
     * @throws io.muniment.error.StorageException if the disk fails or is full, or the directory is not safe
     * @throws java.util.concurrent.CancellationException if {@link Options#cancelWhen} asked for it
     */
    public static Database open(SchemaDescription schema, Path directory, Options options) {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(options, "options");
        return Store.open(schema, null, directory, options);
    }

    /**
     * As {@link #open(SchemaDescription, Path, Options)}, and data of an older version of the schema is brought to this one first.
     * That is one commit; no file changes before all of it has been converted, written and read back. The old files are kept as
     * they are in a directory of their own, which {@link RecoveryReport#oldVersions} names. Open for reading only, older data is
     * converted in memory, each time, and no file is written.
     *
     * @param migration the way to {@code schema}
     * @throws io.muniment.error.MigrationException if the data cannot be converted
     * @throws io.muniment.error.TornTailException if a crash has left the end of the old log unfinished, unless
     *     {@link Options#migrateTornTail} allows it
     * @throws io.muniment.error.SchemaVersionException if the data is newer, or older than where the migration begins
     */
    public static Database open(SchemaDescription schema, Migration migration, Path directory, Options options) {
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(options, "options");
        return Store.open(schema, migration, directory, options);
    }

    /**
     * Tries what {@link #open(SchemaDescription, Migration, Path, Options)} would migrate, and writes nothing. It reads and checks
     * what opening would; brings each entry through all steps; writes it to a buffer, so that what cannot be written, or is too
     * large, is noticed; asks what it is found by; and looks whether two keys become one, and whether what is to be unique is.
     * What fails of that is told in the report and not thrown, and what comes behind it is tried all the same. All else is
     * thrown as opening throws it. If the data is of this version already, the report has no tables.
     *
     * <p>What cannot be known without writing is not tried: whether there is room for a snapshot, and the right to write.
     *
     * <p>It keeps of the entries only what these checks need, so it takes less time and memory than opening; but a
     * step that is completed by the user's code has all of both its versions in memory. The user's functions may be called for
     * an entry more than once.
     *
     * @throws io.muniment.error.LockedException if it is open for writing
     * @throws io.muniment.error.MissingDatabaseException if there is none
     */
    public static MigrationReport checkMigration(
            SchemaDescription schema, Migration migration, Path directory, Options options) {
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(options, "options");
        return Store.checkMigration(schema, migration, directory, options);
    }

    /** A new, empty database that touches no file and is gone when it is closed. For tests, mostly. */
    public static Database inMemory(SchemaDescription schema) {
        return InMemory.of("memory", schema, Options.defaults()).database();
    }

    static Transactions transactions(CommitGate gate, Map<Integer, LiveTable<?, ?>> tables, Options options) {
        return new Transactions(
                gate, tables, acknowledged(options.durability()), options.recordBytes(), options.retries());
    }

    static Acknowledged acknowledged(Durability durability) {
        return switch (durability) {
            case ASYNC -> Acknowledged.QUEUED;
            case WRITTEN -> Acknowledged.WRITTEN;
            case SYNCED -> Acknowledged.SYNCED;
        };
    }

    /**
     * Reads every byte of the database in {@code directory}, decodes all of it, and tells all that is wrong. Writes nothing.
     * It builds no tables: what can be decoded and does not fit what was there before it, as only a file that was made
     * on purpose has it, is noticed by an open alone.
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
     * @throws io.muniment.error.OccupiedException if {@code target} is not empty; or if a migration was cut short and what it has
     *     written is damaged, but the older version lies beside it: the message says which files to move to go back to that
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

    // ---- Transactions, for generated code

    /**
     * Runs {@code body} in a transaction that reads one moment. Blocks nobody, and never runs it twice.
     *
     * @throws IllegalStateException if the calling thread is inside a transaction
     */
    public <T, R extends @Nullable Object, X extends Exception> R read(
            Function<TransactionHandle, T> make, TransactionBody<? super T, R, X> body) throws X {
        return transactions.read(make, Objects.requireNonNull(body, "body"));
    }

    /**
     * Runs {@code body} in a transaction and commits it. If what it read has been changed meanwhile, nothing was
     * committed and it runs again, and after {@link Options#retries} losses while nobody else commits. What it throws
     * ends the transaction without a commit.
     *
     * @param level when the commit counts as made, if that is more than the database asks for
     * @return what it returned the last time, when it was committed
     * @throws IllegalStateException if the calling thread is inside a transaction
     */
    public <T, R extends @Nullable Object, X extends Exception> R compute(
            Function<TransactionHandle, T> make, Durability level, TransactionBody<? super T, R, X> body) throws X {
        return transactions.compute(make, acknowledged(level), Objects.requireNonNull(body, "body"));
    }

    /** As {@link #compute}, without a result. */
    public <T, X extends Exception> void write(
            Function<TransactionHandle, T> make, Durability level, TransactionAction<? super T, X> body) throws X {
        compute(make, level, withoutResult(body));
    }

    /** As {@link #write}, while no other thread commits anything: others wait, so that it runs once. */
    public <T, X extends Exception> void exclusive(
            Function<TransactionHandle, T> make, TransactionAction<? super T, X> body) throws X {
        transactions.exclusive(make, Acknowledged.QUEUED, withoutResult(body));
    }

    /**
     * As {@link #write}, while no other thread commits changes of {@code tables}: others that change these wait, and
     * those that change other tables do not. So {@code body} loses to nobody by what it reads of {@code tables}. What it
     * reads of other tables may be changed meanwhile; then it runs again, and after {@link Options#retries} losses while
     * nobody else commits anything.
     *
     * <p>All of {@code tables} are taken at once, in turn with others that want any of them, and given back at the end,
     * whatever that is. {@code body} writes to these alone; so it waits for nobody, and there is no deadlock.
     *
     * @param tables tables of this database, in any order
     * @throws IllegalArgumentException if there are none, or one is not of this database
     * @throws IllegalStateException if the calling thread is inside a transaction, or {@code body} writes to a table that
     *     is not among {@code tables}
     */
    public <T, X extends Exception> void exclusive(
            Function<TransactionHandle, T> make,
            Collection<? extends LockableTable> tables,
            TransactionAction<? super T, X> body)
            throws X {
        transactions.exclusive(make, Acknowledged.QUEUED, tables, withoutResult(body));
    }

    /**
     * As {@link #compute}, but returns when the commit has its place in the order of all, and does not wait for the
     * disk. The stage is completed when the commit is as durable as {@code level} and the database ask, with what
     * {@code body} returned; until then nobody sees what it changed. Whatever is known before is thrown here, as
     * {@link #compute} would: what {@code body} throws, what is not unique, that the database is closed. What happens
     * after, a full disk or a failure, the stage is completed with, exactly as {@link #compute} would throw it.
     *
     * <p>Any number may be under way from one thread, and one sync serves as many as have gathered. The call waits
     * while more than {@link Options#queueBytes} are queued, for those who have a table to themselves that {@code body}
     * changes, and for what it has read and another commit under way changes. To cancel the stage, or complete it, changes nothing in the database.
     *
     * <p>What depends on the stage runs in the {@linkplain java.util.concurrent.ForkJoinPool#commonPool common pool},
     * in no order, and may use the database as it likes.
     *
     * @throws IllegalStateException if the calling thread is inside a transaction
     */
    public <T, R extends @Nullable Object, X extends Exception> CompletableFuture<R> computeAsync(
            Function<TransactionHandle, T> make, Durability level, TransactionBody<? super T, R, X> body) throws X {
        return transactions.computeAsync(make, acknowledged(level), Objects.requireNonNull(body, "body"));
    }

    /** As {@link #computeAsync}, without a result. */
    public <T, X extends Exception> CompletableFuture<@Nullable Void> writeAsync(
            Function<TransactionHandle, T> make, Durability level, TransactionAction<? super T, X> body) throws X {
        return computeAsync(make, level, withoutResult(body));
    }

    private static <T, X extends Exception> TransactionBody<T, @Nullable Void, X> withoutResult(
            TransactionAction<? super T, X> body) {
        Objects.requireNonNull(body, "body");
        return transaction -> {
            body.run(transaction);
            return null;
        };
    }

    /**
     * Begins a transaction of the calling thread; whoever gets it commits or closes it.
     *
     * @throws IllegalStateException if the calling thread is inside a transaction
     */
    public <T> T begin(Function<TransactionHandle, T> make) {
        return transactions.begin(make, Acknowledged.QUEUED);
    }

    /** Opens a view of this moment, for reading by any thread; whoever gets it closes it. */
    public <T> T view(Function<TransactionHandle, T> make) {
        return transactions.view(make);
    }

    // ---- What is committed, for generated code

    /**
     * Calls {@code listener} after each commit from now on, once it is as durable as the database asks: in their order,
     * one at a time, in a thread of the listener's own. Nobody waits for it, and what is to come meanwhile stays in the
     * log. What it throws is logged and counted in {@link #stats}, and it is called for the next commit all the same.
     *
     * <p>{@link #close} waits until it has been told of all that was committed, but no longer than
     * {@link Options#listenerWait}; then the database is closed for the listener too, and the commit has all that it
     * gets. A listener that has still to be told of more than {@link Options#heldLogBytes} when a snapshot would let
     * them go is told of nothing more; {@link Listening#failure} says so.
     */
    public <C> Listening onCommit(Function<CommitHandle, C> make, Consumer<? super C> listener) {
        gate.checkReadable();
        return Listening.begin(feeds, handles(make), Objects.requireNonNull(listener, "listener"));
    }

    /**
     * The commits after commit {@code sequence}, those that are in the log and those to come, each once it is as durable
     * as the database asks. Each subscriber has a thread of its own in which it is called, and gets what it requests,
     * from the beginning.
     *
     * <p>It gets {@code onError} with {@link io.muniment.error.CommitsGoneException} when what it is to have next is not
     * in the log any more: a snapshot keeps no more than {@link Options#heldLogBytes} for those who have not read it.
     * When the database is closed, it gets what it has requested, and then {@code onComplete}; or {@code onError} with
     * {@link ClosedException} if there is more.
     *
     * @param sequence from 0; what has been seen last, or the sequence of a view from which to go on
     * @throws IllegalArgumentException if there is no such commit yet: it was another database's, or a crash took it
     */
    public <C> Flow.Publisher<C> commitsAfter(Function<CommitHandle, C> make, long sequence) {
        gate.checkReadable();
        if (sequence < 0 || sequence > gate.visible()) {
            throw new IllegalArgumentException("there is no commit " + sequence + " yet: the newest is "
                    + gate.visible() + ". It was another database's, or a crash has taken it back");
        }
        return new Commits<>(feeds, handles(make), name, sequence);
    }

    private <C> Function<Logged, C> handles(Function<CommitHandle, C> make) {
        return logged -> make.apply(new CommitHandle(schema, logged));
    }

    // ---- From an older version, for generated code

    /**
     * Copies what is in {@code old}, a database of the version before, into this one, which must be empty, by what
     * {@code step} says of its tables, and completes it. Others may use {@code old} meanwhile: one moment of it is
     * copied, apart from what completes the step. Ids that have been given out there are not given out here.
     *
     * <p>It takes many commits: others see the entries come, and a crash leaves a part of them. When this throws, what was
     * copied before stays.
     *
     * @return what became of each table
     * @throws IllegalArgumentException if one of the databases is not of a version of the step
     * @throws IllegalStateException if a table has entries already
     * @throws io.muniment.error.MigrationException if an entry cannot be converted, or two become the same
     */
    public MigrationReport copy(Migration.Step step, Database old) {
        if (step.from() != old.schema || step.to() != schema) {
            throw new IllegalArgumentException("the step is from version "
                    + step.from().version() + " to " + step.to().version() + " of schema "
                    + step.to().name() + ", the databases are of other versions");
        }
        try (View view = old.gate.pin()) {
            MigrationReport report = new Copying(step, old.tables, tables).run(view);
            step.completion().ifPresent(completion -> completion.complete(old, this));
            return report;
        }
    }

    // ---- All of it

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
        for (LiveTable<?, ?> table : tables.values()) {
            entries.put(table.description().name(), count(table));
        }
        return store == null
                ? new Stats(
                        gate.visible(),
                        gate.visible(),
                        entries,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Optional.empty(),
                        counts(),
                        feeds.stats())
                : store.stats(entries, counts());
    }

    private static int count(LiveTable<?, ?> table) {
        return table.description().kind() == TableKind.SEQUENCE ? (int) table.items() : table.entries();
    }

    private Stats.Transactions counts() {
        return new Stats.Transactions(
                transactions.committed(),
                transactions.lost(),
                transactions.alone(),
                transactions.abandoned(),
                gate.openViews());
    }

    /** What opening found and did. Of a database in memory: that there was nothing. */
    public RecoveryReport recoveryReport() {
        return store == null ? Store.NOTHING : store.recoveryReport();
    }

    /**
     * Deletes the files of older versions, which migrations have set aside in directories of their own. One in which there is
     * anything else stays: a program has opened it since. See {@link Options#keepOldVersions}.
     *
     * @return the paths of the directories that are gone
     * @throws io.muniment.error.ReadOnlyException if the database is open for reading only
     */
    public List<String> dropOldVersions() {
        gate.checkReadable();
        return store == null ? List.of() : store.dropOldVersions(schema.version());
    }

    /**
     * Refuses what comes from now on, completes the commits under way, makes all commits durable, and closes the
     * files. What depends on the stage of a transaction may still run after that. Does nothing the second time.
     *
     * @throws DatabaseException if the last commits could not be made durable; the files are closed all the same
     */
    @Override
    public void close() {
        gate.close(() -> new ClosedException(name), () -> tables.values().forEach(LiveTable::close));
        if (store == null) {
            feeds.end();
        } else {
            store.close();
        }
    }

    /** The schema and the directory. */
    @Override
    public String toString() {
        return schema.name() + " " + schema.version() + " in " + name;
    }
}
