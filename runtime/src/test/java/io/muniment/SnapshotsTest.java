package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Bytes;
import io.muniment.error.CorruptException;
import io.muniment.error.DiskFullException;
import io.muniment.fixture.SimStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, asked for and by themselves, and what they leave of the files. */
class SnapshotsTest {

    private static final Options OPTIONS = Options.defaults().durability(Durability.WRITTEN);

    @TempDir
    Path directory;

    private static long bytes(Path directory) throws Exception {
        try (var files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void overwritesGoAndTheValueStays() {
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            for (long i = 1; i <= 4; i++) {
                db.counts().put("a", i);
            }
            SnapshotReport report = db.snapshot();
            assertTrue(report.isNew());
            assertEquals(4, report.sequence());
            assertEquals(4L, db.counts().get("a"));
            assertEquals(1, db.stats().snapshots());
        }
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            assertEquals(Map.of("a", 4L), db.counts().asMap());
            assertEquals(4, db.recoveryReport().snapshotSequence().orElseThrow());
            assertEquals(0, db.recoveryReport().commits());
        }
    }

    @Test
    void twoWritesOfOneKeyAreHalfGarbage() {
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            db.counts().put("a", 1L);
            assertEquals(0, db.stats().garbageRatio());
            db.counts().put("a", 2L);
            assertEquals(0.5, db.stats().garbageRatio(), 0.005);
            assertEquals(
                    Map.of("awkward", 0, "blobs", 0, "config", 0, "counts", 1, "events", 0),
                    db.stats().entries());
        }
    }

    @Test
    void halfAMegabyteOfNothingBecomesSmall() throws Exception {
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            for (int i = 0; i < 500; i++) {
                db.blobs().put("b" + i % 7, Bytes.copyOf(new byte[1000]));
            }
            db.blobs().clear();
            long before = db.stats().totalBytes();
            SnapshotReport report = db.snapshot();
            assertTrue(report.afterBytes() < before / 20, report + " of " + before);
            assertTrue(bytes(directory) < before / 20, bytes(directory) + " of " + before);
        }
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            assertTrue(db.blobs().isEmpty());
        }
    }

    @Test
    void snapshotOfNothingAndTwiceInARowIsFine() throws Exception {
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            assertFalse(db.snapshot().isNew());
            db.counts().put("a", 1L);
            assertTrue(db.snapshot().isNew());
            long bytes = bytes(directory);
            assertFalse(db.snapshot().isNew());
            assertEquals(bytes, bytes(directory));
        }
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            assertFalse(db.snapshot().isNew());
            assertEquals(1L, db.counts().get("a"));
        }
    }

    @Test
    void threeHundredSnapshotsInOneSession() throws Exception {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
            for (long i = 0; i < 300; i++) {
                db.counts().put("k" + i % 10, i);
                db.config().set("c" + i);
                assertTrue(db.snapshot().isNew());
            }
            assertEquals(300, db.stats().snapshots());
            assertTrue(disk.names().size() <= 3, disk.names().toString());
        }
        assertEquals(0, disk.openFiles());
        try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
            assertEquals(10, db.counts().size());
            assertEquals(299L, db.counts().get("k9"));
            assertEquals("c299", db.config().get());
        }
    }

    @Test
    void commitsGoOnDuringSnapshotsAndNothingIsLostOrDoubled() throws Exception {
        int threads = 4;
        int each = 3000;
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<Thread> writers = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int mine = t;
                writers.add(new Thread(() -> {
                    try {
                        for (int i = 0; i < each; i++) {
                            db.counts().merge("all", 1L, Long::sum);
                            db.events().put((long) mine * each + i, "e");
                        }
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                }));
            }
            writers.forEach(Thread::start);
            int taken = 0;
            while (writers.stream().anyMatch(Thread::isAlive)) {
                taken += db.snapshot().isNew() ? 1 : 0;
            }
            assertNull(failure.get());
            assertTrue(taken > 0);
            assertEquals((long) threads * each, db.counts().get("all"));
            assertEquals(threads * each, db.events().size());
        }
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            assertEquals((long) threads * each, db.counts().get("all"));
            assertEquals(threads * each, db.events().size());
        }
    }

    @Test
    void readersKeepTheirViewDuringASnapshot() {
        try (SampleDb db = SampleDb.open(directory, OPTIONS)) {
            for (long i = 0; i < 1000; i++) {
                db.events().put(i, "old");
            }
            Iterator<Map.Entry<Long, String>> reader =
                    db.events().asMap().entrySet().iterator();
            for (long i = 0; i < 1000; i++) {
                db.events().put(i, "new");
            }
            db.events().remove(500L);
            db.snapshot();
            int seen = 0;
            while (reader.hasNext()) {
                assertEquals("old", reader.next().getValue());
                seen++;
            }
            assertEquals(1000, seen);
        }
    }

    @Test
    void snapshotsAreTakenByThemselvesWhenThereIsGarbage() {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, OPTIONS.snapshotAt(0.5, 1 << 20))) {
            overwriteUntil(db, () -> db.stats().snapshots() > 0);
            assertTrue(db.stats().snapshotFailure().isEmpty());
        }
        assertTrue(disk.names().stream().anyMatch(name -> name.startsWith("snapshot-")));
    }

    @Test
    void noSnapshotIsTakenByItselfWhenThatIsOff() {
        try (SampleDb db =
                SampleDb.open(new SimStorage(), OPTIONS.snapshotAt(0.1, 1).automaticSnapshots(false))) {
            for (int i = 0; i < 500; i++) {
                db.blobs().put("one", Bytes.copyOf(new byte[10_000]));
            }
            assertEquals(0, db.stats().snapshots());
        }
    }

    @Test
    void aSnapshotThatDoesNotFitLeavesAllAsItWasAndWritable() {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, OPTIONS.automaticSnapshots(false))) {
            for (int i = 0; i < 100; i++) {
                db.blobs().put("b" + i, Bytes.copyOf(new byte[1000]));
            }
            disk.capacity(disk.used());
            assertThrows(DiskFullException.class, db::snapshot);
            db.counts().put("still", 1L);
            disk.capacity(Long.MAX_VALUE);
            assertTrue(db.snapshot().isNew());
        }
        try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
            assertEquals(100, db.blobs().size());
            assertEquals(1L, db.counts().get("still"));
        }
    }

    @Test
    void anAutomaticSnapshotThatFailsIsToldAndTriedAgain() {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, OPTIONS.snapshotAt(0.5, 1 << 20))) {
            disk.before((self, operation, name) -> {
                if (operation == SimStorage.Operation.CREATE && name.startsWith("snapshot-")) {
                    self.failAt(1, SimStorage.Fault.NO_SPACE);
                }
            });
            overwriteUntil(db, () -> db.stats().snapshotFailure().isPresent());
            assertInstanceOf(
                    DiskFullException.class,
                    db.stats().snapshotFailure().orElseThrow().cause());
            disk.before(null);
            overwriteUntil(db, () -> db.stats().snapshots() > 0);
            assertTrue(db.stats().snapshotFailure().isEmpty());
        }
    }

    private static void overwriteUntil(SampleDb db, BooleanSupplier reached) {
        Bytes value = Bytes.copyOf(new byte[10_000]);
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!reached.getAsBoolean()) {
            db.blobs().put("one", value);
            assertTrue(System.nanoTime() < limit, "nothing after a minute of overwriting");
        }
    }

    @Test
    void keptSnapshotsSaveADatabaseWhoseNewestIsBad() {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, OPTIONS.keptSnapshots(2))) {
            db.counts().put("a", 1L);
            db.snapshot();
            db.counts().put("b", 2L);
            db.snapshot();
            db.counts().put("c", 3L);
        }
        String newest = disk.names().stream()
                .filter(name -> name.startsWith("snapshot-"))
                .reduce((first, second) -> second)
                .orElseThrow();
        disk.put(newest, new byte[disk.bytes(newest).length]);
        try (SampleDb db = SampleDb.open(disk, OPTIONS.keptSnapshots(2))) {
            assertEquals(Map.of("a", 1L, "b", 2L, "c", 3L), db.counts().asMap());
            assertEquals(1, db.recoveryReport().setAside().size());
        }
        try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
            assertEquals(Map.of("a", 1L, "b", 2L, "c", 3L), db.counts().asMap());
        }
    }

    @Test
    void aBadOnlySnapshotIsRefusedAndNeverOpensEmpty() {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
            db.counts().put("a", 1L);
            db.snapshot();
        }
        String snapshot = disk.names().stream()
                .filter(name -> name.startsWith("snapshot-"))
                .findFirst()
                .orElseThrow();
        byte[] good = disk.bytes(snapshot);
        for (int length = 0; length < good.length; length += 64) {
            disk.put(snapshot, java.util.Arrays.copyOf(good, length));
            Map<String, byte[]> before = disk.files();
            assertThrows(CorruptException.class, () -> SampleDb.open(disk, OPTIONS));
            assertEquals(before.keySet(), disk.files().keySet());
        }
        disk.put(snapshot, good);
        try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
            assertEquals(1L, db.counts().get("a"));
        }
    }

    @Test
    void compressedSnapshotsReadBackAndAreSmaller() {
        SimStorage plain = new SimStorage();
        SimStorage compressed = new SimStorage();
        for (SimStorage disk : List.of(plain, compressed)) {
            try (SampleDb db = SampleDb.open(disk, OPTIONS.compressedSnapshots(disk == compressed))) {
                for (long i = 0; i < 5000; i++) {
                    db.events().put(i, "the same words again and again " + i);
                }
                db.snapshot();
            }
            try (SampleDb db = SampleDb.open(disk, OPTIONS)) {
                assertEquals(5000, db.events().size());
                assertEquals("the same words again and again 4999", db.events().get(4999L));
            }
        }
        assertTrue(compressed.used() < plain.used() / 2, compressed.used() + " of " + plain.used());
    }
}
