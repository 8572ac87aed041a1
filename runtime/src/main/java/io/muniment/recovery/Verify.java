package io.muniment.recovery;

import io.muniment.error.CorruptException;
import io.muniment.error.DamagedException;
import io.muniment.error.DamagedHeaderException;
import io.muniment.error.DatabaseException;
import io.muniment.error.IncompatibleException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.SchemaVersionException;
import io.muniment.group.Edit;
import io.muniment.log.Batch;
import io.muniment.log.LogFormat;
import io.muniment.log.SegmentEnd;
import io.muniment.log.SegmentEnd.State;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentReader;
import io.muniment.log.StoreId;
import io.muniment.log.StoredTables;
import io.muniment.recovery.RecoveryReport.Cut;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.snapshot.SnapshotHeader;
import io.muniment.snapshot.SnapshotName;
import io.muniment.snapshot.SnapshotReader;
import io.muniment.snapshot.Workers;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Reads every byte of a store, checks every checksum, decodes every entry and record, goes on behind what is
 * damaged, and writes nothing.
 *
 * <p>It builds no tables, so that a store may be larger than memory. Therefore it does not notice an edit that was
 * decoded and does not fit the group that it is for, at which an open fails; nor values that are the same where an index
 * is unique.
 */
public final class Verify {

    private final Storage storage;
    private final SchemaDescription schema;
    private final SchemaCheck schemaCheck;
    private final int workers = Workers.perProcessor();
    private final long begin = System.nanoTime();

    private final List<Finding> findings = new ArrayList<>();
    private @Nullable StoreId storeId;
    private @Nullable Cut tornTail;
    private int files;
    private long bytes;
    private long decoded;
    private long commits;
    private long lastSequence;

    /** Whether a snapshot is of an older version, so that it is not known where the log must begin. */
    private boolean isOlder;

    /** Where the log must begin: behind the newest snapshot that can be read. */
    private long follows = 1;

    private Verify(Storage storage, SchemaDescription schema) {
        this.storage = storage;
        this.schema = schema;
        this.schemaCheck = new SchemaCheck(schema);
    }

    /**
     * Verifies the store, and goes on after each thing that is wrong.
     *
     * @throws MissingDatabaseException if there is none
     * @throws io.muniment.error.StorageException if the directory cannot be read
     * @throws java.util.concurrent.CancellationException if {@code progress} said so
     */
    public static VerifyReport verify(Storage storage, SchemaDescription schema, OpenProgress progress) {
        Verify verify = new Verify(storage, schema);
        return Translation.of(storage, "the database could not be verified", () -> verify.run(progress));
    }

    private VerifyReport run(OpenProgress listener) throws IOException {
        StoreFiles all = StoreFiles.list(storage);
        if (all.isEmpty()) {
            throw new MissingDatabaseException(storage.pathOf(""), "there is no database in this directory");
        }
        StoreFiles found = StoreFiles.list(storage);
        OldVersions.leaveOutOlder(storage, found, schema.name(), schema.version());
        for (String name : found.misnamed()) {
            add(
                    storage.pathOf(name),
                    0,
                    "Misnamed: its name begins like that of a file of the database, and goes on otherwise.");
        }
        Progress progress = new Progress(listener, totalBytes(found));
        for (SnapshotName name : found.snapshots()) {
            noting(() -> snapshot(name, progress));
        }
        if (!isOlder && !found.segments().containsKey(follows) && !isUnnamed(all)) {
            SegmentName missing = new SegmentName(follows, 0);
            add(storage.pathOf(missing.fileName()), 0, "Missing: the segment of commit " + follows + whoNeedsIt(found));
        }
        for (SegmentName name : found.segments().values()) {
            Map.Entry<Long, SegmentName> next = found.segments().higherEntry(name.firstSequence());
            noting(() -> segment(name, next == null ? null : next.getValue(), found, progress));
        }
        return new VerifyReport(
                Finding.inOrder(findings),
                Optional.ofNullable(tornTail),
                files,
                bytes,
                decoded,
                commits,
                lastSequence,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Whether the segment to go on with is there, and a migration has still to give it its name. */
    private boolean isUnnamed(StoreFiles all) throws IOException {
        Base base = new Base(new SnapshotName(lastSequence), lastSequence, follows);
        try {
            return OldVersions.isUnnamed(storage, all, base, schema.name(), schema.version());
        } catch (CorruptException e) {
            note(e);
            return true;
        }
    }

    private String whoNeedsIt(StoreFiles found) {
        if (follows > 1) {
            return ", with which the log goes on behind the snapshot of commit " + lastSequence + ".";
        }
        return found.snapshots().isEmpty() ? "." : ", without which a snapshot is needed that can be read.";
    }

    private long totalBytes(StoreFiles found) throws IOException {
        long total = 0;
        for (SnapshotName name : found.snapshots()) {
            try (var file = storage.open(name.fileName(), false)) {
                total += file.size();
            }
        }
        for (SegmentName name : found.segments().values()) {
            try (var file = storage.open(name.fileName(), false)) {
                total += file.size();
            }
        }
        return total;
    }

    private void noting(Translation.Step<@Nullable Void> step) throws IOException {
        try {
            step.run();
        } catch (CorruptException e) {
            note(e);
        } catch (SchemaVersionException e) {
            note(e);
        } catch (IncompatibleException e) {
            findings.add(Finding.of(e));
        }
    }

    private void note(SchemaVersionException problem) {
        if (problem.found() < problem.expected()) {
            isOlder = true;
            String way = " Verify it with what is generated for version " + problem.found() + ", or migrate it first.";
            add(problem.file(), 0, problem.problem() + way);
        } else {
            findings.add(Finding.of(problem));
        }
    }

    /** By several threads, while entries are decoded. */
    private void note(CorruptException problem) {
        synchronized (findings) {
            findings.add(Finding.of(problem));
        }
    }

    private void add(String path, long offset, String problem) {
        findings.add(new Finding(path, offset, problem));
    }

    private @Nullable Void snapshot(SnapshotName name, Progress progress) throws IOException {
        files++;
        try (SnapshotReader reader = SnapshotReader.open(storage, name)) {
            bytes += reader.sizeBytes();
            SnapshotHeader header = reader.header();
            checkOwner(reader.path(), header.storeId(), header.schema(), SnapshotHeader.SCHEMA_AT);
            if (isWhole(reader, progress)) {
                follows = Math.max(follows, header.follows());
                lastSequence = Math.max(lastSequence, header.sequence());
            }
        }
        return null;
    }

    /** Decodes all blocks; if one of them is damaged, again and one by one, to tell of each. */
    private boolean isWhole(SnapshotReader reader, Progress progress) throws IOException {
        Counter all = new Counter();
        try {
            reader.load(StoredTables.of(schema), all, workers, progress);
            decoded += all.sum();
            return true;
        } catch (CorruptException e) {
            Counter whole = new Counter();
            int before = findings.size();
            reader.loadWhole(StoredTables.of(schema), whole, this::note);
            if (findings.size() == before) {
                note(e);
            }
            decoded += whole.sum();
            return false;
        }
    }

    private @Nullable Void segment(SegmentName name, @Nullable SegmentName next, StoreFiles found, Progress progress)
            throws IOException {
        files++;
        try (SegmentReader reader = SegmentReader.open(storage, name, false)) {
            bytes += reader.sizeBytes();
            checkOwner(reader.path(), reader.header().storeId(), reader.header().schema(), LogFormat.SCHEMA_AT);
            Counter changes = new Counter();
            Replay replay = new Replay(StoredTables.of(schema), changes, workers).leavingOut(this::note);
            boolean more = true;
            while (more) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    replay.add(reader.path(), batch, 0);
                    progress.accept(batch.length());
                }
                more = isDamagedAndGoesOn(reader, next, found);
            }
            replay.flush();
            decoded += changes.sum();
            commits += replay.commits();
            lastSequence = Math.max(lastSequence, reader.nextSequence() - 1);
        }
        return null;
    }

    private boolean isDamagedAndGoesOn(SegmentReader reader, @Nullable SegmentName next, StoreFiles found)
            throws IOException {
        try {
            checkEnd(reader, next, found);
            return false;
        } catch (CorruptException e) {
            note(e);
        }
        try {
            return reader.skip();
        } catch (CorruptException e) {
            note(e);
            return false;
        }
    }

    private void checkEnd(SegmentReader reader, @Nullable SegmentName next, StoreFiles found) throws IOException {
        if (next == null) {
            SegmentEnd end = reader.endOfNewest();
            if (end.state() == State.TORN) {
                tornTail = new Cut(reader.path(), end.position(), end.badBytes(), end.lastSequence(), Optional.empty());
            }
            long highest =
                    found.snapshots().isEmpty() ? 0 : found.snapshots().get(0).sequence();
            if (end.lastSequence() < highest) {
                throw new DamagedException(
                        reader.path(),
                        end.position(),
                        "the log ends behind commit " + end.lastSequence() + ", but there is a snapshot of commit "
                                + highest,
                        end.nextSequence(),
                        highest);
            }
        } else if (next.firstSequence() > follows) {
            boolean isNewest = found.segments().higherKey(next.firstSequence()) == null;
            reader.endBefore(next.firstSequence(), isNewest && isEmpty(next));
        } else if (reader.end().state() != State.SEALED) {
            throw new DamagedException(reader.path(), reader.position(), "it has no seal", reader.nextSequence(), -1);
        }
    }

    private boolean isEmpty(SegmentName name) throws IOException {
        try (SegmentReader reader = SegmentReader.open(storage, name, false)) {
            return reader.isEmpty();
        } catch (DatabaseException e) {
            return false;
        }
    }

    private void checkOwner(String path, StoreId id, String json, long schemaAt) {
        schemaCheck.check(path, json, schemaAt);
        if (storeId == null) {
            storeId = id;
        } else if (!storeId.equals(id)) {
            throw new DamagedHeaderException(path, LogFormat.STORE_ID_AT, "it belongs to another database");
        }
    }

    /** Where decoded entries and changes go when it is only asked whether they can be. */
    private static final class Counter implements ReplayTarget {

        private final LongAdder count = new LongAdder();

        long sum() {
            return count.sum();
        }

        @Override
        public <K, V> void put(TableDescription<K, V> table, K key, V value) {
            count.increment();
        }

        @Override
        public <K, V> void edit(TableDescription<K, V> table, K key, Edit edit) {
            count.increment();
        }

        @Override
        public <K, V> void remove(TableDescription<K, V> table, K key) {
            count.increment();
        }

        @Override
        public void clear(TableDescription<?, ?> table) {
            count.increment();
        }

        @Override
        public void reset() {
            count.reset();
        }
    }
}
