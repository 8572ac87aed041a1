package people;

import io.muniment.Database;
import io.muniment.Durability;
import io.muniment.Listening;
import io.muniment.Options;
import io.muniment.SnapshotReport;
import io.muniment.Stats;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.CompositeKey;
import io.muniment.table.CommitHandle;
import io.muniment.table.DatabaseCommit;
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
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * The database of {@link People}. Whom we know, and how they are found.
 *
 * <p>Any thread may use it. Open it once, and close it at the end.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
public final class PeopleDb implements People, AutoCloseable {
    final Database database;

    private final KnownTable known;

    private final PhonesTable phones;

    PeopleDb(Database database) {
        this.database = database;
        this.known = new KnownTable(database.table(PeopleSchema.KNOWN));
        this.phones = new PhonesTable(database.table(PeopleSchema.PHONES));
    }

    /**
     * Opens the database in {@code directory} with the safe {@linkplain Options#defaults() defaults}; makes it if there
     * is none.
     */
    public static PeopleDb open(Path directory) {
        return open(directory, Options.defaults());
    }

    /** Opens the database in {@code directory} as {@code options} say. */
    public static PeopleDb open(Path directory, Options options) {
        return new PeopleDb(Database.open(PeopleSchema.SCHEMA, directory, options));
    }

    /** A new database that touches no disk and is gone when it is closed. */
    public static PeopleDb inMemory() {
        return new PeopleDb(Database.inMemory(PeopleSchema.SCHEMA));
    }

    /**
     * Reads every byte of the database in {@code directory}, which must not be open for writing, and tells all that is
     * wrong. Writes nothing.
     */
    public static VerifyReport verify(Path directory) {
        return Database.verify(PeopleSchema.SCHEMA, directory);
    }

    /**
     * Makes a new database in {@code target} of all that is intact in {@code damaged}, which is only read, and tells
     * what is missing.
     */
    public static SalvageReport salvage(Path damaged, Path target) {
        return Database.salvage(PeopleSchema.SCHEMA, damaged, target);
    }

    @Override
    public KnownTable known() {
        return known;
    }

    @Override
    public PhonesTable phones() {
        return phones;
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

    /** {@link People} as one transaction, or one view, sees it. */
    public static final class Transaction extends DatabaseTransaction implements People {
        private final TransactionHandle handle;

        private Transaction(TransactionHandle handle) {
            super(handle);
            this.handle = handle;
        }

        @Override
        public KnownTable known() {
            return new KnownTable(handle.table(PeopleSchema.KNOWN));
        }

        @Override
        public PhonesTable phones() {
            return new PhonesTable(handle.table(PeopleSchema.PHONES));
        }
    }

    /** What one commit has done to the tables of {@link People}. */
    public static final class Commit extends DatabaseCommit {
        private Commit(CommitHandle handle) {
            super(handle);
        }

        /** What it has done to {@link People#known()}. */
        public List<TableChange<Long, Person>> known() {
            return changes(PeopleSchema.KNOWN);
        }

        /** What it has done to {@link People#phones()}. */
        public List<TableChange<String, Phone>> phones() {
            return changes(PeopleSchema.PHONES);
        }
    }

    /** {@link People#known()}: By number, in the order in which we met. */
    public static final class KnownTable extends DatabaseSortedTable<Long, Person> {
        private KnownTable(TableHandle<Long, Person> handle) {
            super(handle);
        }

        /** The value that has this among its {@code emails}, which no other has; null if there is none. */
        public @Nullable Person byEmails(String element) {
            return valueBy(PeopleSchema.KNOWN_BY_EMAILS, element);
        }

        /** As {@link #byEmails}, in an {@code Optional}. */
        public Optional<Person> findByEmails(String element) {
            return Optional.ofNullable(this.byEmails(element));
        }

        /** The entries that have this {@code home.city}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byHomeCity(String city) {
            return entriesBy(PeopleSchema.KNOWN_BY_HOME_CITY, city);
        }

        /** A page of the entries that have this {@code home.city}. */
        public Paged<String, Long, Person> byHomeCity(String city, Page<String, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_HOME_CITY, city, page);
        }

        /** The entries that have this {@code home.floor}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byHomeFloor(Integer floor) {
            return entriesBy(PeopleSchema.KNOWN_BY_HOME_FLOOR, floor);
        }

        /** A page of the entries that have this {@code home.floor}. */
        public Paged<Integer, Long, Person> byHomeFloor(Integer floor, Page<Integer, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_HOME_FLOOR, floor, page);
        }

        /**
         * The entries whose {@code floor} is not before {@code from}, and before {@code to}, in an immutable list in
         * ascending order.
         */
        public List<Map.Entry<Long, Person>> byHomeFloorBetween(Integer from, Integer to) {
            return entriesBetween(PeopleSchema.KNOWN_BY_HOME_FLOOR, from, to);
        }

        /**
         * The entries whose {@code floor} is not before {@code from}, and before {@code to}, in an immutable list in
         * descending order.
         */
        public List<Map.Entry<Long, Person>> byHomeFloorBetweenDescending(Integer from, Integer to) {
            return entriesBetweenDescending(PeopleSchema.KNOWN_BY_HOME_FLOOR, from, to);
        }

        /** A page of the entries whose {@code floor} is not before {@code from}, and before {@code to}. */
        public Paged<Integer, Long, Person> byHomeFloorBetween(Integer from, Integer to, Page<Integer, Long> page) {
            return pageBetween(PeopleSchema.KNOWN_BY_HOME_FLOOR, from, to, page);
        }

        /** The entries that have this {@code home.city and home.floor}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byHomeCityAndFloor(String city, Integer floor) {
            return entriesBy(PeopleSchema.KNOWN_BY_HOME_CITY_AND_FLOOR, CompositeKey.of(city, floor));
        }

        /** A page of the entries that have this {@code home.city and home.floor}. */
        public Paged<Integer, Long, Person> byHomeCityAndFloor(String city, Integer floor, Page<Integer, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_HOME_CITY_AND_FLOOR, CompositeKey.of(city, floor), page);
        }

        /** The entries that have this among their {@code home.ends}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byHomeEnds(Character element) {
            return entriesBy(PeopleSchema.KNOWN_BY_HOME_ENDS, element);
        }

        /** A page of the entries that have this among their {@code home.ends}. */
        public Paged<Character, Long, Person> byHomeEnds(Character element, Page<Character, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_HOME_ENDS, element, page);
        }

        /** The value that has this among its {@code phones.number}, which no other has; null if there is none. */
        public @Nullable Person byPhonesNumber(String number) {
            return valueBy(PeopleSchema.KNOWN_BY_PHONES_NUMBER, number);
        }

        /** As {@link #byPhonesNumber}, in an {@code Optional}. */
        public Optional<Person> findByPhonesNumber(String number) {
            return Optional.ofNullable(this.byPhonesNumber(number));
        }

        /**
         * The value that has this among its {@code phones.isMobile and phones.number}, which no other has; null if
         * there is none.
         */
        public @Nullable Person byPhonesIsMobileAndNumber(boolean isMobile, String number) {
            return valueBy(PeopleSchema.KNOWN_BY_PHONES_IS_MOBILE_AND_NUMBER, CompositeKey.of(isMobile, number));
        }

        /** As {@link #byPhonesIsMobileAndNumber}, in an {@code Optional}. */
        public Optional<Person> findByPhonesIsMobileAndNumber(boolean isMobile, String number) {
            return Optional.ofNullable(this.byPhonesIsMobileAndNumber(isMobile, number));
        }

        /**
         * The entries with this {@code isMobile} of which one of {@code number} is not before {@code from}, and before
         * {@code to}, each once, in an immutable list in ascending order.
         */
        public List<Map.Entry<Long, Person>> byPhonesIsMobileAndNumberBetween(
                boolean isMobile, String from, String to) {
            return entriesBetween(
                    PeopleSchema.KNOWN_BY_PHONES_IS_MOBILE_AND_NUMBER,
                    CompositeKey.of(isMobile, from),
                    CompositeKey.of(isMobile, to));
        }

        /**
         * The entries with this {@code isMobile} of which one of {@code number} is not before {@code from}, and before
         * {@code to}, each once, in an immutable list in descending order.
         */
        public List<Map.Entry<Long, Person>> byPhonesIsMobileAndNumberBetweenDescending(
                boolean isMobile, String from, String to) {
            return entriesBetweenDescending(
                    PeopleSchema.KNOWN_BY_PHONES_IS_MOBILE_AND_NUMBER,
                    CompositeKey.of(isMobile, from),
                    CompositeKey.of(isMobile, to));
        }

        /**
         * A page of the entries with this {@code isMobile} of which one of {@code number} is not before {@code from},
         * and before {@code to}, each once.
         */
        public Paged<String, Long, Person> byPhonesIsMobileAndNumberBetween(
                boolean isMobile, String from, String to, Page<String, Long> page) {
            return pageBetween(
                    PeopleSchema.KNOWN_BY_PHONES_IS_MOBILE_AND_NUMBER,
                    CompositeKey.of(isMobile, from),
                    CompositeKey.of(isMobile, to),
                    page);
        }

        /** The entries that have this {@code work.city}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byWorkCity(String city) {
            return entriesBy(PeopleSchema.KNOWN_BY_WORK_CITY, city);
        }

        /** A page of the entries that have this {@code work.city}. */
        public Paged<String, Long, Person> byWorkCity(String city, Page<String, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_WORK_CITY, city, page);
        }

        /** The entries that have this {@code work.floor}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byWorkFloor(Integer floor) {
            return entriesBy(PeopleSchema.KNOWN_BY_WORK_FLOOR, floor);
        }

        /** A page of the entries that have this {@code work.floor}. */
        public Paged<Integer, Long, Person> byWorkFloor(Integer floor, Page<Integer, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_WORK_FLOOR, floor, page);
        }

        /**
         * The entries whose {@code floor} is not before {@code from}, and before {@code to}, in an immutable list in
         * ascending order.
         */
        public List<Map.Entry<Long, Person>> byWorkFloorBetween(Integer from, Integer to) {
            return entriesBetween(PeopleSchema.KNOWN_BY_WORK_FLOOR, from, to);
        }

        /**
         * The entries whose {@code floor} is not before {@code from}, and before {@code to}, in an immutable list in
         * descending order.
         */
        public List<Map.Entry<Long, Person>> byWorkFloorBetweenDescending(Integer from, Integer to) {
            return entriesBetweenDescending(PeopleSchema.KNOWN_BY_WORK_FLOOR, from, to);
        }

        /** A page of the entries whose {@code floor} is not before {@code from}, and before {@code to}. */
        public Paged<Integer, Long, Person> byWorkFloorBetween(Integer from, Integer to, Page<Integer, Long> page) {
            return pageBetween(PeopleSchema.KNOWN_BY_WORK_FLOOR, from, to, page);
        }

        /** The entries that have this {@code work.city and work.floor}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byWorkCityAndFloor(String city, Integer floor) {
            return entriesBy(PeopleSchema.KNOWN_BY_WORK_CITY_AND_FLOOR, CompositeKey.of(city, floor));
        }

        /** A page of the entries that have this {@code work.city and work.floor}. */
        public Paged<Integer, Long, Person> byWorkCityAndFloor(String city, Integer floor, Page<Integer, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_WORK_CITY_AND_FLOOR, CompositeKey.of(city, floor), page);
        }

        /** The entries that have this among their {@code work.ends}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byWorkEnds(Character element) {
            return entriesBy(PeopleSchema.KNOWN_BY_WORK_ENDS, element);
        }

        /** A page of the entries that have this among their {@code work.ends}. */
        public Paged<Character, Long, Person> byWorkEnds(Character element, Page<Character, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_WORK_ENDS, element, page);
        }

        /** The entries that have this among their {@code years}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byYears(Integer element) {
            return entriesBy(PeopleSchema.KNOWN_BY_YEARS, element);
        }

        /** A page of the entries that have this among their {@code years}. */
        public Paged<Integer, Long, Person> byYears(Integer element, Page<Integer, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_YEARS, element, page);
        }

        /**
         * The entries of which one of {@code years} is not before {@code from}, and before {@code to}, each once, in an
         * immutable list in ascending order.
         */
        public List<Map.Entry<Long, Person>> byYearsBetween(Integer from, Integer to) {
            return entriesBetween(PeopleSchema.KNOWN_BY_YEARS, from, to);
        }

        /**
         * The entries of which one of {@code years} is not before {@code from}, and before {@code to}, each once, in an
         * immutable list in descending order.
         */
        public List<Map.Entry<Long, Person>> byYearsBetweenDescending(Integer from, Integer to) {
            return entriesBetweenDescending(PeopleSchema.KNOWN_BY_YEARS, from, to);
        }

        /**
         * A page of the entries of which one of {@code years} is not before {@code from}, and before {@code to}, each
         * once.
         */
        public Paged<Integer, Long, Person> byYearsBetween(Integer from, Integer to, Page<Integer, Long> page) {
            return pageBetween(PeopleSchema.KNOWN_BY_YEARS, from, to, page);
        }

        /** The value that has this {@code name and nickname}, which no other has; null if there is none. */
        public @Nullable Person byNameAndNickname(String name, String nickname) {
            return valueBy(PeopleSchema.KNOWN_BY_NAME_AND_NICKNAME, CompositeKey.of(name, nickname));
        }

        /** As {@link #byNameAndNickname}, in an {@code Optional}. */
        public Optional<Person> findByNameAndNickname(String name, String nickname) {
            return Optional.ofNullable(this.byNameAndNickname(name, nickname));
        }

        /** The entries that have this among their {@code name and years}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byNameAndYears(String name, Integer element) {
            return entriesBy(PeopleSchema.KNOWN_BY_NAME_AND_YEARS, CompositeKey.of(name, element));
        }

        /** A page of the entries that have this among their {@code name and years}. */
        public Paged<Integer, Long, Person> byNameAndYears(String name, Integer element, Page<Integer, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_NAME_AND_YEARS, CompositeKey.of(name, element), page);
        }

        /**
         * The entries with this {@code name} of which one of {@code years} is not before {@code from}, and before
         * {@code to}, each once, in an immutable list in ascending order.
         */
        public List<Map.Entry<Long, Person>> byNameAndYearsBetween(String name, Integer from, Integer to) {
            return entriesBetween(
                    PeopleSchema.KNOWN_BY_NAME_AND_YEARS, CompositeKey.of(name, from), CompositeKey.of(name, to));
        }

        /**
         * The entries with this {@code name} of which one of {@code years} is not before {@code from}, and before
         * {@code to}, each once, in an immutable list in descending order.
         */
        public List<Map.Entry<Long, Person>> byNameAndYearsBetweenDescending(String name, Integer from, Integer to) {
            return entriesBetweenDescending(
                    PeopleSchema.KNOWN_BY_NAME_AND_YEARS, CompositeKey.of(name, from), CompositeKey.of(name, to));
        }

        /**
         * A page of the entries with this {@code name} of which one of {@code years} is not before {@code from}, and
         * before {@code to}, each once.
         */
        public Paged<Integer, Long, Person> byNameAndYearsBetween(
                String name, Integer from, Integer to, Page<Integer, Long> page) {
            return pageBetween(
                    PeopleSchema.KNOWN_BY_NAME_AND_YEARS, CompositeKey.of(name, from), CompositeKey.of(name, to), page);
        }

        /** The entries that have this {@code lowerCaseName}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byLowerCaseName(String lowerCaseName) {
            return entriesBy(PeopleSchema.KNOWN_BY_LOWER_CASE_NAME, lowerCaseName);
        }

        /** A page of the entries that have this {@code lowerCaseName}. */
        public Paged<String, Long, Person> byLowerCaseName(String lowerCaseName, Page<String, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_LOWER_CASE_NAME, lowerCaseName, page);
        }

        /**
         * The entries whose {@code lowerCaseName} is not before {@code from}, and before {@code to}, in an immutable
         * list in ascending order.
         */
        public List<Map.Entry<Long, Person>> byLowerCaseNameBetween(String from, String to) {
            return entriesBetween(PeopleSchema.KNOWN_BY_LOWER_CASE_NAME, from, to);
        }

        /**
         * The entries whose {@code lowerCaseName} is not before {@code from}, and before {@code to}, in an immutable
         * list in descending order.
         */
        public List<Map.Entry<Long, Person>> byLowerCaseNameBetweenDescending(String from, String to) {
            return entriesBetweenDescending(PeopleSchema.KNOWN_BY_LOWER_CASE_NAME, from, to);
        }

        /** A page of the entries whose {@code lowerCaseName} is not before {@code from}, and before {@code to}. */
        public Paged<String, Long, Person> byLowerCaseNameBetween(String from, String to, Page<String, Long> page) {
            return pageBetween(PeopleSchema.KNOWN_BY_LOWER_CASE_NAME, from, to, page);
        }

        /** The entries that have this {@code whereabouts}, in an immutable list. */
        public List<Map.Entry<Long, Person>> byWhereabouts(Person.Whereabouts whereabouts) {
            return entriesBy(PeopleSchema.KNOWN_BY_WHEREABOUTS, whereabouts);
        }

        /** A page of the entries that have this {@code whereabouts}. */
        public Paged<Person.Whereabouts, Long, Person> byWhereabouts(
                Person.Whereabouts whereabouts, Page<Person.Whereabouts, Long> page) {
            return pageBy(PeopleSchema.KNOWN_BY_WHEREABOUTS, whereabouts, page);
        }
    }

    /** {@link People#phones()}: By a name that they chose. */
    public static final class PhonesTable extends DatabaseTable<String, Phone> {
        private PhonesTable(TableHandle<String, Phone> handle) {
            super(handle);
        }

        /** The entries that have this {@code digits}, in an immutable list. */
        public List<Map.Entry<String, Phone>> byDigits(int digits) {
            return entriesBy(PeopleSchema.PHONES_BY_DIGITS, digits);
        }

        /** A page of the entries that have this {@code digits}. */
        public Paged<Integer, String, Phone> byDigits(int digits, Page<Integer, String> page) {
            return pageBy(PeopleSchema.PHONES_BY_DIGITS, digits, page);
        }

        /** The value that has this {@code number}, which no other has; null if there is none. */
        public @Nullable Phone byNumber(String number) {
            return valueBy(PeopleSchema.PHONES_BY_NUMBER, number);
        }

        /** As {@link #byNumber}, in an {@code Optional}. */
        public Optional<Phone> findByNumber(String number) {
            return Optional.ofNullable(this.byNumber(number));
        }

        /** The value that has this {@code isMobile and number}, which no other has; null if there is none. */
        public @Nullable Phone byIsMobileAndNumber(boolean isMobile, String number) {
            return valueBy(PeopleSchema.PHONES_BY_IS_MOBILE_AND_NUMBER, CompositeKey.of(isMobile, number));
        }

        /** As {@link #byIsMobileAndNumber}, in an {@code Optional}. */
        public Optional<Phone> findByIsMobileAndNumber(boolean isMobile, String number) {
            return Optional.ofNullable(this.byIsMobileAndNumber(isMobile, number));
        }

        /**
         * The entries with this {@code isMobile} whose {@code number} is not before {@code from}, and before {@code
         * to}, in an immutable list in ascending order.
         */
        public List<Map.Entry<String, Phone>> byIsMobileAndNumberBetween(boolean isMobile, String from, String to) {
            return entriesBetween(
                    PeopleSchema.PHONES_BY_IS_MOBILE_AND_NUMBER,
                    CompositeKey.of(isMobile, from),
                    CompositeKey.of(isMobile, to));
        }

        /**
         * The entries with this {@code isMobile} whose {@code number} is not before {@code from}, and before {@code
         * to}, in an immutable list in descending order.
         */
        public List<Map.Entry<String, Phone>> byIsMobileAndNumberBetweenDescending(
                boolean isMobile, String from, String to) {
            return entriesBetweenDescending(
                    PeopleSchema.PHONES_BY_IS_MOBILE_AND_NUMBER,
                    CompositeKey.of(isMobile, from),
                    CompositeKey.of(isMobile, to));
        }

        /**
         * A page of the entries with this {@code isMobile} whose {@code number} is not before {@code from}, and before
         * {@code to}.
         */
        public Paged<String, String, Phone> byIsMobileAndNumberBetween(
                boolean isMobile, String from, String to, Page<String, String> page) {
            return pageBetween(
                    PeopleSchema.PHONES_BY_IS_MOBILE_AND_NUMBER,
                    CompositeKey.of(isMobile, from),
                    CompositeKey.of(isMobile, to),
                    page);
        }
    }
}
