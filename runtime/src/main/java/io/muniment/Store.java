package io.muniment;

import io.muniment.error.AccessException;
import io.muniment.error.MigrationException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.ReadOnlyException;
import io.muniment.error.SchemaVersionException;
import io.muniment.error.StorageException;
import io.muniment.log.Acknowledged;
import io.muniment.log.Log;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentWriter;
import io.muniment.log.Segments;
import io.muniment.log.StoreId;
import io.muniment.migration.MigrationReport;
import io.muniment.recovery.OldVersions;
import io.muniment.recovery.OpenProgress;
import io.muniment.recovery.Predecessor;
import io.muniment.recovery.Recovered;
import io.muniment.recovery.Recovery;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.Salvage;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.Verify;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.snapshot.SnapshotName;
import io.muniment.storage.DirectoryAccess;
import io.muniment.storage.DirectoryLock;
import io.muniment.storage.DiskStorage;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import io.muniment.table.Census;
import io.muniment.table.LiveTable;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What an open database has on the disk: the directory, its lock, the log and the snapshots. */
final class Store {

    /** The report of a database in memory. */
    static final RecoveryReport NOTHING = RecoveryReport.ofNew(Duration.ZERO);

    private final Storage storage;
    private final Closeable lock;
    private final CommitGate gate;
    private final Feeds feeds;
    private final RecoveryReport report;
    private final long snapshotSequence;

    /** The first commit that is read from the log, when the database is open for reading only. */
    private final long oldest;

    /** Null when the database is open for reading only. */
    private final @Nullable Writing writing;

    private final ReentrantLock closing = new ReentrantLock();

    /** Guarded by {@link #closing}. */
    private boolean isClosed;

    /** What only a database has that can be written. */
    private record Writing(Log log, Segments segments, Snapshots snapshots, int workers) {}

    private Store(
            Storage storage,
            Closeable lock,
            CommitGate gate,
            Feeds feeds,
            RecoveryReport report,
            long oldest,
            @Nullable Writing writing) {
        this.feeds = feeds;
        this.storage = storage;
        this.lock = lock;
        this.gate = gate;
        this.report = report;
        this.snapshotSequence = report.snapshotSequence().orElse(0);
        this.oldest = oldest;
        this.writing = writing;
    }

    // ---- Opening

    /** Opens the database in a directory; {@code migration} is null where there are no older versions. */
    static Database open(SchemaDescription schema, @Nullable Migration migration, Path directory, Options options) {
        DiskStorage disk = DiskStorage.open(directory, access(options), options.sharedDirectory());
        Closeable lock = null;
        try {
            checkPresent(disk, options);
            lock = options.readOnly()
                    ? DirectoryLock.shared(disk, options.lockWait())
                    : DirectoryLock.exclusive(disk, options.lockWait());
            return open(schema, migration, disk, lock, options);
        } catch (Throwable e) {
            closeQuietly(lock, e);
            closeQuietly(disk, e);
            throw e;
        }
    }

    private static DirectoryAccess access(Options options) {
        if (options.readOnly()) {
            return DirectoryAccess.READ_ONLY;
        }
        return options.create() ? DirectoryAccess.CREATE : DirectoryAccess.EXISTING;
    }

    /** Before anything is made in the directory. */
    private static void checkPresent(Storage storage, Options options) {
        if (options.readOnly() || !options.create()) {
            if (sizes(storage).isEmpty()) {
                throw new MissingDatabaseException(storage.pathOf(""), "there is no database in this directory");
            }
        }
    }

    /** As the other, without older versions. */
    static Database open(SchemaDescription schema, Storage storage, Closeable lock, Options options) {
        return open(schema, null, storage, lock, options);
    }

    /** Opens what is in {@code storage}. The database closes it and the lock, unless this throws. */
    static Database open(
            SchemaDescription schema, @Nullable Migration migration, Storage storage, Closeable lock, Options options) {
        List<Migration.Step> steps = migration == null ? List.of() : steps(schema, migration, storage);
        Opening opening = new Opening(schema, storage, lock, options);
        return steps.isEmpty() ? opening.open() : opening.migrate(steps);
    }

    /** The steps from what is stored to {@code schema}; none if it is of that version, or no older one. */
    private static List<Migration.Step> steps(SchemaDescription schema, Migration migration, Storage storage) {
        List<Migration.Step> all = migration.steps();
        if (!all.get(all.size() - 1).to().equals(schema)) {
            throw new IllegalArgumentException("a migration leads to the schema that is opened");
        }
        Optional<Integer> older = Predecessor.olderVersion(storage, schema);
        if (older.isEmpty()) {
            return List.of();
        }
        List<Migration.Step> steps = migration.stepsFrom(older.get());
        if (steps.isEmpty()) {
            throw new SchemaVersionException(
                    storage.pathOf(""),
                    schema.name(),
                    older.get(),
                    schema.version(),
                    all.stream().map(step -> step.from().version()).toList());
        }
        return steps;
    }

    /** Tries what an open would migrate. */
    @SuppressWarnings("try") // a lock is held, not used
    static MigrationReport checkMigration(
            SchemaDescription schema, Migration migration, Path directory, Options options) {
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.READ_ONLY, options.sharedDirectory());
                DirectoryLock lock = DirectoryLock.shared(disk, options.lockWait())) {
            return checkMigration(schema, migration, disk, options);
        } catch (IOException e) {
            throw new AccessException(directory.toString(), "the directory could not be closed", e);
        }
    }

    static MigrationReport checkMigration(
            SchemaDescription schema, Migration migration, Storage storage, Options options) {
        List<Migration.Step> steps = steps(schema, migration, storage);
        if (steps.isEmpty()) {
            Predecessor.checkNewest(storage, schema);
            int version = schema.version();
            return new MigrationReport(schema.name(), version, version, List.of(), 0, List.of(), Duration.ZERO);
        }
        return new Opening(schema, storage, () -> {}, options).tryMigration(steps);
    }

    /** A database on its way from the files to the user. */
    private static final class Opening {

        private final SchemaDescription schema;
        private final Storage storage;
        private final Closeable lock;
        private final Options options;
        private final String name;
        private final CommitGate gate;
        private final long begin = System.nanoTime();
        private final Tables tables;

        Opening(SchemaDescription schema, Storage storage, Closeable lock, Options options) {
            this.schema = schema;
            this.storage = storage;
            this.lock = lock;
            this.options = options;
            this.name = storage.pathOf("");
            this.gate = new CommitGate(null, name, 0);
            this.tables = Tables.of(schema, gate, options);
        }

        Database open() {
            Filling filling = new Filling(tables.stored());
            Recovered recovered = options.readOnly()
                    ? Recovery.openReadOnly(storage, schema, filling, progress(), options.threads())
                    : Recovery.open(storage, schema, filling, progress(), options.threads());
            SegmentWriter segment = recovered.segment();
            try {
                filling.end(recovered.changedSequences(), options.threads());
                RecoveryReport report = recovered.report();
                if (segment == null) {
                    Feeds feeds = Feeds.ofFiles(gate, storage, recovered.oldest(), options.listenerWait());
                    return reading(report, feeds, recovered.oldest());
                }
                Snapshots.Newest newest = newest(report.snapshotSequence(), sizes(storage), filling.snapshotEntries());
                return writing(dropOldVersions(report), recovered.storeId(), segment, newest);
            } catch (Throwable e) {
                closeQuietly(segment, e);
                throw e;
            }
        }

        /** Not in the open that has migrated, nor in one that had to complete that: they found a log that was not closed. */
        private RecoveryReport dropOldVersions(RecoveryReport report) {
            if (options.keepOldVersions()
                    || !report.isClean()
                    || report.oldVersions().isEmpty()) {
                return report;
            }
            try {
                OldVersions.drop(storage, schema.version());
            } catch (StorageException e) {
                // The database is whole without it, and the next open tries again.
                Feeds.LOGGER.log(System.Logger.Level.WARNING, "An older version could not be deleted.", e);
            }
            List<String> present = names(storage).stream().map(storage::pathOf).toList();
            List<String> kept =
                    report.oldVersions().stream().filter(present::contains).toList();
            return report(report, report.lastSequence(), report.migration(), kept, report.duration());
        }

        // ---- Of an older version

        Database migrate(List<Migration.Step> steps) {
            Converted converted = convert(steps, tables, false, options.readOnly() || options.migrateTornTail());
            Predecessor before = converted.before;
            MigrationProgress progress = converted.progress;
            gate.goOn(null, before.migrationSequence());
            if (options.readOnly()) {
                progress.end();
                return reading(
                        migrated(converted, before.recovered().report().oldVersions()),
                        Feeds.ofNothing(gate, options.listenerWait()),
                        before.recovered().oldest());
            }
            Predecessor.Follower follower = follow(before, progress);
            SegmentWriter segment = follower.segment();
            try {
                progress.end();
                Snapshots.Newest newest = new Snapshots.Newest(
                        before.migrationSequence(),
                        follower.snapshotBytes(),
                        Snapshots.entries(tables.stored().values()));
                return writing(
                        migrated(converted, follower.oldVersions()),
                        before.recovered().storeId(),
                        segment,
                        newest);
            } catch (Throwable e) {
                closeQuietly(segment, e);
                throw e;
            }
        }

        private static RecoveryReport report(
                RecoveryReport read,
                long lastSequence,
                Optional<MigrationReport> migration,
                List<String> oldVersions,
                Duration duration) {
            return new RecoveryReport(
                    read.isClean(),
                    lastSequence,
                    read.snapshotSequence(),
                    read.segments(),
                    read.commits(),
                    read.cut(),
                    read.setAside(),
                    migration,
                    oldVersions,
                    duration);
        }

        /** Like {@link #migrate}, but goes on behind what fails, and writes nothing. */
        MigrationReport tryMigration(List<Migration.Step> steps) {
            Converted converted = convert(steps, tables, true, options.migrateTornTail());
            converted.progress.end();
            return converted.report;
        }

        /** An older version that has been read and converted. */
        private record Converted(Predecessor before, MigrationReport report, MigrationProgress progress) {}

        private Converted convert(List<Migration.Step> steps, Tables into, boolean isTrial, boolean tornTailAllowed) {
            Set<TableDescription<?, ?>> countedWithKeys = new HashSet<>();
            while (true) {
                Migrating migrating = new Migrating(steps, options, isTrial, into.stored(), countedWithKeys);
                try {
                    return convert(migrating, steps.get(0).from(), tornTailAllowed);
                } catch (Census.KeysMissedException e) {
                    countedWithKeys.add(e.table());
                    into.stored().values().forEach(table -> table.loading().clear());
                } catch (MigrationException e) {
                    throw isCollision(e) && e.other().isEmpty() ? withBothKeys(e, steps, tornTailAllowed) : e;
                }
            }
        }

        private Converted convert(Migrating migrating, SchemaDescription from, boolean tornTailAllowed) {
            MigrationProgress progress = new MigrationProgress(progress());
            Predecessor before = Predecessor.read(
                    storage, from, schema, migrating.source(), tornTailAllowed, progress::read, options.threads());
            progress.beginConverting(Snapshots.entries(migrating.waiting().values()));
            MigrationReport report =
                    migrating.into(before.recovered().changedSequences(), before.migrationSequence(), progress::add);
            return new Converted(before, report, progress);
        }

        /**
         * The collision with the other key, which only a trial keeps, and finds by doing all of it again, as far as that
         * step.
         */
        private MigrationException withBothKeys(
                MigrationException collision, List<Migration.Step> steps, boolean tornTailAllowed) {
            List<Migration.Step> repeated = new ArrayList<>();
            for (Migration.Step step : steps) {
                if (step.to().version() < collision.to()) {
                    repeated.add(step);
                } else if (step.to().version() == collision.to()) {
                    repeated.add(step.withoutCompletion());
                }
            }
            Tables counted = Tables.of(repeated.get(repeated.size() - 1).to(), new CommitGate(null, name, 0), options);
            return convert(repeated, counted, true, tornTailAllowed).report.failures().stream()
                    .map(MigrationReport.Failure::cause)
                    .filter(MigrationException.class::isInstance)
                    .map(MigrationException.class::cast)
                    .filter(each -> isCollision(each)
                            && each.other().isPresent()
                            && each.to() == collision.to()
                            && each.table().equals(collision.table()))
                    .findFirst()
                    .orElse(collision);
        }

        private static boolean isCollision(MigrationException e) {
            return e.key().isPresent() && e.getCause() == null;
        }

        private Predecessor.Follower follow(Predecessor before, MigrationProgress progress) {
            try (View view = gate.pin()) {
                progress.beginWriting();
                return before.follow(
                        schema,
                        Snapshots.contents(tables.stored().values(), view),
                        options.compressedSnapshots(),
                        options.threads(),
                        progress::blockWritten,
                        progress::beginReadingBack);
            }
        }

        private RecoveryReport migrated(Converted converted, List<String> oldVersions) {
            Predecessor before = converted.before;
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return report(
                    before.recovered().report(),
                    before.migrationSequence(),
                    Optional.of(converted.report),
                    oldVersions,
                    took);
        }

        // ---- The database

        private Database reading(RecoveryReport report, Feeds feeds, long oldest) {
            gate.goOn(null, report.lastSequence());
            gate.refuse(() -> new ReadOnlyException(name));
            return database(report, feeds, oldest, null);
        }

        private Database writing(
                RecoveryReport report, StoreId storeId, SegmentWriter segment, Snapshots.Newest newest) {
            Segments segments = new Segments(storage, segment, sealed(sizes(storage), segment), options.segmentBytes());
            Log log = new Log(segments, options.queueBytes(), options.maxDelay().toMillis());
            Feeds feeds = Feeds.ofLog(gate, storage, log, segments, options.listenerWait());
            gate.goOn(log, report.lastSequence());
            Snapshots snapshots = new Snapshots(
                    storage,
                    schema,
                    storeId,
                    options,
                    gate,
                    log,
                    segments,
                    feeds,
                    tables.stored().values(),
                    newest);
            log.start(gate, snapshots::logHasGrown, Snapshots.STEP_BYTES);
            snapshots.start();
            return database(report, feeds, 0, new Writing(log, segments, snapshots, options.threads()));
        }

        private Database database(RecoveryReport report, Feeds feeds, long oldest, @Nullable Writing writing) {
            Store store = new Store(storage, lock, gate, feeds, report, oldest, writing);
            Map<Integer, LiveTable<?, ?>> ofSchema = tables.ofSchema();
            return new Database(
                    name, schema, gate, ofSchema, Database.transactions(gate, ofSchema, options), feeds, store);
        }

        private OpenProgress progress() {
            return (done, total) -> {
                options.progress().at(done, total);
                return !options.cancelled().getAsBoolean();
            };
        }
    }

    private static Map<Long, Long> sealed(Map<String, Long> sizes, SegmentWriter written) {
        Map<Long, Long> sealed = new TreeMap<>();
        sizes.forEach((name, bytes) -> SegmentName.parse(name)
                .filter(segment -> segment.firstSequence() < written.header().firstSequence())
                .ifPresent(segment -> sealed.put(segment.firstSequence(), bytes)));
        return sealed;
    }

    private static Snapshots.Newest newest(OptionalLong sequence, Map<String, Long> sizes, long entries) {
        if (sequence.isEmpty()) {
            return new Snapshots.Newest(0, 0, 0);
        }
        long bytes = sizes.getOrDefault(new SnapshotName(sequence.getAsLong()).fileName(), 0L);
        return new Snapshots.Newest(sequence.getAsLong(), bytes, entries);
    }

    private static Map<String, Long> sizes(Storage storage) {
        Map<String, Long> sizes = new TreeMap<>();
        try {
            for (String name : names(storage)) {
                if (name.startsWith(SegmentName.PREFIX) || name.startsWith(SnapshotName.PREFIX)) {
                    try (StorageFile file = storage.open(name, false)) {
                        sizes.put(name, file.size());
                    }
                }
            }
            return sizes;
        } catch (IOException e) {
            throw new AccessException(storage.pathOf(""), "the directory could not be read", e);
        }
    }

    // ---- Looking at what is not open

    @SuppressWarnings("try") // a lock is held, not used
    static VerifyReport verify(SchemaDescription schema, Path directory) {
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.READ_ONLY, true);
                DirectoryLock lock = DirectoryLock.shared(disk, Duration.ZERO)) {
            return Verify.verify(disk, schema, OpenProgress.NONE);
        } catch (IOException e) {
            throw new AccessException(directory.toString(), "the directory could not be closed", e);
        }
    }

    @SuppressWarnings("try") // a lock is held, not used
    static SalvageReport salvage(SchemaDescription schema, Path damaged, Path target) {
        try (DiskStorage from = DiskStorage.open(damaged, DirectoryAccess.READ_ONLY, true);
                DirectoryLock fromLock = DirectoryLock.shared(from, Duration.ZERO);
                DiskStorage to = emptyTarget(from, target);
                DirectoryLock toLock = DirectoryLock.exclusive(to, Duration.ZERO)) {
            return Salvage.salvage(from, to, schema);
        } catch (IOException e) {
            throw new AccessException(target.toString(), "the directory could not be closed", e);
        }
    }

    /** Opens the directory of a database that is to be made, before anything is made in it. */
    private static DiskStorage emptyTarget(DiskStorage from, Path target) {
        if (sizes(from).isEmpty()) {
            throw new MissingDatabaseException(from.pathOf(""), "there is nothing to salvage in this directory");
        }
        DiskStorage to = DiskStorage.open(target, DirectoryAccess.CREATE, false);
        try {
            boolean isSource = to.directory().equals(from.directory());
            if (isSource || !List.of(DirectoryLock.FILE).containsAll(names(to))) {
                throw new OccupiedException(
                        to.toString(),
                        isSource ? "it is the database to be salvaged, which is only read" : "it is not empty",
                        "Name a directory that is missing or empty.");
            }
            return to;
        } catch (Throwable e) {
            closeQuietly(to, e);
            throw e;
        }
    }

    private static List<String> names(Storage storage) {
        try {
            return storage.list();
        } catch (IOException e) {
            throw new AccessException(storage.pathOf(""), "the directory could not be read", e);
        }
    }

    // ---- Open

    SnapshotReport snapshot() {
        if (writing == null) {
            throw new ReadOnlyException(storage.pathOf(""));
        }
        return writing.snapshots.take(writing.workers);
    }

    static SnapshotReport nothingToSnapshot(long sequence) {
        return new SnapshotReport(sequence, false, 0, 0, Duration.ZERO);
    }

    void sync() {
        if (writing != null) {
            gate.awaitBarrier(Acknowledged.SYNCED);
        }
    }

    RecoveryReport recoveryReport() {
        return report;
    }

    List<String> dropOldVersions(int version) {
        if (writing == null) {
            throw new ReadOnlyException(storage.pathOf(""));
        }
        return OldVersions.drop(storage, version);
    }

    Stats stats(Map<String, Integer> entries, Stats.Transactions transactions) {
        if (writing == null) {
            return readOnlyStats(entries, transactions);
        }
        Snapshots snapshots = writing.snapshots;
        Segments segments = writing.segments;
        Snapshots.Newest newest = snapshots.newest();
        return new Stats(
                gate.visible(),
                segments.syncedSequence(),
                entries,
                segments.usedBytes(),
                segments.count(),
                newest.bytes(),
                snapshots.liveBytes(),
                newest.sequence(),
                snapshots.taken(),
                snapshots.failure(),
                transactions,
                feeds.stats());
    }

    /**
     * Nobody writes meanwhile, so the files are what they were at opening. What is not read any more is not counted: what a
     * crash has left of an older version, or of a segment that has been copied.
     */
    private Stats readOnlyStats(Map<String, Integer> entries, Stats.Transactions transactions) {
        long sequence = report.lastSequence();
        Map<String, Long> sizes = sizes(storage);
        Map<Long, Long> log = new TreeMap<>();
        // In the order of names, so that of one segment the newest copy comes last.
        sizes.forEach((name, bytes) -> SegmentName.parse(name)
                .filter(segment -> segment.firstSequence() >= oldest)
                .ifPresent(segment -> log.put(segment.firstSequence(), bytes)));
        long logBytes = log.values().stream().mapToLong(Long::longValue).sum();
        long snapshotBytes = sizes.getOrDefault(new SnapshotName(snapshotSequence).fileName(), 0L);
        return new Stats(
                sequence,
                sequence,
                entries,
                logBytes,
                log.size(),
                snapshotBytes,
                logBytes + snapshotBytes,
                snapshotSequence,
                0,
                Optional.empty(),
                transactions,
                feeds.stats());
    }

    // ---- Closing

    /**
     * Commits and reads are refused already. Closes everything, whatever fails on the way. If that is being done and
     * the caller is one of those who are waited for, that is left to whoever does it.
     */
    void close() {
        if (feeds.isCaller()) {
            if (!closing.tryLock()) {
                return;
            }
        } else {
            closing.lock();
        }
        try {
            if (!isClosed) {
                isClosed = true;
                closeOnce();
            }
        } finally {
            closing.unlock();
        }
    }

    private void closeOnce() {
        try {
            if (writing != null) {
                writing.snapshots.end();
                writing.log.close(gate::enqueueLast);
            }
            feeds.end();
        } catch (Throwable e) {
            feeds.end();
            closeQuietly(storage, e);
            closeQuietly(lock, e);
            throw e;
        }
        try (lock) {
            storage.close();
        } catch (IOException e) {
            throw new AccessException(storage.pathOf(""), "the files could not be closed", e);
        }
    }

    private static void closeQuietly(@Nullable Closeable closeable, Throwable cause) {
        if (closeable != null) {
            try {
                closeable.close();
            } catch (IOException | RuntimeException e) {
                cause.addSuppressed(e);
            }
        }
    }
}
