package io.muniment;

import io.muniment.error.AccessException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.ReadOnlyException;
import io.muniment.log.Acknowledged;
import io.muniment.log.Log;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentWriter;
import io.muniment.log.Segments;
import io.muniment.recovery.OpenProgress;
import io.muniment.recovery.Recovered;
import io.muniment.recovery.Recovery;
import io.muniment.recovery.RecoveryReport;
import io.muniment.recovery.Salvage;
import io.muniment.recovery.SalvageReport;
import io.muniment.recovery.Verify;
import io.muniment.recovery.VerifyReport;
import io.muniment.schema.SchemaDescription;
import io.muniment.snapshot.SnapshotName;
import io.muniment.storage.DirectoryAccess;
import io.muniment.storage.DirectoryLock;
import io.muniment.storage.DiskStorage;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import io.muniment.table.LiveTable;
import io.muniment.transaction.CommitGate;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What an open database has on the disk: the directory, its lock, the log and the snapshots. */
final class Store {

    /** The report of a database in memory. */
    static final RecoveryReport NOTHING =
            new RecoveryReport(true, 0, OptionalLong.empty(), 0, 0, Optional.empty(), List.of(), Duration.ZERO);

    private final Storage storage;
    private final Closeable lock;
    private final CommitGate gate;
    private final Feeds feeds;
    private final RecoveryReport report;
    private final long snapshotSequence;

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
            @Nullable Writing writing) {
        this.feeds = feeds;
        this.storage = storage;
        this.lock = lock;
        this.gate = gate;
        this.report = report;
        this.snapshotSequence = report.snapshotSequence().orElse(0);
        this.writing = writing;
    }

    // ---- Opening

    static Database open(SchemaDescription schema, Path directory, Options options) {
        DiskStorage disk = DiskStorage.open(directory, access(options), options.sharedDirectory());
        Closeable lock = null;
        try {
            checkPresent(disk, options);
            lock = options.readOnly()
                    ? DirectoryLock.shared(disk, options.lockWait())
                    : DirectoryLock.exclusive(disk, options.lockWait());
            return open(schema, disk, lock, options);
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

    /** Opens what is in {@code storage}. The database closes it and the lock, unless this throws. */
    static Database open(SchemaDescription schema, Storage storage, Closeable lock, Options options) {
        String name = storage.pathOf("");
        CommitGate gate = new CommitGate(null, name, 0);
        LiveTable<Integer, Long> ids = Database.ids(gate, options);
        Map<Integer, LiveTable<?, ?>> tables = Database.tables(schema, gate, options, ids);
        Map<Integer, LiveTable<?, ?>> stored = new TreeMap<>(tables);
        stored.put(ids.description().id(), ids);
        Filling filling = new Filling(stored);
        Recovered recovered = options.readOnly()
                ? Recovery.openReadOnly(storage, schema, filling, progress(options), options.threads())
                : Recovery.open(storage, schema, filling, progress(options), options.threads());
        SegmentWriter segment = recovered.segment();
        try {
            filling.end(recovered.changedSequences(), options.threads());
        } catch (Throwable e) {
            closeQuietly(segment, e);
            throw e;
        }
        Writing writing = null;
        Feeds feeds;
        if (segment == null) {
            feeds = Feeds.ofFiles(gate, storage, options.listenerWait());
            gate.goOn(null, recovered.lastSequence());
            gate.refuse(() -> new ReadOnlyException(name));
        } else {
            try {
                Segments segments =
                        new Segments(storage, segment, sealed(sizes(storage), segment), options.segmentBytes());
                Log log = new Log(
                        segments, options.queueBytes(), options.maxDelay().toMillis());
                feeds = Feeds.ofLog(gate, storage, log, segments, options.listenerWait());
                writing =
                        startWriting(schema, storage, options, gate, stored, recovered, log, segments, feeds, filling);
            } catch (Throwable e) {
                closeQuietly(segment, e);
                throw e;
            }
        }
        Store store = new Store(storage, lock, gate, feeds, recovered.report(), writing);
        return new Database(name, schema, gate, tables, Database.transactions(gate, tables, options), feeds, store);
    }

    private static Writing startWriting(
            SchemaDescription schema,
            Storage storage,
            Options options,
            CommitGate gate,
            Map<Integer, LiveTable<?, ?>> stored,
            Recovered recovered,
            Log log,
            Segments segments,
            Feeds feeds,
            Filling filling) {
        gate.goOn(log, recovered.lastSequence());
        Snapshots snapshots = new Snapshots(
                storage,
                schema,
                recovered.storeId(),
                options,
                gate,
                log,
                segments,
                feeds,
                stored.values(),
                newest(recovered.report().snapshotSequence(), sizes(storage), filling.snapshotEntries()));
        log.start(gate, snapshots::logHasGrown, Snapshots.STEP_BYTES);
        snapshots.start();
        return new Writing(log, segments, snapshots, options.threads());
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

    private static OpenProgress progress(Options options) {
        return (done, total) -> {
            options.progress().at(done, total);
            return !options.cancelled().getAsBoolean();
        };
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

    /** Nobody writes meanwhile, so the files are what they were at opening. */
    private Stats readOnlyStats(Map<String, Integer> entries, Stats.Transactions transactions) {
        long sequence = report.lastSequence();
        long logBytes = 0;
        int segments = 0;
        long snapshotBytes = 0;
        for (Map.Entry<String, Long> file : sizes(storage).entrySet()) {
            if (SegmentName.parse(file.getKey()).isPresent()) {
                logBytes += file.getValue();
                segments++;
            } else if (file.getKey().equals(new SnapshotName(snapshotSequence).fileName())) {
                snapshotBytes = file.getValue();
            }
        }
        return new Stats(
                sequence,
                sequence,
                entries,
                logBytes,
                segments,
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
