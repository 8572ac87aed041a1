package shop;

import io.muniment.Database;
import io.muniment.Durability;
import io.muniment.Listening;
import io.muniment.Migration;
import io.muniment.Options;
import io.muniment.SnapshotReport;
import io.muniment.Stats;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Unit;
import io.muniment.group.SequenceGroup;
import io.muniment.migration.MigrationReport;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.VerifyReport;
import io.muniment.table.CommitHandle;
import io.muniment.table.DatabaseCommit;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseMapTable;
import io.muniment.table.DatabaseSequence;
import io.muniment.table.DatabaseSetTable;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.LockableTable;
import io.muniment.table.TableChange;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionAction;
import io.muniment.table.TransactionBody;
import io.muniment.table.TransactionHandle;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The database of {@link Shop}. The shop as it is.
 *
 * <p>Any thread may use it. Open it once, and close it at the end.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class ShopDb implements Shop, AutoCloseable {
    final Database database;

    private final CartsTable carts;

    private final DeliversTable delivers;

    private final JournalTable journal;

    private final OrdersTable orders;

    private final PeopleTable people;

    private final RecentTable recent;

    private final SettingsTable settings;

    private final VisitsTable visits;

    ShopDb(Database database) {
        this.database = database;
        this.carts = new CartsTable(database.table(ShopSchema.CARTS));
        this.delivers = new DeliversTable(database.table(ShopSchema.DELIVERS));
        this.journal = new JournalTable(database.table(ShopSchema.JOURNAL));
        this.orders = new OrdersTable(database.table(ShopSchema.ORDERS));
        this.people = new PeopleTable(database.table(ShopSchema.PEOPLE));
        this.recent = new RecentTable(database.table(ShopSchema.RECENT));
        this.settings = new SettingsTable(database.table(ShopSchema.SETTINGS));
        this.visits = new VisitsTable(database.table(ShopSchema.VISITS));
    }

    /**
     * Opens the database in {@code directory} with the safe {@linkplain Options#defaults() defaults}; makes it if there
     * is none. Data of an older version, from 1 on, becomes that of version 2 as the steps say.
     */
    public static ShopDb open(Path directory, ShopV1ToV2 v1ToV2) {
        return open(directory, Options.defaults(), v1ToV2);
    }

    /**
     * Opens the database in {@code directory} as {@code options} say. Data of an older version, from 1 on, becomes that
     * of version 2 as the steps say.
     */
    public static ShopDb open(Path directory, Options options, ShopV1ToV2 v1ToV2) {
        Migration migration = ShopMigration.of(v1ToV2);
        return new ShopDb(Database.open(ShopSchema.SCHEMA, migration, directory, options));
    }

    /** Tells what opening would do to data of an older version in {@code directory}, without writing anything. */
    public static MigrationReport checkMigration(Path directory, ShopV1ToV2 v1ToV2) {
        return checkMigration(directory, Options.defaults(), v1ToV2);
    }

    /**
     * Tells what opening as {@code options} say would do to data of an older version in {@code directory}, without
     * writing anything.
     */
    public static MigrationReport checkMigration(Path directory, Options options, ShopV1ToV2 v1ToV2) {
        Migration migration = ShopMigration.of(v1ToV2);
        return Database.checkMigration(ShopSchema.SCHEMA, migration, directory, options);
    }

    /** A new database that touches no disk and is gone when it is closed. */
    public static ShopDb inMemory() {
        return new ShopDb(Database.inMemory(ShopSchema.SCHEMA));
    }

    /**
     * Reads every byte of the database in {@code directory}, which must not be open for writing, and tells all that is
     * wrong. Writes nothing.
     */
    public static VerifyReport verify(Path directory) {
        return Database.verify(ShopSchema.SCHEMA, directory);
    }

    /**
     * Makes a new database in {@code target} of all that is intact in {@code damaged}, which is only read, and tells
     * what is missing.
     */
    public static SalvageReport salvage(Path damaged, Path target) {
        return Database.salvage(ShopSchema.SCHEMA, damaged, target);
    }

    @Override
    public CartsTable carts() {
        return carts;
    }

    @Override
    public DeliversTable delivers() {
        return delivers;
    }

    @Override
    public JournalTable journal() {
        return journal;
    }

    @Override
    public OrdersTable orders() {
        return orders;
    }

    @Override
    public PeopleTable people() {
        return people;
    }

    @Override
    public RecentTable recent() {
        return recent;
    }

    @Override
    public SettingsTable settings() {
        return settings;
    }

    @Override
    public VisitsTable visits() {
        return visits;
    }

    /** Runs {@code body} over all tables as they are at one moment. Blocks nobody. */
    public <R extends @Nullable Object, X extends Exception> R read(
            TransactionBody<? super Transaction, R, X> body) throws X {
        return database.read(Transaction::new, body);
    }

    /**
     * Runs {@code body} as one commit: all of it is made, or nothing. Runs it again if what it read was changed
     * meanwhile; what it throws leaves everything as it was.
     */
    public <X extends Exception> void write(TransactionAction<? super Transaction, X> body) throws X {
        database.write(Transaction::new, Durability.ASYNC, body);
    }

    /** As {@link #write(TransactionAction)}, but returns no earlier than {@code level} asks. */
    public <X extends Exception> void write(Durability level, TransactionAction<? super Transaction, X> body) throws X {
        database.write(Transaction::new, level, body);
    }

    /** As {@link #write(TransactionAction)}, with a result. */
    public <R extends @Nullable Object, X extends Exception> R compute(
            TransactionBody<? super Transaction, R, X> body) throws X {
        return database.compute(Transaction::new, Durability.ASYNC, body);
    }

    /** As {@link #compute(TransactionBody)}, but returns no earlier than {@code level} asks. */
    public <R extends @Nullable Object, X extends Exception> R compute(
            Durability level, TransactionBody<? super Transaction, R, X> body) throws X {
        return database.compute(Transaction::new, level, body);
    }

    /**
     * As {@link #write(TransactionAction)}, but does not wait for the disk: the stage is completed when the commit is
     * durable.
     */
    public <X extends Exception> CompletableFuture<@Nullable Void> writeAsync(
            TransactionAction<? super Transaction, X> body) throws X {
        return database.writeAsync(Transaction::new, Durability.ASYNC, body);
    }

    /** As {@link #writeAsync(TransactionAction)}, but no earlier than {@code level} asks. */
    public <X extends Exception> CompletableFuture<@Nullable Void> writeAsync(
            Durability level, TransactionAction<? super Transaction, X> body) throws X {
        return database.writeAsync(Transaction::new, level, body);
    }

    /** As {@link #writeAsync(TransactionAction)}, with a result. */
    public <R extends @Nullable Object, X extends Exception> CompletableFuture<R> computeAsync(
            TransactionBody<? super Transaction, R, X> body) throws X {
        return database.computeAsync(Transaction::new, Durability.ASYNC, body);
    }

    /** As {@link #computeAsync(TransactionBody)}, but no earlier than {@code level} asks. */
    public <R extends @Nullable Object, X extends Exception> CompletableFuture<R> computeAsync(
            Durability level, TransactionBody<? super Transaction, R, X> body) throws X {
        return database.computeAsync(Transaction::new, level, body);
    }

    /** As {@link #write(TransactionAction)}, while no other thread commits anything: it runs once, and others wait. */
    public <X extends Exception> void exclusive(TransactionAction<? super Transaction, X> body) throws X {
        database.exclusive(Transaction::new, body);
    }

    /**
     * As {@link #write(TransactionAction)}, while no other thread commits changes of {@code tables}, tables of this
     * database. It writes to these alone; who changes others does not wait.
     */
    public <X extends Exception> void exclusive(
            Collection<? extends LockableTable> tables, TransactionAction<? super Transaction, X> body) throws X {
        database.exclusive(Transaction::new, tables, body);
    }

    /** Begins a transaction of this thread, to be committed or closed by hand. */
    public Transaction begin() {
        return database.begin(Transaction::new);
    }

    /** Opens a view: all tables as they are now, for reading by any thread until it is closed. */
    public Transaction view() {
        return database.view(Transaction::new);
    }

    /**
     * Calls {@code listener} after each commit from now on, once it is durable: in their order, in a thread of its own.
     */
    public Listening onCommit(Consumer<? super Commit> listener) {
        return database.onCommit(Commit::new, listener);
    }

    /**
     * The commits after commit {@code sequence}, those that are in the log and those to come, each once it is durable.
     */
    public Flow.Publisher<Commit> commitsAfter(long sequence) {
        return database.commitsAfter(Commit::new, sequence);
    }

    /**
     * Writes all tables, as they are now, into a snapshot, so that the log before it may go. Blocks no reader and no
     * writer.
     */
    public SnapshotReport snapshot() {
        return database.snapshot();
    }

    /** Returns when every commit made before the call survives power loss. */
    public void sync() {
        database.sync();
    }

    /** What the database holds, in entries and in bytes. */
    public Stats stats() {
        return database.stats();
    }

    /** What was found when this database was opened, and what was done about it. */
    public RecoveryReport recoveryReport() {
        return database.recoveryReport();
    }

    /** Deletes the files of older versions, which migrations have set aside; returns the directories that are gone. */
    public List<String> dropOldVersions() {
        return database.dropOldVersions();
    }

    /** Makes all commits durable and closes the database. Closing it again does nothing. */
    @Override
    public void close() {
        database.close();
    }

    /** {@link Shop} as one transaction, or one view, sees it. */
    public static final class Transaction extends DatabaseTransaction implements Shop {
        private final TransactionHandle handle;

        private Transaction(TransactionHandle handle) {
            super(handle);
            this.handle = handle;
        }

        @Override
        public CartsTable carts() {
            return new CartsTable(handle.table(ShopSchema.CARTS));
        }

        @Override
        public DeliversTable delivers() {
            return new DeliversTable(handle.table(ShopSchema.DELIVERS));
        }

        @Override
        public JournalTable journal() {
            return new JournalTable(handle.table(ShopSchema.JOURNAL));
        }

        @Override
        public OrdersTable orders() {
            return new OrdersTable(handle.table(ShopSchema.ORDERS));
        }

        @Override
        public PeopleTable people() {
            return new PeopleTable(handle.table(ShopSchema.PEOPLE));
        }

        @Override
        public RecentTable recent() {
            return new RecentTable(handle.table(ShopSchema.RECENT));
        }

        @Override
        public SettingsTable settings() {
            return new SettingsTable(handle.table(ShopSchema.SETTINGS));
        }

        @Override
        public VisitsTable visits() {
            return new VisitsTable(handle.table(ShopSchema.VISITS));
        }
    }

    /** What one commit has done to the tables of {@link Shop}. */
    public static final class Commit extends DatabaseCommit {
        private Commit(CommitHandle handle) {
            super(handle);
        }

        /** What it has done to {@link Shop#carts()}. */
        public List<TableChange<Integer, List<Item>>> carts() {
            return changes(ShopSchema.CARTS);
        }

        /** What it has done to {@link Shop#delivers()}. */
        public List<TableChange<String, Set<Country>>> delivers() {
            return changes(ShopSchema.DELIVERS);
        }

        /** What it has done to {@link Shop#journal()}. */
        public List<TableChange<Unit, SequenceGroup<Event>>> journal() {
            return changes(ShopSchema.JOURNAL);
        }

        /** What it has done to {@link Shop#orders()}. */
        public List<TableChange<UUID, Order>> orders() {
            return changes(ShopSchema.ORDERS);
        }

        /** What it has done to {@link Shop#people()}. */
        public List<TableChange<String, Person>> people() {
            return changes(ShopSchema.PEOPLE);
        }

        /** What it has done to {@link Shop#recent()}. */
        public List<TableChange<Long, Event>> recent() {
            return changes(ShopSchema.RECENT);
        }

        /** What it has done to {@link Shop#settings()}. */
        public List<TableChange<Unit, Optional<Settings>>> settings() {
            return changes(ShopSchema.SETTINGS);
        }

        /** What it has done to {@link Shop#visits()}. */
        public List<TableChange<String, Map<Country, Long>>> visits() {
            return changes(ShopSchema.VISITS);
        }
    }

    /** {@link Shop#carts()}: {@code List<Item>} by {@link Integer}. */
    public static final class CartsTable extends DatabaseListTable<Integer, Item> {
        private CartsTable(TableHandle<Integer, List<Item>> handle) {
            super(handle);
        }
    }

    /** {@link Shop#delivers()}: {@code Set<Country>} by {@link String}. */
    public static final class DeliversTable extends DatabaseSetTable<String, Country> {
        private DeliversTable(TableHandle<String, Set<Country>> handle) {
            super(handle);
        }
    }

    /** {@link Shop#journal()}: {@link Event}, numbered. */
    public static final class JournalTable extends DatabaseSequence<Event> {
        private JournalTable(TableHandle<Unit, SequenceGroup<Event>> handle) {
            super(handle);
        }
    }

    /** {@link Shop#orders()}: {@link Order} by {@link UUID}. */
    public static final class OrdersTable extends DatabaseTable<UUID, Order> {
        private OrdersTable(TableHandle<UUID, Order> handle) {
            super(handle);
        }
    }

    /** {@link Shop#people()}: {@link Person} by {@link String}. */
    public static final class PeopleTable extends DatabaseSortedTable<String, Person> {
        private PeopleTable(TableHandle<String, Person> handle) {
            super(handle);
        }
    }

    /** {@link Shop#recent()}: {@link Event} by {@link Long}. */
    public static final class RecentTable extends DatabaseTable<Long, Event> {
        private RecentTable(TableHandle<Long, Event> handle) {
            super(handle);
        }
    }

    /** {@link Shop#settings()}: {@code Optional<Settings>}, or nothing. */
    public static final class SettingsTable extends DatabaseSingle<Optional<Settings>> {
        private SettingsTable(TableHandle<Unit, Optional<Settings>> handle) {
            super(handle);
        }
    }

    /** {@link Shop#visits()}: {@code Map<Country, Long>} by {@link String}. */
    public static final class VisitsTable extends DatabaseMapTable<String, Country, Long> {
        private VisitsTable(TableHandle<String, Map<Country, Long>> handle) {
            super(handle);
        }
    }
}
