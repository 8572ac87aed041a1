package sample;

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
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.LockableTable;
import io.muniment.table.Page;
import io.muniment.table.Paged;
import io.muniment.table.TableChange;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionAction;
import io.muniment.table.TransactionBody;
import io.muniment.table.TransactionHandle;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
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
 * The database of {@link Lockbook}. A safe for files: who may open it, what lies in it, and what was done.
 *
 * <p>Any thread may use it. Open it once, and close it at the end.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class LockbookDb implements Lockbook, AutoCloseable {
    final Database database;

    private final AccountsTable accounts;

    private final AttachmentsTable attachments;

    private final AuditTable audit;

    private final JournalTable journal;

    private final OpeningsTable openings;

    private final OwnedFilesTable ownedFiles;

    private final PassportsTable passports;

    private final RootTable root;

    private final SearchesTable searches;

    LockbookDb(Database database) {
        this.database = database;
        this.accounts = new AccountsTable(database.table(LockbookSchema.ACCOUNTS));
        this.attachments = new AttachmentsTable(database.table(LockbookSchema.ATTACHMENTS));
        this.audit = new AuditTable(database.table(LockbookSchema.AUDIT));
        this.journal = new JournalTable(database.table(LockbookSchema.JOURNAL));
        this.openings = new OpeningsTable(database.table(LockbookSchema.OPENINGS));
        this.ownedFiles = new OwnedFilesTable(database.table(LockbookSchema.OWNED_FILES));
        this.passports = new PassportsTable(database.table(LockbookSchema.PASSPORTS));
        this.root = new RootTable(database.table(LockbookSchema.ROOT));
        this.searches = new SearchesTable(database.table(LockbookSchema.SEARCHES));
    }

    /**
     * Opens the database in {@code directory} with the safe {@linkplain Options#defaults() defaults}; makes it if there
     * is none.
     */
    public static LockbookDb open(Path directory) {
        return open(directory, Options.defaults());
    }

    /** Opens the database in {@code directory} as {@code options} say. */
    public static LockbookDb open(Path directory, Options options) {
        return new LockbookDb(Database.open(LockbookSchema.SCHEMA, directory, options));
    }

    /** A new database that touches no disk and is gone when it is closed. */
    public static LockbookDb inMemory() {
        return new LockbookDb(Database.inMemory(LockbookSchema.SCHEMA));
    }

    /**
     * Reads every byte of the database in {@code directory}, which must not be open for writing, and tells all that is
     * wrong. Writes nothing.
     */
    public static VerifyReport verify(Path directory) {
        return Database.verify(LockbookSchema.SCHEMA, directory);
    }

    /**
     * Makes a new database in {@code target} of all that is intact in {@code damaged}, which is only read, and tells
     * what is missing.
     */
    public static SalvageReport salvage(Path damaged, Path target) {
        return Database.salvage(LockbookSchema.SCHEMA, damaged, target);
    }

    @Override
    public AccountsTable accounts() {
        return accounts;
    }

    @Override
    public AttachmentsTable attachments() {
        return attachments;
    }

    @Override
    public AuditTable audit() {
        return audit;
    }

    @Override
    public JournalTable journal() {
        return journal;
    }

    @Override
    public OpeningsTable openings() {
        return openings;
    }

    @Override
    public OwnedFilesTable ownedFiles() {
        return ownedFiles;
    }

    @Override
    public PassportsTable passports() {
        return passports;
    }

    @Override
    public RootTable root() {
        return root;
    }

    @Override
    public SearchesTable searches() {
        return searches;
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

    /** {@link Lockbook} as one transaction, or one view, sees it. */
    public static final class Transaction extends DatabaseTransaction implements Lockbook {
        private final TransactionHandle handle;

        private Transaction(TransactionHandle handle) {
            super(handle);
            this.handle = handle;
        }

        @Override
        public AccountsTable accounts() {
            return new AccountsTable(handle.table(LockbookSchema.ACCOUNTS));
        }

        @Override
        public AttachmentsTable attachments() {
            return new AttachmentsTable(handle.table(LockbookSchema.ATTACHMENTS));
        }

        @Override
        public AuditTable audit() {
            return new AuditTable(handle.table(LockbookSchema.AUDIT));
        }

        @Override
        public JournalTable journal() {
            return new JournalTable(handle.table(LockbookSchema.JOURNAL));
        }

        @Override
        public OpeningsTable openings() {
            return new OpeningsTable(handle.table(LockbookSchema.OPENINGS));
        }

        @Override
        public OwnedFilesTable ownedFiles() {
            return new OwnedFilesTable(handle.table(LockbookSchema.OWNED_FILES));
        }

        @Override
        public PassportsTable passports() {
            return new PassportsTable(handle.table(LockbookSchema.PASSPORTS));
        }

        @Override
        public RootTable root() {
            return new RootTable(handle.table(LockbookSchema.ROOT));
        }

        @Override
        public SearchesTable searches() {
            return new SearchesTable(handle.table(LockbookSchema.SEARCHES));
        }
    }

    /** What one commit has done to the tables of {@link Lockbook}. */
    public static final class Commit extends DatabaseCommit {
        private Commit(CommitHandle handle) {
            super(handle);
        }

        /** What it has done to {@link Lockbook#accounts()}. */
        public List<TableChange<Username, Account>> accounts() {
            return changes(LockbookSchema.ACCOUNTS);
        }

        /** What it has done to {@link Lockbook#attachments()}. */
        public List<TableChange<UUID, Attachment>> attachments() {
            return changes(LockbookSchema.ATTACHMENTS);
        }

        /** What it has done to {@link Lockbook#audit()}. */
        public List<TableChange<Instant, Event>> audit() {
            return changes(LockbookSchema.AUDIT);
        }

        /** What it has done to {@link Lockbook#journal()}. */
        public List<TableChange<Unit, SequenceGroup<Event>>> journal() {
            return changes(LockbookSchema.JOURNAL);
        }

        /** What it has done to {@link Lockbook#openings()}. */
        public List<TableChange<UUID, List<Instant>>> openings() {
            return changes(LockbookSchema.OPENINGS);
        }

        /** What it has done to {@link Lockbook#ownedFiles()}. */
        public List<TableChange<Username, Set<UUID>>> ownedFiles() {
            return changes(LockbookSchema.OWNED_FILES);
        }

        /** What it has done to {@link Lockbook#passports()}. */
        public List<TableChange<Username, Map<Country, Attachment>>> passports() {
            return changes(LockbookSchema.PASSPORTS);
        }

        /** What it has done to {@link Lockbook#root()}. */
        public List<TableChange<Unit, Folder>> root() {
            return changes(LockbookSchema.ROOT);
        }

        /** What it has done to {@link Lockbook#searches()}. */
        public List<TableChange<Pair<String, Country>, Long>> searches() {
            return changes(LockbookSchema.SEARCHES);
        }
    }

    /** {@link Lockbook#accounts()}: Who may open the safe. */
    public static final class AccountsTable extends DatabaseTable<Username, Account> {
        private AccountsTable(TableHandle<Username, Account> handle) {
            super(handle);
        }

        /** The entries that have this {@code country}, in an immutable list. */
        public List<Map.Entry<Username, Account>> byCountry(Country country) {
            return entriesBy(LockbookSchema.ACCOUNTS_BY_COUNTRY, country);
        }

        /** A page of the entries that have this {@code country}. */
        public Paged<Country, Username, Account> byCountry(Country country, Page<Country, Username> page) {
            return pageBy(LockbookSchema.ACCOUNTS_BY_COUNTRY, country, page);
        }

        /** The entries that have this {@code created}, in an immutable list. */
        public List<Map.Entry<Username, Account>> byCreated(Instant created) {
            return entriesBy(LockbookSchema.ACCOUNTS_BY_CREATED, created);
        }

        /** A page of the entries that have this {@code created}. */
        public Paged<Instant, Username, Account> byCreated(Instant created, Page<Instant, Username> page) {
            return pageBy(LockbookSchema.ACCOUNTS_BY_CREATED, created, page);
        }

        /**
         * The entries whose {@code created} is not before {@code from}, and before {@code to}, in an immutable list in
         * ascending order.
         */
        public List<Map.Entry<Username, Account>> byCreatedBetween(Instant from, Instant to) {
            return entriesBetween(LockbookSchema.ACCOUNTS_BY_CREATED, from, to);
        }

        /**
         * The entries whose {@code created} is not before {@code from}, and before {@code to}, in an immutable list in
         * descending order.
         */
        public List<Map.Entry<Username, Account>> byCreatedBetweenDescending(Instant from, Instant to) {
            return entriesBetweenDescending(LockbookSchema.ACCOUNTS_BY_CREATED, from, to);
        }

        /** A page of the entries whose {@code created} is not before {@code from}, and before {@code to}. */
        public Paged<Instant, Username, Account> byCreatedBetween(
                Instant from, Instant to, Page<Instant, Username> page) {
            return pageBetween(LockbookSchema.ACCOUNTS_BY_CREATED, from, to, page);
        }

        /** The value that has this {@code email}, which no other has; null if there is none. */
        public @Nullable Account byEmail(String email) {
            return valueBy(LockbookSchema.ACCOUNTS_BY_EMAIL, email);
        }

        /** As {@link #byEmail}, in an {@code Optional}. */
        public Optional<Account> findByEmail(String email) {
            return Optional.ofNullable(this.byEmail(email));
        }

        /** The entries that have this {@code homepage}, in an immutable list. */
        public List<Map.Entry<Username, Account>> byHomepage(URI homepage) {
            return entriesBy(LockbookSchema.ACCOUNTS_BY_HOMEPAGE, homepage);
        }

        /** A page of the entries that have this {@code homepage}. */
        public Paged<URI, Username, Account> byHomepage(URI homepage, Page<URI, Username> page) {
            return pageBy(LockbookSchema.ACCOUNTS_BY_HOMEPAGE, homepage, page);
        }

        /** The entries that have this {@code logins}, in an immutable list. */
        public List<Map.Entry<Username, Account>> byLogins(int logins) {
            return entriesBy(LockbookSchema.ACCOUNTS_BY_LOGINS, logins);
        }

        /** A page of the entries that have this {@code logins}. */
        public Paged<Integer, Username, Account> byLogins(int logins, Page<Integer, Username> page) {
            return pageBy(LockbookSchema.ACCOUNTS_BY_LOGINS, logins, page);
        }
    }

    /** {@link Lockbook#attachments()}: The files themselves. */
    public static final class AttachmentsTable extends DatabaseTable<UUID, Attachment> {
        private AttachmentsTable(TableHandle<UUID, Attachment> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#audit()}: What was done, and when. */
    public static final class AuditTable extends DatabaseSortedTable<Instant, Event> {
        private AuditTable(TableHandle<Instant, Event> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#journal()}: Every event, for good. */
    public static final class JournalTable extends DatabaseSequence<Event> {
        private JournalTable(TableHandle<Unit, SequenceGroup<Event>> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#openings()}: {@code List<Instant>} by {@link UUID}. */
    public static final class OpeningsTable extends DatabaseListTable<UUID, Instant> {
        private OpeningsTable(TableHandle<UUID, List<Instant>> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#ownedFiles()}: Which files are whose. */
    public static final class OwnedFilesTable extends DatabaseSetTable<Username, UUID> {
        private OwnedFilesTable(TableHandle<Username, Set<UUID>> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#passports()}: {@code Map<Country, Attachment>} by {@link Username}. */
    public static final class PassportsTable extends DatabaseMapTable<Username, Country, Attachment> {
        private PassportsTable(TableHandle<Username, Map<Country, Attachment>> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#root()}: {@link Folder}, or nothing. */
    public static final class RootTable extends DatabaseSingle<Folder> {
        private RootTable(TableHandle<Unit, Folder> handle) {
            super(handle);
        }
    }

    /** {@link Lockbook#searches()}: How often a word was looked for, by language. */
    public static final class SearchesTable extends DatabaseTable<Pair<String, Country>, Long> {
        private SearchesTable(TableHandle<Pair<String, Country>, Long> handle) {
            super(handle);
        }
    }
}
