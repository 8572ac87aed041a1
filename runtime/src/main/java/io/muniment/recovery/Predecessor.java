package io.muniment.recovery;

import io.muniment.error.CorruptException;
import io.muniment.error.IncompatibleException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.TornTailException;
import io.muniment.log.LogFormat;
import io.muniment.log.SegmentEnd;
import io.muniment.log.SegmentHeader;
import io.muniment.log.SegmentName;
import io.muniment.log.SegmentReader;
import io.muniment.log.SegmentWriter;
import io.muniment.log.StoreId;
import io.muniment.recovery.Recovery.Found;
import io.muniment.schema.SchemaDescription;
import io.muniment.snapshot.SnapshotHeader;
import io.muniment.snapshot.SnapshotName;
import io.muniment.snapshot.SnapshotReader;
import io.muniment.snapshot.SnapshotWriter;
import io.muniment.snapshot.TableContent;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** A store of an older version of the schema: it is read as it is, and then followed by one of the newest version. */
public final class Predecessor {

    /*
     * See "A migration" in docs/crash-safety.md. Until the new snapshot gets its name the old store is whole and the only one;
     * from then on the new one is. What is prepared has temporary names, so that either program removes what is left of it.
     * The segment that the new snapshot names is prepared before, and from the moment in which the snapshot may have its
     * name, nobody deletes it any more.
     */

    private final Storage storage;
    private final SchemaDescription schema;
    private final Recovery recovery;
    private final StoreFiles files;
    private final Found found;
    private final Recovered recovered;

    private Predecessor(Storage storage, SchemaDescription schema, Recovery recovery, StoreFiles files, Found found)
            throws IOException {
        this.storage = storage;
        this.schema = schema;
        this.recovery = recovery;
        this.files = files;
        this.found = found;
        this.recovered = recovery.recovered(found, files);
    }

    // ---- Looking

    /**
     * The version of the schema that the store is of, as far as its newest files tell; empty if that is not an older one than
     * {@code newest}, or cannot be told. Then an ordinary open finds what there is to say.
     *
     * @throws io.muniment.error.StorageException if the directory cannot be read
     */
    public static Optional<Integer> olderVersion(Storage storage, SchemaDescription newest) {
        return Translation.of(storage, "the database could not be opened", () -> {
            StoreFiles files = StoreFiles.list(storage);
            Optional<Integer> version = Optional.empty();
            if (!files.snapshots().isEmpty()) {
                SnapshotName name = files.snapshots().get(0);
                version = OldVersions.version(
                        () -> SnapshotReader.header(storage, name).schema(), newest.name());
            }
            Optional<Integer> ofLog = versionOfLog(storage, files, newest.name());
            if (ofLog.isPresent() && (version.isEmpty() || ofLog.get() > version.get())) {
                version = ofLog;
            }
            return version.filter(found -> found < newest.version());
        });
    }

    /** By the newest segment that tells: which others are damaged is found when they are read. */
    private static Optional<Integer> versionOfLog(Storage storage, StoreFiles files, String schema) throws IOException {
        Optional<Integer> version = Optional.empty();
        Iterator<SegmentName> newestFirst =
                files.segments().descendingMap().values().iterator();
        while (version.isEmpty() && newestFirst.hasNext()) {
            SegmentName name = newestFirst.next();
            version = OldVersions.version(
                    () -> SegmentReader.header(storage, name).schema(), schema);
        }
        return version;
    }

    /**
     * Checks by its newest files that the store is of the newest version of the schema.
     *
     * @throws CorruptException if a header cannot be read
     * @throws IncompatibleException if it is not
     * @throws MissingDatabaseException if there is none
     * @throws io.muniment.error.StorageException if the directory cannot be read
     */
    public static void checkNewest(Storage storage, SchemaDescription newest) {
        SchemaCheck check = new SchemaCheck(newest);
        Translation.of(storage, "the database could not be read", () -> {
            StoreFiles files = StoreFiles.list(storage);
            if (files.isEmpty()) {
                throw new MissingDatabaseException(storage.pathOf(""), "there is no database in this directory");
            }
            if (!files.snapshots().isEmpty()) {
                SnapshotName name = files.snapshots().get(0);
                String path = storage.pathOf(name.fileName());
                check.check(path, SnapshotReader.header(storage, name).schema(), SnapshotHeader.SCHEMA_AT);
            } else if (!files.segments().isEmpty()) {
                SegmentName name = files.segments().lastEntry().getValue();
                String path = storage.pathOf(name.fileName());
                check.check(path, SegmentReader.header(storage, name).schema(), LogFormat.SCHEMA_AT);
            }
            return null;
        });
    }

    // ---- Reading

    /**
     * Reads the store, and writes nothing.
     *
     * @param schema the older version that it is of
     * @param newest the version of the program
     * @param tornTailAllowed whether what a crash has left unfinished at the end of the log is passed over
     * @param workers so many threads read, of which the caller is one
     * @throws TornTailException if there is such an end and it is not to be passed over
     * @throws CorruptException if anything else is damaged or missing
     * @throws IncompatibleException if it is another program's
     * @throws io.muniment.error.StorageException if the directory cannot be read
     * @throws java.util.concurrent.CancellationException if {@code progress} said so
     */
    public static Predecessor read(
            Storage storage,
            SchemaDescription schema,
            SchemaDescription newest,
            ReplayTarget target,
            boolean tornTailAllowed,
            OpenProgress progress,
            int workers) {
        Recovery recovery = new Recovery(storage, schema, newest.version(), target, progress, workers);
        return Translation.of(storage, "the database could not be opened", () -> {
            StoreFiles files = StoreFiles.list(storage);
            Predecessor read = new Predecessor(storage, schema, recovery, files, recovery.load(files));
            if (!tornTailAllowed) {
                read.checkTail();
            }
            return read;
        });
    }

    private void checkTail() {
        SegmentEnd end = found.ends().newest();
        if (end.state() == SegmentEnd.State.TORN) {
            SegmentName newest = found.chain().get(found.chain().size() - 1);
            throw new TornTailException(
                    storage.pathOf(newest.fileName()),
                    end.position(),
                    end.badBytes(),
                    end.lastSequence(),
                    schema.version());
        }
    }

    /** What was read. */
    public Recovered recovered() {
        return recovered;
    }

    /** The commit that the migration is. */
    public long migrationSequence() {
        return recovered.lastSequence() + 1;
    }

    // ---- Following

    /**
     * What a database goes on with.
     *
     * @param segment the segment to go on writing, all of it synced
     * @param snapshotBytes the size of the snapshot that holds what was migrated
     * @param oldVersions the paths of the directories in which older versions are kept
     */
    public record Follower(SegmentWriter segment, long snapshotBytes, List<String> oldVersions) {

        /** Copies the list. */
        public Follower {
            oldVersions = List.copyOf(oldVersions);
        }
    }

    /** What has temporary names. */
    private record Prepared(SegmentWriter segment, SnapshotName snapshot, long snapshotBytes) {}

    /**
     * Puts a store of the newest version in the place of this one, of which all files go into a directory of their own.
     * Whatever is thrown before the step that decides leaves the files as they were.
     *
     * @param next the newest version
     * @param tables all tables of the newest version as the migration has left them, by ascending id
     * @param compress whether blocks of the snapshot are compressed
     * @param workers so many threads, of which the caller is one
     * @param cancelled asked now and then; true ends it with a {@link java.util.concurrent.CancellationException}
     * @param readBack given the bytes that are to be read back, gives whom to tell, from several threads, of those that have
     *     been; may throw to end it
     * @throws io.muniment.error.StorageException if the disk fails or is full
     */
    public Follower follow(
            SchemaDescription next,
            List<? extends TableContent<?, ?>> tables,
            boolean compress,
            int workers,
            BooleanSupplier cancelled,
            LongFunction<LongConsumer> readBack) {
        StoreId id = recovered.storeId();
        long sequence = migrationSequence();
        SnapshotHeader snapshot = new SnapshotHeader(id, sequence, sequence + 1, next.json());
        SegmentHeader log = new SegmentHeader(id, sequence + 1, 0, sequence, next.json());
        Prepared prepared = Translation.of(
                storage,
                "the migrated data could not be written, and the database is of the older version still",
                () -> {
                    clean();
                    return prepare(snapshot, log, tables, compress, workers, cancelled, readBack);
                });
        return Translation.of(
                storage,
                "a migration has not come to its end; the next open finds out how far it came, and completes it",
                () -> publish(prepared, next));
    }

    /** What is left of earlier crashes gets out of the way: of a process that was killed, and of a migration to this version. */
    private void clean() throws IOException {
        storage.syncDirectory();
        recovery.completeMigration(files, found);
        for (String name : files.temporary()) {
            storage.delete(name);
        }
    }

    private Prepared prepare(
            SnapshotHeader snapshot,
            SegmentHeader log,
            List<? extends TableContent<?, ?>> tables,
            boolean compress,
            int workers,
            BooleanSupplier cancelled,
            LongFunction<LongConsumer> readBack)
            throws IOException {
        String directory = OldVersions.unfinished(schema.version());
        SegmentWriter segment = null;
        boolean isWritten = false;
        try {
            storage.makeDirectory(directory);
            segment = SegmentWriter.prepare(storage, log);
            long bytes = SnapshotWriter.prepare(storage, snapshot, tables, compress, workers, cancelled, readBack);
            isWritten = true;
            storage.syncDirectory();
            return new Prepared(segment, snapshot.name(), bytes);
        } catch (Throwable e) {
            if (segment != null) {
                segment.abandon(storage, log.name().temporaryName(), e);
            }
            if (isWritten) {
                storage.deleteAfter(e, snapshot.name().temporaryName());
            }
            storage.deleteAfter(e, directory);
            throw e;
        }
    }

    private Follower publish(Prepared prepared, SchemaDescription next) throws IOException {
        SegmentWriter segment = prepared.segment;
        try {
            SnapshotWriter.publish(storage, prepared.snapshot);
            segment.name(storage);
            Base base = new Base(
                    prepared.snapshot,
                    prepared.snapshot.sequence(),
                    segment.header().firstSequence());
            OldVersions.setAside(storage, StoreFiles.list(storage), base, next.name(), next.version());
            List<String> oldVersions = OldVersions.in(storage, storage.list()).stream()
                    .map(storage::pathOf)
                    .toList();
            return new Follower(segment, prepared.snapshotBytes, oldVersions);
        } catch (Throwable e) {
            try (segment) {
                throw e;
            }
        }
    }
}
