package shop.old;

import io.muniment.Database;
import io.muniment.Durability;
import io.muniment.Listening;
import io.muniment.Options;
import io.muniment.SnapshotReport;
import io.muniment.Stats;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Unit;
import io.muniment.group.SequenceGroup;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The database of {@link ShopV1}. The shop as it was, kept by hand.
 *
 * <p>Any thread may use it. Open it once, and close it at the end.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class ShopV1Db implements ShopV1, AutoCloseable {
    final Database database;

    private final CartsTable carts;

    private final CustomersTable customers;

    private final DeliversTable delivers;

    private final JournalTable journal;

    private final NotesTable notes;

    private final OrdersTable orders;

    private final SettingsTable settings;

    private final VisitsTable visits;

    ShopV1Db(Database database) {
        this.database = database;
        this.carts = new CartsTable(database.table(ShopV1Schema.CARTS));
        this.customers = new CustomersTable(database.table(ShopV1Schema.CUSTOMERS));
        this.delivers = new DeliversTable(database.table(ShopV1Schema.DELIVERS));
        this.journal = new JournalTable(database.table(ShopV1Schema.JOURNAL));
        this.notes = new NotesTable(database.table(ShopV1Schema.NOTES));
        this.orders = new OrdersTable(database.table(ShopV1Schema.ORDERS));
        this.settings = new SettingsTable(database.table(ShopV1Schema.SETTINGS));
        this.visits = new VisitsTable(database.table(ShopV1Schema.VISITS));
    }

    /**
     * Opens the database in {@code directory} with the safe {@linkplain Options#defaults() defaults}; makes it if there
     * is none.
     */
    public static ShopV1Db open(Path directory) {
        return open(directory, Options.defaults());
    }

    /** Opens the database in {@code directory} as {@code options} say. */
    public static ShopV1Db open(Path directory, Options options) {
        return new ShopV1Db(Database.open(ShopV1Schema.SCHEMA, directory, options));
    }

    /** A new database that touches no disk and is gone when it is closed. */
    public static ShopV1Db inMemory() {
        return new ShopV1Db(Database.inMemory(ShopV1Schema.SCHEMA));
    }

    /**
     * Reads every byte of the database in {@code directory}, which must not be open for writing, and tells all that is
     * wrong. Writes nothing.
     */
    public static VerifyReport verify(Path directory) {
        return Database.verify(ShopV1Schema.SCHEMA, directory);
    }

    /**
     * Makes a new database in {@code target} of all that is intact in {@code damaged}, which is only read, and tells
     * what is missing.
     */
    public static SalvageReport salvage(Path damaged, Path target) {
        return Database.salvage(ShopV1Schema.SCHEMA, damaged, target);
    }

    @Override
    public CartsTable carts() {
        return carts;
    }

    @Override
    public CustomersTable customers() {
        return customers;
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
    public NotesTable notes() {
        return notes;
    }

    @Override
    public OrdersTable orders() {
        return orders;
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

    /** {@link ShopV1} as one transaction, or one view, sees it. */
    public static final class Transaction extends DatabaseTransaction implements ShopV1 {
        private final TransactionHandle handle;

        private Transaction(TransactionHandle handle) {
            super(handle);
            this.handle = handle;
        }

        @Override
        public CartsTable carts() {
            return new CartsTable(handle.table(ShopV1Schema.CARTS));
        }

        @Override
        public CustomersTable customers() {
            return new CustomersTable(handle.table(ShopV1Schema.CUSTOMERS));
        }

        @Override
        public DeliversTable delivers() {
            return new DeliversTable(handle.table(ShopV1Schema.DELIVERS));
        }

        @Override
        public JournalTable journal() {
            return new JournalTable(handle.table(ShopV1Schema.JOURNAL));
        }

        @Override
        public NotesTable notes() {
            return new NotesTable(handle.table(ShopV1Schema.NOTES));
        }

        @Override
        public OrdersTable orders() {
            return new OrdersTable(handle.table(ShopV1Schema.ORDERS));
        }

        @Override
        public SettingsTable settings() {
            return new SettingsTable(handle.table(ShopV1Schema.SETTINGS));
        }

        @Override
        public VisitsTable visits() {
            return new VisitsTable(handle.table(ShopV1Schema.VISITS));
        }
    }

    /** What one commit has done to the tables of {@link ShopV1}. */
    public static final class Commit extends DatabaseCommit {
        private Commit(CommitHandle handle) {
            super(handle);
        }

        /** What it has done to {@link ShopV1#carts()}. */
        public List<TableChange<Integer, List<ShopV1.Item>>> carts() {
            return changes(ShopV1Schema.CARTS);
        }

        /** What it has done to {@link ShopV1#customers()}. */
        public List<TableChange<String, ShopV1.Customer>> customers() {
            return changes(ShopV1Schema.CUSTOMERS);
        }

        /** What it has done to {@link ShopV1#delivers()}. */
        public List<TableChange<String, Set<ShopV1.Country>>> delivers() {
            return changes(ShopV1Schema.DELIVERS);
        }

        /** What it has done to {@link ShopV1#journal()}. */
        public List<TableChange<Unit, SequenceGroup<ShopV1.Event>>> journal() {
            return changes(ShopV1Schema.JOURNAL);
        }

        /** What it has done to {@link ShopV1#notes()}. */
        public List<TableChange<Integer, String>> notes() {
            return changes(ShopV1Schema.NOTES);
        }

        /** What it has done to {@link ShopV1#orders()}. */
        public List<TableChange<Long, ShopV1.Order>> orders() {
            return changes(ShopV1Schema.ORDERS);
        }

        /** What it has done to {@link ShopV1#settings()}. */
        public List<TableChange<Unit, ShopV1.Settings>> settings() {
            return changes(ShopV1Schema.SETTINGS);
        }

        /** What it has done to {@link ShopV1#visits()}. */
        public List<TableChange<String, Map<ShopV1.Country, Integer>>> visits() {
            return changes(ShopV1Schema.VISITS);
        }
    }

    /** {@link ShopV1#carts()}: {@code List<ShopV1.Item>} by {@link Integer}. */
    public static final class CartsTable extends DatabaseListTable<Integer, ShopV1.Item> {
        private CartsTable(TableHandle<Integer, List<ShopV1.Item>> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#customers()}: {@link ShopV1.Customer} by {@link String}. */
    public static final class CustomersTable extends DatabaseTable<String, ShopV1.Customer> {
        private CustomersTable(TableHandle<String, ShopV1.Customer> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#delivers()}: {@code Set<ShopV1.Country>} by {@link String}. */
    public static final class DeliversTable extends DatabaseSetTable<String, ShopV1.Country> {
        private DeliversTable(TableHandle<String, Set<ShopV1.Country>> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#journal()}: {@link ShopV1.Event}, numbered. */
    public static final class JournalTable extends DatabaseSequence<ShopV1.Event> {
        private JournalTable(TableHandle<Unit, SequenceGroup<ShopV1.Event>> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#notes()}: {@link String} by {@link Integer}. */
    public static final class NotesTable extends DatabaseTable<Integer, String> {
        private NotesTable(TableHandle<Integer, String> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#orders()}: {@link ShopV1.Order} by {@link Long}. */
    public static final class OrdersTable extends DatabaseTable<Long, ShopV1.Order> {
        private OrdersTable(TableHandle<Long, ShopV1.Order> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#settings()}: {@link ShopV1.Settings}, or nothing. */
    public static final class SettingsTable extends DatabaseSingle<ShopV1.Settings> {
        private SettingsTable(TableHandle<Unit, ShopV1.Settings> handle) {
            super(handle);
        }
    }

    /** {@link ShopV1#visits()}: {@code Map<ShopV1.Country, Integer>} by {@link String}. */
    public static final class VisitsTable extends DatabaseMapTable<String, ShopV1.Country, Integer> {
        private VisitsTable(TableHandle<String, Map<ShopV1.Country, Integer>> handle) {
            super(handle);
        }
    }
}
