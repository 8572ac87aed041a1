package io.muniment.recovery;

import io.muniment.error.CorruptException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.SchemaVersionException;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.log.Batch;
import io.muniment.log.LogFormat;
import io.muniment.log.SegmentHeader;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentReader;
import io.muniment.log.SegmentWriter;
import io.muniment.log.StoreId;
import io.muniment.log.StoredTables;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.SnapshotHeader;
import io.muniment.snapshot.SnapshotName;
import io.muniment.snapshot.SnapshotReader;
import io.muniment.snapshot.SnapshotWriter;
import io.muniment.snapshot.TableContent;
import io.muniment.snapshot.Workers;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is intact out of a damaged store into a new one. The damaged store is only read.
 *
 * <p>It begins with the newest snapshot that is whole; if none is, with the whole blocks of the newest whose
 * index is; else with nothing. On top of that come all whole commits of the log, in order, those behind a gap
 * too. So the new store need not be a state that the old one ever had; the report lists what is missing. A
 * commit that cannot be decoded is left out as a whole.
 */
public final class Salvage {

    /** More ids than can have been reserved by what is missing, and few beside those that there are. */
    private static final long SKIPPED_IDS = 1L << 40;

    private final Storage damaged;
    private final SchemaDescription schema;
    private final SchemaCheck schemaCheck;
    private final int workers = Workers.perProcessor();
    private final long begin = System.nanoTime();

    private final Found tables = new Found();
    private final List<Finding> findings = new ArrayList<>();
    private final List<SalvageReport.Range> missing = new ArrayList<>();
    private final Replay replay;

    private @Nullable SnapshotName base;

    /** The last commit that is in the tables, or is known to be missing. */
    private long last;

    private Salvage(Storage damaged, SchemaDescription schema) {
        this.damaged = damaged;
        this.schema = schema;
        this.schemaCheck = new SchemaCheck(schema);
        this.replay = new Replay(StoredTables.of(schema), tables, workers).leavingOut(this::note);
    }

    /**
     * Salvages the store in {@code damaged} into {@code target}, a directory without one.
     *
     * @throws MissingDatabaseException if there is nothing to salvage
     * @throws io.muniment.error.IncompatibleException if the store is another program's
     * @throws OccupiedException if there is a store in the target; or if the older version from which this one was migrated lies beside
     *     still, and no snapshot of this one is whole: it says which files to move
     * @throws io.muniment.error.StorageException if a directory cannot be read or written
     */
    public static SalvageReport salvage(Storage damaged, Storage target, SchemaDescription schema) {
        Salvage salvage = new Salvage(damaged, schema);
        Translation.of(damaged, "the database could not be read", () -> {
            salvage.read();
            return null;
        });
        return Translation.of(target, "the salvaged database could not be written", () -> salvage.write(target));
    }

    // ---- Reading

    private void read() throws IOException {
        StoreFiles files = StoreFiles.list(damaged);
        if (files.isEmpty()) {
            throw new MissingDatabaseException(damaged.pathOf(""), "there is nothing to salvage in this directory");
        }
        OldVersions.leaveOutOlder(damaged, files, schema.name(), schema.version());
        for (String name : files.misnamed()) {
            findings.add(new Finding(
                    damaged.pathOf(name),
                    0,
                    "Misnamed: its name begins like that of a file of the database, and goes on otherwise."));
        }
        readSnapshot(files);
        for (SegmentName name : files.segments().values()) {
            readSegment(name, name.equals(files.segments().lastEntry().getValue()));
        }
        replay.flush();
    }

    private void readSnapshot(StoreFiles files) throws IOException {
        try {
            for (SnapshotName name : files.snapshots()) {
                if (isLoaded(name, false)) {
                    return;
                }
            }
        } catch (SchemaVersionException e) {
            checkNotCutShort(e);
            throw e;
        }
        checkNotCutShort(null);
        for (SnapshotName name : files.snapshots()) {
            if (isLoaded(name, true)) {
                return;
            }
        }
    }

    /** Before a migration has set the older version aside, all of that is there, and more than can be salvaged of the new one. */
    private void checkNotCutShort(@Nullable SchemaVersionException found) throws IOException {
        Optional<OccupiedException> cutShort =
                OldVersions.cutShort(damaged, StoreFiles.list(damaged), schema.name(), schema.version());
        if (cutShort.isPresent()) {
            OccupiedException thrown = cutShort.get();
            if (found != null) {
                thrown.addSuppressed(found);
            }
            throw thrown;
        }
    }

    private boolean isLoaded(SnapshotName name, boolean inPart) throws IOException {
        tables.reset();
        try (SnapshotReader reader = SnapshotReader.open(damaged, name)) {
            schemaCheck.check(reader.path(), reader.header().schema(), SnapshotHeader.SCHEMA_AT);
            if (inPart) {
                reader.loadWhole(StoredTables.of(schema), tables, this::note);
            } else {
                reader.load(StoredTables.of(schema), tables, workers, bytes -> {});
            }
            reader.tables().forEach(table -> replay.changed(table.id(), table.changedSequence()));
            base = name;
            last = name.sequence();
            return true;
        } catch (CorruptException e) {
            if (!inPart) {
                note(e);
            }
            tables.reset();
            return false;
        }
    }

    private void readSegment(SegmentName name, boolean isNewest) throws IOException {
        try (SegmentReader reader = SegmentReader.open(damaged, name, false)) {
            schemaCheck.check(reader.path(), reader.header().schema(), LogFormat.SCHEMA_AT);
            goOnAt(reader.header().firstSequence());
            boolean more = true;
            while (more) {
                for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
                    add(reader.path(), batch);
                }
                more = isDamagedAndGoesOn(reader, isNewest);
            }
        } catch (CorruptException e) {
            note(e);
        }
    }

    private void add(String path, Batch batch) throws IOException {
        goOnAt(batch.sequence());
        replay.add(path, batch, last);
        last = Math.max(last, batch.lastSequence());
    }

    /** What has this sequence is there; so all before it was, too. */
    private void goOnAt(long sequence) {
        if (sequence > last + 1) {
            missing.add(new SalvageReport.Range(last + 1, sequence - 1));
            last = sequence - 1;
        }
    }

    private boolean isDamagedAndGoesOn(SegmentReader reader, boolean isNewest) throws IOException {
        try {
            if (isNewest) {
                reader.endOfNewest();
            } else {
                reader.end();
            }
            return false;
        } catch (CorruptException e) {
            note(e);
            return reader.skip();
        }
    }

    private void note(CorruptException problem) {
        synchronized (findings) {
            findings.add(Finding.of(problem));
        }
    }

    // ---- Writing

    private SalvageReport write(Storage target) throws IOException {
        if (!StoreFiles.list(target).isEmpty()) {
            throw new OccupiedException(
                    target.pathOf(""),
                    "there is a database already where the salvaged one is to be",
                    "Name a directory that is missing or empty.");
        }
        StoreId id = StoreId.random();
        SegmentHeader header = new SegmentHeader(id, last + 1, 0, last, schema.json());
        SegmentWriter segment = SegmentWriter.create(target, header, 0, null);
        assert segment.lastSequence() == last : "the new store goes on behind what was salvaged";
        segment.end();
        if (last > 0) {
            SnapshotHeader snapshot = new SnapshotHeader(id, last, last + 1, schema.json());
            SnapshotWriter.write(target, snapshot, contents(), false, workers, () -> false);
        }
        return new SalvageReport(
                last,
                tables.size(),
                base == null ? OptionalLong.empty() : OptionalLong.of(base.sequence()),
                replay.commits(),
                missing,
                Finding.inOrder(findings),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private List<TableContent<?, ?>> contents() {
        skipLostIds();
        Map<Integer, Long> changed = replay.changedSequences();
        List<TableContent<?, ?>> contents = new ArrayList<>();
        for (TableDescription<?, ?> table : StoredTables.of(schema)) {
            TableContent<?, ?> content = content(table, changed.getOrDefault(table.id(), 0L));
            if (StoredTables.isDue(table, content.changedSequence())) {
                contents.add(content);
            }
        }
        return contents;
    }

    /**
     * What is missing may have reserved ids, of any table. So that none of them is given out again, those to come are
     * above all that there can have been.
     */
    private void skipLostIds() {
        if (missing.isEmpty() && findings.isEmpty()) {
            return;
        }
        Map<Integer, Long> ids = tables.entries(StoredTables.IDS);
        for (TableDescription<?, ?> table : schema.tables()) {
            long known = Math.max(0, ids.getOrDefault(table.id(), 0L));
            ids.put(table.id(), known + Math.min(SKIPPED_IDS, Long.MAX_VALUE - known));
        }
        replay.changed(StoredTables.IDS.id(), last);
    }

    private <K, V> TableContent<K, V> content(TableDescription<K, V> table, long changedSequence) {
        return new Content<>(table, changedSequence, tables.entries(table));
    }

    private record Content<K, V>(TableDescription<K, V> table, long changedSequence, Map<K, V> entries)
            implements TableContent<K, V> {

        @Override
        public List<Part<K, V>> parts(int wanted) {
            return List.of(entries::forEach);
        }
    }

    /** The tables of the new store. */
    private static final class Found implements ReplayTarget {

        private final Map<Integer, ConcurrentMap<?, ?>> tables = new ConcurrentHashMap<>();

        @SuppressWarnings("unchecked")
        <K, V> ConcurrentMap<K, V> entries(TableDescription<K, V> table) {
            return (ConcurrentMap<K, V>) tables.computeIfAbsent(
                    table.id(),
                    id -> table.kind() == TableKind.SORTED ? new ConcurrentSkipListMap<>() : new ConcurrentHashMap<>());
        }

        long size() {
            return tables.entrySet().stream()
                    .filter(table -> table.getKey() != StoredTables.IDS.id())
                    .mapToLong(table -> table.getValue().size())
                    .sum();
        }

        @Override
        public <K, V> void put(TableDescription<K, V> table, K key, V value) {
            entries(table).put(key, value);
        }

        @Override
        public <K, V> void edit(TableDescription<K, V> table, K key, Edit edit) {
            GroupSerializer<V, ?> groups = table.groups();
            entries(table).compute(key, (k, group) -> groups.apply(group, edit));
        }

        @Override
        public <K, V> void remove(TableDescription<K, V> table, K key) {
            entries(table).remove(key);
        }

        @Override
        public void clear(TableDescription<?, ?> table) {
            entries(table).clear();
        }

        @Override
        public void reset() {
            tables.clear();
        }
    }
}
