package io.muniment.recovery;

import io.muniment.error.CorruptException;
import io.muniment.error.DamagedException;
import io.muniment.error.DamagedHeaderException;
import io.muniment.error.DatabaseException;
import io.muniment.error.IncompatibleException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.SchemaVersionException;
import io.muniment.error.UndecodableException;
import io.muniment.log.Batch;
import io.muniment.log.LogFormat;
import io.muniment.log.SegmentEnd;
import io.muniment.log.SegmentEnd.State;
import io.muniment.log.SegmentHeader;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentReader;
import io.muniment.log.SegmentRepair;
import io.muniment.log.SegmentWriter;
import io.muniment.log.StoreId;
import io.muniment.log.StoredTables;
import io.muniment.recovery.RecoveryReport.Cut;
import io.muniment.schema.SchemaDescription;
import io.muniment.snapshot.SnapshotHeader;
import io.muniment.snapshot.SnapshotName;
import io.muniment.snapshot.SnapshotReader;
import io.muniment.snapshot.Workers;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Opens a store: reads it into tables, and mends what a crash has left. */
public final class Recovery {

    /*
     * First everything is read, checked and replayed, and nothing is changed. Whoever refuses, refuses here,
     * and finds the same files again. Then, in a writable open, what the crash has left is put in order, each
     * step so that a crash behind it leaves a store that opens to the same state.
     *
     * The log needs no list of its files: a snapshot names the segment to go on with, and a seal names the
     * next one. So whatever is missing is missed.
     */

    private static final int TORN_TAILS_KEPT = 16;
    private static final long PROGRESS_BYTES = 1 << 20;
    private static final String COULD_NOT = "the database could not be opened";
    private static final String DAMAGED = "damaged-";

    private final Storage storage;
    private final SchemaDescription schema;
    private final SchemaCheck schemaCheck;
    private final ReplayTarget target;
    private final OpenProgress listener;
    private final int workers;
    private final long begin = System.nanoTime();

    private @Nullable StoreId storeId;

    /** The newest segment, if a migration has been published and came no further: it has its temporary name still. */
    private @Nullable SegmentName unnamed;

    /** What reading has found. */
    record Found(Base base, List<SegmentName> chain, Replay replay, Ends ends, List<SnapshotName> damaged) {}

    /** How the last two segments end. */
    record Ends(SegmentEnd newest, @Nullable SegmentEnd previous) {}

    private Recovery(
            Storage storage, SchemaDescription schema, ReplayTarget target, OpenProgress listener, int workers) {
        this(storage, schema, schema.version(), target, listener, workers);
    }

    /** For a store of what may be an older version than {@code programVersion}, that of the program. */
    Recovery(
            Storage storage,
            SchemaDescription schema,
            int programVersion,
            ReplayTarget target,
            OpenProgress listener,
            int workers) {
        this.storage = storage;
        this.schema = schema;
        this.schemaCheck = new SchemaCheck(schema, programVersion);
        this.target = target;
        this.listener = listener;
        this.workers = workers;
    }

    /** As {@link #open(Storage, SchemaDescription, ReplayTarget, OpenProgress, int)}, with a thread a processor. */
    public static Recovered open(
            Storage storage, SchemaDescription schema, ReplayTarget target, OpenProgress progress) {
        return open(storage, schema, target, progress, Workers.perProcessor());
    }

    /**
     * Opens the store for writing, or makes a new one if there is none. When it returns, all that is in
     * {@code target} is synced, and the segment can be written at once. Nothing is written to a store that was
     * closed cleanly.
     *
     * @param workers so many threads read, of which the caller is one
     * @throws CorruptException if anything but the unfinished end of the log is damaged or missing
     * @throws io.muniment.error.IncompatibleException if the store is another program's
     * @throws io.muniment.error.StorageException if the directory cannot be read or written
     * @throws java.util.concurrent.CancellationException if {@code progress} said so
     */
    public static Recovered open(
            Storage storage, SchemaDescription schema, ReplayTarget target, OpenProgress progress, int workers) {
        Recovery recovery = new Recovery(storage, schema, target, progress, workers);
        return Translation.of(storage, COULD_NOT, recovery::openWritable);
    }

    /** As the other, with a thread a processor. */
    public static Recovered openReadOnly(
            Storage storage, SchemaDescription schema, ReplayTarget target, OpenProgress progress) {
        return openReadOnly(storage, schema, target, progress, Workers.perProcessor());
    }

    /**
     * Reads the store, and writes nothing. What a crash has left at the end of the log is passed over and
     * reported as if it had been cut.
     *
     * @param workers so many threads read, of which the caller is one
     * @throws MissingDatabaseException if there is none
     * @throws CorruptException if anything but the unfinished end of the log is damaged or missing
     * @throws io.muniment.error.IncompatibleException if the store is another program's
     * @throws io.muniment.error.StorageException if the directory cannot be read
     * @throws java.util.concurrent.CancellationException if {@code progress} said so
     */
    public static Recovered openReadOnly(
            Storage storage, SchemaDescription schema, ReplayTarget target, OpenProgress progress, int workers) {
        Recovery recovery = new Recovery(storage, schema, target, progress, workers);
        return Translation.of(storage, COULD_NOT, recovery::read);
    }

    private Recovered openWritable() throws IOException {
        StoreFiles files = StoreFiles.list(storage);
        if (files.isEmpty()) {
            return create(files);
        }
        Found found = load(files);
        return mend(files, found);
    }

    private Recovered read() throws IOException {
        StoreFiles files = StoreFiles.list(storage);
        if (files.isEmpty()) {
            throw new MissingDatabaseException(storage.pathOf(""), "there is no database in this directory");
        }
        return recovered(load(files), files);
    }

    /** What there is to tell of what was read only. */
    Recovered recovered(Found found, StoreFiles files) throws IOException {
        List<String> damaged = new ArrayList<>();
        found.damaged.forEach(snapshot -> damaged.add(storage.pathOf(snapshot.fileName())));
        return recovered(found, cut(found, null), damaged, files.oldVersions(), null, oldest(found, files));
    }

    /**
     * The first commit that can be read from the log. Segments before the one to go on with may have been kept; but what a migration
     * has still to set aside is of an older version, and its commits mean nothing to this one.
     */
    private long oldest(Found found, StoreFiles files) throws IOException {
        long oldest = found.base.follows();
        for (SegmentName name :
                files.segments().headMap(oldest, false).descendingMap().values()) {
            try {
                String json = SegmentReader.header(storage, name).schema();
                schemaCheck.check(storage.pathOf(name.fileName()), json, LogFormat.SCHEMA_AT);
            } catch (IncompatibleException e) {
                return oldest;
            } catch (CorruptException e) {
                // Nothing else is in need of it. Whoever reads it is told.
            }
            oldest = name.firstSequence();
        }
        return oldest;
    }

    private Recovered create(StoreFiles files) throws IOException {
        if (!files.oldVersions().isEmpty()) {
            throw new OccupiedException(
                    storage.pathOf(""),
                    "an older version of a database was set aside in it, in " + String.join(", ", files.oldVersions())
                            + ", and that of the newer version is not there",
                    "To go back to the older version, move that directory to a place of its own and open it there.");
        }
        for (String name : files.temporary()) {
            storage.delete(name);
        }
        SegmentHeader header = new SegmentHeader(StoreId.random(), 1, 0, 0, schema.json());
        SegmentWriter segment = SegmentWriter.create(storage, header, 0, null);
        Map<Integer, Long> unchanged = new Replay(StoredTables.of(schema), target, 1).changedSequences();
        return new Recovered(RecoveryReport.ofNew(elapsed()), header.storeId(), segment, 1, unchanged);
    }

    // ---- Reading

    /** Reads all of it into the target, and changes nothing. */
    Found load(StoreFiles files) throws IOException {
        files.checkNames(storage);
        List<SnapshotName> damaged = new ArrayList<>();
        CorruptException first = null;
        for (SnapshotName snapshot : files.snapshots()) {
            try {
                return load(files, snapshot, damaged);
            } catch (DamagedSnapshot e) {
                damaged.add(snapshot);
                first = first == null ? e.cause : suppress(first, e.cause);
                target.reset();
            } catch (CorruptException e) {
                throw first == null ? e : suppress(first, e);
            } catch (IncompatibleException e) {
                throw instead(files, first, e);
            }
        }
        try {
            return load(files, Base.NOTHING, null, damaged);
        } catch (CorruptException e) {
            throw first == null ? e : suppress(first, e);
        } catch (IncompatibleException e) {
            throw instead(files, first, e);
        }
    }

    /**
     * What to tell when a file is another program's. If a snapshot before it was damaged, that is why it was looked at: beside
     * the damaged one it may be what a migration has left of the older version. If the log goes on in this version, what lies
     * between the two is missing.
     */
    private DatabaseException instead(StoreFiles files, @Nullable CorruptException first, IncompatibleException other)
            throws IOException {
        if (first != null) {
            return suppress(first, other);
        }
        if (other instanceof SchemaVersionException e
                && e.found() < e.expected()
                && !files.segments().isEmpty()) {
            SegmentName newest = files.segments().lastEntry().getValue();
            Optional<Integer> version = OldVersions.version(
                    () -> SegmentReader.header(storage, newest).schema(), schema.name());
            if (version.equals(Optional.of(schema.version()))) {
                long begin = newest.firstSequence();
                DamagedException missing = new DamagedException(
                        storage.pathOf(newest.fileName()),
                        0,
                        "it is of version " + schema.version() + " of schema '" + schema.name()
                                + "', and files before it are not: the snapshot that a migration has put between them is missing",
                        -1,
                        begin - 1);
                missing.addSuppressed(other);
                return missing;
            }
        }
        return other;
    }

    private static CorruptException suppress(CorruptException first, DatabaseException later) {
        first.addSuppressed(later);
        return first;
    }

    /** A snapshot that cannot be used, so that the one before it is tried. */
    private static final class DamagedSnapshot extends Exception {

        private static final long serialVersionUID = 1;

        private final CorruptException cause;

        DamagedSnapshot(CorruptException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private Found load(StoreFiles files, SnapshotName snapshot, List<SnapshotName> damaged)
            throws IOException, DamagedSnapshot {
        SnapshotReader reader;
        try {
            reader = SnapshotReader.open(storage, snapshot);
        } catch (CorruptException e) {
            throw new DamagedSnapshot(e);
        }
        try (reader) {
            SnapshotHeader header = reader.header();
            Base base = new Base(snapshot, header.sequence(), header.follows());
            return load(files, base, reader, damaged);
        } catch (DamagedBlock e) {
            throw new DamagedSnapshot(e.cause);
        }
    }

    /** Damage in a block of a snapshot, as opposed to damage in the log. */
    private static final class DamagedBlock extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final CorruptException cause;

        DamagedBlock(CorruptException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private Found load(StoreFiles files, Base base, @Nullable SnapshotReader snapshot, List<SnapshotName> damaged)
            throws IOException {
        storeId = null;
        long bytes = 0;
        long logBytes = 0;
        long usedBytes = 0;
        if (snapshot != null) {
            schemaCheck.check(snapshot.path(), snapshot.header().schema(), SnapshotHeader.SCHEMA_AT);
            checkStoreId(snapshot.path(), snapshot.header().storeId());
            bytes += snapshot.sizeBytes();
        }
        List<SegmentName> chain = chain(files, base);
        for (SegmentName name : chain) {
            try (SegmentReader reader = open(name)) {
                schemaCheck.check(reader.path(), reader.header().schema(), LogFormat.SCHEMA_AT);
                checkStoreId(reader.path(), reader.header().storeId());
                logBytes += reader.sizeBytes();
                usedBytes += reader.usedBytes();
            }
        }
        bytes += logBytes;
        ReplayTarget ahead = snapshot == null ? null : target.ahead();
        Progress progress = new Progress(listener, ahead == null ? bytes : bytes + logBytes);
        progress.accept(0);
        if (ahead != null) {
            Replay first = new Replay(StoredTables.of(schema), ahead, workers);
            replay(chain, base, first.expecting(usedBytes), progress);
        }
        Replay replay = new Replay(StoredTables.of(schema), target, workers).expecting(usedBytes);
        if (snapshot != null) {
            load(snapshot, replay, progress);
        }
        target.beginLog();
        Ends ends = replay(chain, base, replay, progress);
        checkReachesSnapshots(files, chain, ends);
        return new Found(base, chain, replay, ends, damaged);
    }

    private List<SegmentName> chain(StoreFiles files, Base base) throws IOException {
        boolean isUnnamed = OldVersions.isUnnamed(storage, files, base, schema.name(), schema.version());
        unnamed = isUnnamed ? new SegmentName(base.follows(), 0) : null;
        if (unnamed != null) {
            return List.of(unnamed);
        }
        String whoNamesIt = base.snapshot() == null
                ? "no snapshot stands for it"
                : "the snapshot " + base.snapshot() + " goes on with it";
        return files.chainFrom(base.follows(), storage, whoNamesIt);
    }

    private SegmentReader open(SegmentName name) throws IOException {
        return name.equals(unnamed)
                ? SegmentReader.openUnnamed(storage, name)
                : SegmentReader.open(storage, name, false);
    }

    private void checkStoreId(String path, StoreId id) {
        if (storeId == null) {
            storeId = id;
        } else if (!storeId.equals(id)) {
            throw new DamagedHeaderException(
                    path, LogFormat.STORE_ID_AT, "it belongs to another database than the files before it");
        }
    }

    private void load(SnapshotReader snapshot, Replay replay, Progress progress) throws IOException {
        try {
            LongAdder told = new LongAdder();
            snapshot.load(StoredTables.of(schema), target, workers, bytes -> {
                told.add(bytes);
                progress.accept(bytes);
            });
            progress.accept(snapshot.sizeBytes() - told.sum());
        } catch (UndecodableException e) {
            throw e;
        } catch (CorruptException e) {
            throw new DamagedBlock(e);
        }
        snapshot.tables().forEach(table -> replay.changed(table.id(), table.changedSequence()));
    }

    private Ends replay(List<SegmentName> chain, Base base, Replay replay, Progress progress) throws IOException {
        SegmentEnd previous = null;
        int newest = chain.size() - 1;
        for (int i = 0; i < newest; i++) {
            long next = chain.get(i + 1).firstSequence();
            try (SegmentReader reader = replay(chain.get(i), base, replay, progress)) {
                previous = reader.endBefore(next, i == newest - 1 && isEmpty(chain.get(newest)));
            }
        }
        try (SegmentReader reader = replay(chain.get(newest), base, replay, progress)) {
            SegmentEnd end = reader.endOfNewest();
            replay.flush();
            return new Ends(end, previous);
        }
    }

    /** Replays a segment's batches; the reader stands at their end. */
    private SegmentReader replay(SegmentName name, Base base, Replay replay, Progress progress) throws IOException {
        SegmentReader reader = open(name);
        try {
            long told = 0;
            for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                replay.add(reader.path(), batch, base.sequence());
                if (reader.position() - told >= PROGRESS_BYTES) {
                    progress.accept(reader.position() - told);
                    told = reader.position();
                }
            }
            progress.accept(reader.sizeBytes() - told);
            return reader;
        } catch (Throwable e) {
            try (reader) {
                throw e;
            }
        }
    }

    private boolean isEmpty(SegmentName name) throws IOException {
        try (SegmentReader reader = open(name)) {
            return reader.isEmpty();
        }
    }

    /** A snapshot is published over a synced log, so the log cannot end before it. */
    private void checkReachesSnapshots(StoreFiles files, List<SegmentName> chain, Ends ends) {
        long highest =
                files.snapshots().isEmpty() ? 0 : files.snapshots().get(0).sequence();
        if (ends.newest.lastSequence() < highest) {
            throw new DamagedException(
                    storage.pathOf(chain.get(chain.size() - 1).fileName()),
                    ends.newest.position(),
                    "the log ends behind commit " + ends.newest.lastSequence() + ", but a snapshot tells that commit "
                            + highest + " had been synced",
                    ends.newest.nextSequence(),
                    highest);
        }
    }

    // ---- Mending

    private Recovered mend(StoreFiles files, Found found) throws IOException {
        settle(found);
        List<String> oldVersions = completeMigration(files, found);
        removeLeftovers(files);
        List<SegmentName> chain = found.chain;
        SegmentName newest = chain.get(chain.size() - 1);
        SegmentEnd end = found.ends.newest;
        SegmentReader reader = SegmentReader.open(storage, newest, true);
        String kept = null;
        SegmentWriter segment;
        try {
            if (end.state() == State.TORN) {
                kept = SegmentRepair.keepTorn(storage, reader, end);
            }
            segment = SegmentRepair.goOn(storage, reader, end);
        } catch (Throwable e) {
            try (reader) {
                throw e;
            }
        }
        List<String> setAside = setAside(found.damaged);
        dropOldTornTails(files, kept);
        return recovered(found, cut(found, kept), setAside, oldVersions, segment, 1);
    }

    /**
     * Does the last steps of a migration that has been published, if a crash has left any: the segment gets its name, and what is
     * of an older version goes into a directory of its own.
     *
     * @return the directories of older versions
     */
    List<String> completeMigration(StoreFiles files, Found found) throws IOException {
        if (unnamed != null) {
            storage.rename(unnamed.temporaryName(), unnamed.fileName());
            storage.syncDirectory();
            files.temporary().remove(unnamed.temporaryName());
            unnamed = null;
        }
        return OldVersions.setAside(storage, files, found.base, schema.name(), schema.version())
                ? OldVersions.in(storage, storage.list())
                : files.oldVersions();
    }

    /**
     * A process that was killed may have left names, and the seal of the segment before the newest, in the page
     * cache only. They are synced before anything relies on them. If the newest holds no commit yet, the seal may
     * be missing or its sync may have failed: it is written once more.
     */
    private void settle(Found found) throws IOException {
        storage.syncDirectory();
        SegmentEnd previousEnd = found.ends.previous;
        if (previousEnd == null) {
            return;
        }
        SegmentName newest = found.chain.get(found.chain.size() - 1);
        SegmentName previous = found.chain.get(found.chain.size() - 2);
        SegmentEnd end = found.ends.newest;
        if (end.state() != State.CLEAN && end.lastSequence() < newest.firstSequence()) {
            SegmentRepair.seal(SegmentReader.open(storage, previous, true), previousEnd);
        } else {
            try (StorageFile before = storage.open(previous.fileName(), true)) {
                before.sync();
            }
        }
    }

    private void removeLeftovers(StoreFiles files) throws IOException {
        for (String name : files.temporary()) {
            storage.delete(name);
        }
        List<String> left = files.superseded().isEmpty() ? List.of() : storage.list();
        for (SegmentName name : files.superseded()) {
            // Unless it went with the older version that it is of.
            if (left.contains(name.fileName())) {
                storage.delete(name.fileName());
            }
        }
    }

    private List<String> setAside(List<SnapshotName> damaged) throws IOException {
        List<String> paths = new ArrayList<>();
        for (SnapshotName snapshot : damaged) {
            String name = DAMAGED + snapshot.fileName();
            storage.rename(snapshot.fileName(), name);
            paths.add(storage.pathOf(name));
        }
        if (!damaged.isEmpty()) {
            storage.syncDirectory();
        }
        return paths;
    }

    private void dropOldTornTails(StoreFiles files, @Nullable String kept) throws IOException {
        if (kept == null) {
            return;
        }
        Set<String> others = new HashSet<>(files.torn());
        others.remove(kept);
        int superfluous = others.size() + 1 - TORN_TAILS_KEPT;
        for (String name : files.torn()) {
            if (superfluous > 0 && others.contains(name)) {
                storage.delete(name);
                superfluous--;
            }
        }
    }

    private @Nullable Cut cut(Found found, @Nullable String kept) {
        SegmentEnd end = found.ends.newest;
        if (end.state() != State.TORN) {
            return null;
        }
        SegmentName newest = found.chain.get(found.chain.size() - 1);
        return new Cut(
                storage.pathOf(newest.fileName()),
                end.position(),
                end.badBytes(),
                end.lastSequence(),
                Optional.ofNullable(kept).map(storage::pathOf));
    }

    private Recovered recovered(
            Found found,
            @Nullable Cut cut,
            List<String> setAside,
            List<String> oldVersions,
            @Nullable SegmentWriter segment,
            long oldest) {
        boolean isClean = found.ends.newest.state() == State.CLEAN && found.damaged.isEmpty();
        RecoveryReport report = new RecoveryReport(
                isClean,
                found.ends.newest.lastSequence(),
                found.base.snapshot() == null ? OptionalLong.empty() : OptionalLong.of(found.base.sequence()),
                found.chain.size(),
                found.replay.commits(),
                Optional.ofNullable(cut),
                setAside,
                Optional.empty(),
                oldVersions.stream().map(storage::pathOf).toList(),
                elapsed());
        assert storeId != null : "a store has files, and each has its id";
        return new Recovered(report, storeId, segment, oldest, found.replay.changedSequences());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
