package io.muniment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Bytes;
import io.muniment.codec.Serializers;
import io.muniment.error.ClosedException;
import io.muniment.error.CorruptException;
import io.muniment.error.DamagedException;
import io.muniment.error.DatabaseException;
import io.muniment.error.FailedException;
import io.muniment.error.LockedException;
import io.muniment.error.MissingDatabaseException;
import io.muniment.error.NotADatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.OtherSchemaException;
import io.muniment.error.ReadOnlyException;
import io.muniment.error.SchemaShapeException;
import io.muniment.error.SchemaVersionException;
import io.muniment.error.UnsafeDirectoryException;
import io.muniment.fixture.SimStorage;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening, locking, and the end. */
class OpeningTest {

    @TempDir
    Path temporary;

    private Path directory() {
        return temporary.resolve("db");
    }

    private static Map<String, byte[]> files(Path directory) throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (var list = Files.list(directory)) {
            for (Path file : list.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void assertSameFiles(Map<String, byte[]> before, Map<String, byte[]> after) {
        assertEquals(before.keySet(), after.keySet());
        before.forEach((name, bytes) -> {
            if (!name.equals("LOCK")) {
                assertArrayEquals(bytes, after.get(name), name);
            }
        });
    }

    private static Path segment(Path directory) throws Exception {
        try (var list = Files.list(directory)) {
            return list.filter(file -> file.getFileName().toString().startsWith("segment-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void writeReopenWriteReopen() {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        try (SampleDb db = SampleDb.open(directory())) {
            assertEquals(1L, db.counts().get("a"));
            db.counts().put("b", 2L);
        }
        try (SampleDb db = SampleDb.open(directory())) {
            assertEquals(Map.of("a", 1L, "b", 2L), db.counts().asMap());
            assertTrue(db.recoveryReport().isClean());
        }
    }

    @Test
    void aSalvagedDatabaseOpensAsOneThatWasClosed() {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        Path target = temporary.resolve("target");
        SampleDb.salvage(directory(), target);
        try (SampleDb db = SampleDb.open(target)) {
            assertTrue(db.recoveryReport().isClean(), db.recoveryReport().toString());
            assertEquals(Map.of("a", 1L), db.counts().asMap());
            db.counts().put("b", 2L);
        }
        try (SampleDb db = SampleDb.open(target)) {
            assertEquals(Map.of("a", 1L, "b", 2L), db.counts().asMap());
        }
    }

    @Test
    void salvageIntoADirectoryThatIsNotEmptyIsRefusedAndChangesNothing() throws Exception {
        SampleDb.open(directory()).close();
        Path target = Files.createDirectory(temporary.resolve("target"));
        Files.writeString(target.resolve("photo.jpg"), "precious");
        Map<String, byte[]> before = files(target);
        OccupiedException e = assertThrows(OccupiedException.class, () -> SampleDb.salvage(directory(), target));
        assertTrue(e.getMessage().contains(target.toRealPath() + ": it is not empty"), e.getMessage());
        assertTrue(e.getMessage().endsWith("Name a directory that is missing or empty."), e.getMessage());
        assertEquals(before.keySet(), files(target).keySet());
    }

    @Test
    void salvageIntoTheDamagedDatabaseItselfIsRefusedAndChangesNothing() throws Exception {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        Map<String, byte[]> before = files(directory());
        Path sameThroughALink = Files.createSymbolicLink(temporary.resolve("link"), directory());
        OccupiedException e =
                assertThrows(OccupiedException.class, () -> SampleDb.salvage(directory(), sameThroughALink));
        assertTrue(e.getMessage().contains("it is the database to be salvaged"), e.getMessage());
        assertSameFiles(before, files(directory()));
        SampleDb.open(directory()).close();
    }

    @Test
    void salvageOfNothingMakesNothing() {
        Path target = temporary.resolve("target");
        assertThrows(MissingDatabaseException.class, () -> SampleDb.salvage(temporary, target));
        assertFalse(Files.exists(target));
    }

    @Test
    void salvageOfAnotherSchemaMayBeTriedAgainWithTheRightOne() {
        SampleDb.open(directory()).close();
        Path target = temporary.resolve("target");
        SchemaDescription other = SampleDb.schema("other", 1, SampleDb.SCHEMA.tables());
        assertThrows(OtherSchemaException.class, () -> Database.salvage(other, directory(), target));
        assertEquals(0, SampleDb.salvage(directory(), target).entries());
    }

    @Test
    void tenThousandKeysOneByOneComeBack() {
        Options options = Options.defaults().durability(Durability.WRITTEN);
        try (SampleDb db = SampleDb.open(directory(), options)) {
            for (long i = 0; i < 10_000; i++) {
                db.counts().put("k" + i, i);
            }
        }
        try (SampleDb db = SampleDb.open(directory(), options)) {
            assertEquals(10_000, db.counts().size());
            for (long i = 0; i < 10_000; i++) {
                assertEquals(i, db.counts().get("k" + i));
            }
        }
    }

    @Test
    void openingAndClosingWithoutChangesChangesNoFile() throws Exception {
        SampleDb.open(directory()).close();
        Map<String, byte[]> empty = files(directory());
        SampleDb.open(directory()).close();
        assertSameFiles(empty, files(directory()));
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        Map<String, byte[]> before = files(directory());
        try (SampleDb db = SampleDb.open(directory())) {
            assertEquals(1L, db.counts().get("a"));
            db.sync();
        }
        assertSameFiles(before, files(directory()));
    }

    @Test
    void aDirectoryDeletedAndMadeAgainIsAnEmptyDatabase() throws Exception {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        for (String name : files(directory()).keySet()) {
            Files.delete(directory().resolve(name));
        }
        Files.delete(directory());
        try (SampleDb db = SampleDb.open(directory())) {
            assertTrue(db.counts().isEmpty());
        }
    }

    @Test
    void theSecondOpenIsRefusedAndDoesNotDisturbTheFirst() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory());
        try (SampleDb db = SampleDb.open(directory())) {
            for (Path path : List.of(directory(), link, temporary.resolve("x/../db"), temporary.resolve("./db"))) {
                if (path.toString().contains("x/..")) {
                    Files.createDirectories(temporary.resolve("x"));
                }
                LockedException e = assertThrows(LockedException.class, () -> SampleDb.open(path));
                assertTrue(e.getMessage().contains(directory().toRealPath().toString()), e.getMessage());
            }
            db.counts().put("a", 1L);
            assertThrows(LockedException.class, () -> SampleDb.open(directory()));
        }
        try (SampleDb db = SampleDb.open(link)) {
            assertEquals(1L, db.counts().get("a"));
        }
    }

    @Test
    void aFailedOpenReleasesTheLockAndFailsTheSameWayAgain() throws Exception {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        Path segment = segment(directory());
        byte[] good = Files.readAllBytes(segment);
        byte[] bad = good.clone();
        bad[20] ^= 1;
        Files.write(segment, bad);
        Map<String, byte[]> before = files(directory());
        String first = assertThrows(CorruptException.class, () -> SampleDb.open(directory()))
                .getMessage();
        assertEquals(
                first,
                assertThrows(CorruptException.class, () -> SampleDb.open(directory()))
                        .getMessage());
        assertSameFiles(before, files(directory()));
        Files.write(segment, good);
        try (SampleDb db = SampleDb.open(directory())) {
            assertEquals(1L, db.counts().get("a"));
        }
    }

    @Test
    void readOnlySeesAllRefusesWritesAndChangesNothing() throws Exception {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
            db.snapshot();
            db.events().put(1L, "one");
        }
        Map<String, byte[]> before = files(directory());
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("r-x------"));
        try (SampleDb db = SampleDb.open(directory(), Options.defaults().readOnly(true));
                SampleDb second = SampleDb.open(directory(), Options.defaults().readOnly(true))) {
            assertEquals(1L, db.counts().get("a"));
            assertEquals("one", second.events().get(1L));
            assertThrows(ReadOnlyException.class, () -> db.counts().put("b", 1L));
            assertThrows(ReadOnlyException.class, () -> db.counts().remove("a"));
            assertThrows(ReadOnlyException.class, () -> db.counts().compute("a", (key, value) -> 2L));
            assertThrows(ReadOnlyException.class, () -> db.events().clear());
            assertThrows(ReadOnlyException.class, db::snapshot);
            db.sync();
            assertEquals(2, db.stats().sequence());
            assertTrue(db.stats().logBytes() > 0 && db.stats().snapshotBytes() > 0);
        } finally {
            Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwx------"));
        }
        Map<String, byte[]> after = files(directory());
        assertSameFiles(before, after);
        assertArrayEquals(before.get("LOCK"), after.get("LOCK"));
    }

    @Test
    void readOnlyCountsASegmentOnceThatARecoveryWasCopyingWhenItWasKilled() {
        SimStorage disk = new SimStorage();
        SampleDb written = SampleDb.open(disk, Options.defaults());
        written.counts().put("a", 1L);
        SimStorage killed = disk.kill();
        written.close();
        List<SimStorage> cut = new ArrayList<>();
        killed.before((at, operation, name) -> {
            if (operation == SimStorage.Operation.DELETE && name.startsWith("segment-")) {
                cut.add(at.kill());
            }
        });
        SampleDb.open(killed, Options.defaults()).close();
        assertEquals(1, cut.size(), "a recovery deletes what it has copied");
        List<String> segments = cut.get(0).names().stream()
                .filter(name -> name.endsWith(".log"))
                .toList();
        assertEquals(2, segments.size(), "both are there");
        try (SampleDb reading = SampleDb.open(cut.get(0), Options.defaults().readOnly(true))) {
            assertEquals(1L, reading.counts().get("a"));
            assertEquals(1, reading.stats().segments());
            assertEquals(
                    cut.get(0).bytes(segments.get(1)).length, reading.stats().logBytes());
        }
    }

    @Test
    void aMissingDatabaseIsNotMadeWhenItMustNotBe() throws Exception {
        assertThrows(
                MissingDatabaseException.class,
                () -> SampleDb.open(directory(), Options.defaults().readOnly(true)));
        assertThrows(
                MissingDatabaseException.class,
                () -> SampleDb.open(directory(), Options.defaults().create(false)));
        assertFalse(Files.exists(directory()));
        Files.createDirectory(
                directory(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThrows(
                MissingDatabaseException.class,
                () -> SampleDb.open(directory(), Options.defaults().readOnly(true)));
        assertThrows(
                MissingDatabaseException.class,
                () -> SampleDb.open(directory(), Options.defaults().create(false)));
        assertTrue(files(directory()).isEmpty());
    }

    @Test
    void aDirectoryThatOthersCanWriteIsRefusedUnlessAllowed() throws Exception {
        SampleDb.open(directory()).close();
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThrows(UnsafeDirectoryException.class, () -> SampleDb.open(directory()));
        SampleDb.open(directory(), Options.defaults().sharedDirectory(true)).close();
    }

    @Test
    void aFileThatIsNotOursIsNotADatabase() throws Exception {
        SampleDb.open(directory()).close();
        Files.writeString(
                segment(directory()), "This is somebody's letter, and long enough to be read as a header. ".repeat(4));
        assertThrows(NotADatabaseException.class, () -> SampleDb.open(directory()));
        Path file = Files.writeString(temporary.resolve("file"), "no directory");
        assertThrows(DatabaseException.class, () -> SampleDb.open(file));
        assertEquals("no directory", Files.readString(file));
    }

    @Test
    void aSegmentOfACommitThatThereCannotBeIsRefusedByItsName() {
        SimStorage disk = new SimStorage();
        SampleDb.open(disk, Options.defaults()).close();
        String none = "segment-0000000000000000-0000.log";
        disk.put(none, new byte[100]);
        Map<String, byte[]> before = disk.files();
        DamagedException refused = assertThrows(DamagedException.class, () -> SampleDb.open(disk, Options.defaults()));
        assertTrue(refused.getMessage().contains(none), refused.getMessage());
        assertSameFiles(before, disk.files());
    }

    @Test
    void anotherSchemaIsRefusedWithTheDifferencesAndNothingChanges() throws Exception {
        try (SampleDb db = SampleDb.open(directory())) {
            db.counts().put("a", 1L);
        }
        Map<String, byte[]> before = files(directory());
        List<TableDescription<?, ?>> tables = SampleDb.SCHEMA.tables();
        SchemaDescription otherName = SampleDb.schema("other", 1, tables);
        assertThrows(OtherSchemaException.class, () -> Database.open(otherName, directory(), Options.defaults()));
        SchemaDescription newer = SampleDb.schema("sample", 2, tables);
        assertThrows(SchemaVersionException.class, () -> Database.open(newer, directory(), Options.defaults()));
        List<TableDescription<?, ?>> changed = new ArrayList<>(tables);
        changed.set(0, new TableDescription<>(1, "counts", TableKind.HASH, Serializers.STRING, Serializers.STRING));
        changed.remove(2);
        SchemaDescription otherShape = SampleDb.schema("sample", 1, changed);
        SchemaShapeException e = assertThrows(
                SchemaShapeException.class, () -> Database.open(otherShape, directory(), Options.defaults()));
        assertTrue(e.getMessage().contains("counts"), e.getMessage());
        assertTrue(e.getMessage().contains("events"), e.getMessage());
        assertSameFiles(before, files(directory()));
        SampleDb.open(directory()).close();
    }

    @Test
    void closeIsIdempotentAndEveryLaterCallSaysClosed() {
        SampleDb db = SampleDb.open(directory());
        db.counts().put("a", 1L);
        db.close();
        db.close();
        assertThrows(ClosedException.class, () -> db.counts().get("a"));
        assertThrows(ClosedException.class, () -> db.counts().containsKey("a"));
        assertThrows(ClosedException.class, () -> db.counts().size());
        assertThrows(ClosedException.class, () -> db.counts().put("a", 1L));
        assertThrows(ClosedException.class, () -> db.counts().forEach((key, value) -> {}));
        assertThrows(ClosedException.class, () -> db.counts().asMap().isEmpty());
        assertThrows(ClosedException.class, () -> db.counts().asMap().entrySet().iterator());
        assertThrows(ClosedException.class, () -> db.events().firstKey());
        assertThrows(ClosedException.class, () -> db.config().get());
        assertThrows(ClosedException.class, db::snapshot);
        assertThrows(ClosedException.class, db::sync);
        assertThrows(ClosedException.class, db::stats);
        assertTrue(db.recoveryReport().isClean());
    }

    @Test
    void closeCompletesTheCommitsUnderWay() throws Exception {
        int threads = 8;
        List<Long> acknowledged = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(threads);
        List<Thread> writers = new ArrayList<>();
        SampleDb db = SampleDb.open(directory());
        for (int t = 0; t < threads; t++) {
            long mine = t;
            Thread writer = new Thread(() -> {
                for (long i = 0; ; i++) {
                    long key = mine * 1_000_000 + i;
                    try {
                        db.events().put(key, "e");
                    } catch (ClosedException e) {
                        return;
                    }
                    synchronized (acknowledged) {
                        acknowledged.add(key);
                    }
                    begun.countDown();
                }
            });
            writers.add(writer);
            writer.start();
        }
        begun.await();
        db.close();
        for (Thread writer : writers) {
            writer.join();
        }
        try (SampleDb again = SampleDb.open(directory())) {
            assertTrue(again.recoveryReport().isClean());
            assertEquals(
                    new java.util.TreeSet<>(acknowledged),
                    new java.util.TreeSet<>(again.events().asMap().keySet()));
        }
    }

    @Test
    void closeMakesAsynchronousCommitsDurable() {
        Options async = Options.defaults().durability(Durability.ASYNC);
        try (SampleDb db = SampleDb.open(directory(), async)) {
            for (long i = 0; i < 20_000; i++) {
                assertNull(db.events().put(i, "e" + i));
                assertEquals("e" + i, db.events().get(i));
            }
        }
        try (SampleDb db = SampleDb.open(directory(), async)) {
            assertTrue(db.recoveryReport().isClean());
            assertEquals(20_000, db.events().size());
        }
    }

    @Test
    void aLongOpenTellsItsProgressAndCanBeCancelled() throws Exception {
        Options options = Options.defaults().durability(Durability.ASYNC);
        try (SampleDb db = SampleDb.open(directory(), options)) {
            for (long i = 0; i < 50_000; i++) {
                db.events().put(i, "some text that makes the log longer " + i);
            }
        }
        Map<String, byte[]> before = files(directory());
        assertThrows(CancellationException.class, () -> SampleDb.open(directory(), options.cancelWhen(() -> true)));
        assertSameFiles(before, files(directory()));
        List<Long> done = new ArrayList<>();
        try (SampleDb db = SampleDb.open(directory(), options.progress((at, total) -> done.add(at * 100 / total)))) {
            assertEquals(50_000, db.events().size());
        }
        assertTrue(done.size() > 1);
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(100, done.get(done.size() - 1));
    }

    @Test
    void interruptsNeitherCloseFilesNorLoseCommits() throws Exception {
        try (SampleDb db = SampleDb.open(directory())) {
            Thread writer = new Thread(() -> {
                for (long i = 0; i < 300; i++) {
                    Thread.currentThread().interrupt();
                    db.events().put(i, "e");
                    assertTrue(Thread.interrupted(), "the interrupt is kept");
                }
            });
            writer.start();
            writer.join();
            assertEquals(300, db.events().size());
            db.snapshot();
            db.counts().put("after", 1L);
        }
        try (SampleDb db = SampleDb.open(directory())) {
            assertEquals(300, db.events().size());
        }
    }

    @Test
    void opensWithNoMoreThreadsThanItIsTold() {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, Options.defaults().compressedSnapshots(false))) {
            for (int i = 0; i < 40; i++) {
                db.blobs().put("b" + i, Bytes.copyOf(new byte[100_000]));
            }
            db.snapshot();
        }
        Set<Thread> readers = ConcurrentHashMap.newKeySet();
        Options options = Options.defaults().threads(1).progress((done, total) -> readers.add(Thread.currentThread()));
        try (SampleDb db = SampleDb.open(disk, options)) {
            assertEquals(40, db.blobs().size());
        }
        assertEquals(Set.of(Thread.currentThread()), readers);
    }

    @Test
    void closingLetsGoOfTheDirectoryWhateverGoesWrong() {
        SimStorage disk = new SimStorage();
        AtomicBoolean isFree = new AtomicBoolean();
        SampleDb db = SampleDb.open(disk, () -> isFree.set(true), Options.defaults());
        disk.failFrom(1, SimStorage.Fault.IO_ERROR);
        assertThrows(FailedException.class, () -> db.counts().put("a", 1L));
        disk.heal();
        disk.before((at, operation, name) -> {
            if (operation == SimStorage.Operation.CLOSE) {
                throw new InternalError("simulated");
            }
        });
        assertThrows(InternalError.class, db::close);
        assertTrue(isFree.get());
    }
}
