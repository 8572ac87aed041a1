package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.SampleDb.Commit;
import io.muniment.codec.Bytes;
import io.muniment.codec.Unit;
import io.muniment.error.ClosedException;
import io.muniment.error.CommitsGoneException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Operation;
import io.muniment.fixture.Threads;
import io.muniment.table.TableChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who listens is told of each durable commit, once and in order, and is in nobody's way. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenersTest {

    private final SimStorage disk = new SimStorage();
    private final BlockingQueue<Commit> told = new LinkedBlockingQueue<>();

    private static Options options() {
        return Options.defaults().automaticSnapshots(false).segmentBytes(64 << 10);
    }

    private SampleDb open(boolean isOnDisk) {
        return isOnDisk ? SampleDb.open(disk, options()) : SampleDb.inMemory();
    }

    private Commit next() throws InterruptedException {
        Commit commit = told.poll(1, TimeUnit.MINUTES);
        if (commit == null) {
            throw new AssertionError("nobody was told of anything for a minute");
        }
        return commit;
    }

    private static boolean isOpen(SampleDb db) {
        try {
            db.counts().size();
            return true;
        } catch (ClosedException e) {
            return false;
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aListenerIsToldOfWhatEachCommitChanged(boolean isOnDisk) throws Exception {
        try (SampleDb db = open(isOnDisk)) {
            db.counts().put("before", 1L);
            db.onCommit(told::add);

            db.counts().put("a", 5L);
            db.write(tx -> {
                tx.counts().remove("a");
                tx.events().put(7L, "seven");
                tx.config().set("new");
            });
            db.write(tx -> {
                tx.counts().clear();
                tx.counts().put("b", 6L);
                tx.config().reset();
            });

            Commit put = next();
            assertEquals(2, put.sequence());
            assertEquals(List.of(new TableChange.Put<>("a", 5L)), put.counts());
            assertEquals(List.of(), put.events());
            Commit several = next();
            assertEquals(3, several.sequence());
            assertEquals(List.of(new TableChange.Remove<>("a")), several.counts());
            assertEquals(List.of(new TableChange.Put<>(7L, "seven")), several.events());
            assertEquals(List.of(new TableChange.Put<>(Unit.UNIT, "new")), several.config());
            assertEquals("commit 3 of 3 changes", several.toString());
            Commit cleared = next();
            assertEquals(List.of(new TableChange.Clear<>(), new TableChange.Put<>("b", 6L)), cleared.counts());
            assertEquals(List.of(new TableChange.Remove<>(Unit.UNIT)), cleared.config());
        }
        assertEquals(0, told.size());
        assertEquals(0, disk.openFiles());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsNotCommittedIsNotTold(boolean isOnDisk) {
        try (SampleDb db = open(isOnDisk)) {
            db.onCommit(told::add);
            assertThrows(
                    IllegalStateException.class,
                    () -> db.write(tx -> {
                        tx.counts().put("a", 1L);
                        throw new IllegalStateException("no");
                    }));
            try (SampleDb.Transaction given = db.begin()) {
                given.counts().put("a", 1L);
            }
            db.counts().remove("nobody");
            db.read(tx -> tx.counts().size());
        }
        assertEquals(List.of(), List.copyOf(told));
    }

    @Test
    void nobodyIsToldBeforeTheCommitIsDurable() throws Exception {
        SampleDb db = open(true);
        db.counts().put("first", 1L);
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        db.onCommit(commit -> {
            String key = ((TableChange.Put<String, Long>) commit.counts().get(0)).key();
            boolean isVisible = db.counts().get(key) != null;
            try (SampleDb found = SampleDb.open(disk.losingAllUnsynced(), options())) {
                seen.add(key + " " + isVisible + " " + (found.counts().get(key) != null));
            }
        });
        for (int i = 0; i < 50; i++) {
            db.writeAsync(tx -> tx.counts().put("k" + tx.counts().size(), 1L));
        }
        while (seen.size() < 50) {
            Thread.onSpinWait();
        }
        db.close();
        assertEquals(50, seen.size());
        int i = 1;
        for (String each : seen) {
            assertEquals("k" + i++ + " true true", each);
        }
    }

    @ParameterizedTest
    @EnumSource
    void allAreToldInOrderAndMakeWhatIsThere(Durability durability) throws Exception {
        SampleDb db = SampleDb.open(disk, options().durability(durability));
        List<Long> sequences = Collections.synchronizedList(new ArrayList<>());
        Map<String, Long> model = Collections.synchronizedMap(new HashMap<>());
        db.onCommit(commit -> {
            sequences.add(commit.sequence());
            for (TableChange<String, Long> change : commit.counts()) {
                if (change instanceof TableChange.Put<String, Long> put) {
                    model.put(put.key(), put.value());
                } else if (change instanceof TableChange.Remove<String, Long> remove) {
                    model.remove(remove.key());
                } else {
                    model.clear();
                }
            }
        });
        Threads threads = new Threads();
        for (int t = 0; t < 4; t++) {
            int thread = t;
            threads.untilDone(() -> {
                for (int i = 0; i < 400; i++) {
                    String key = "k" + (i * 7 + thread) % 50;
                    switch ((i + thread) % 5) {
                        case 0 -> db.counts().remove(key);
                        case 1 ->
                            db.write(tx -> {
                                tx.counts().merge(key, 1L, Long::sum);
                                tx.counts().put("last" + thread, 1L);
                            });
                        case 2 -> db.writeAsync(tx -> tx.counts().merge(key, 1L, Long::sum));
                        default -> db.counts().put(key, (long) i);
                    }
                    if (i % 150 == 149) {
                        db.counts().clear();
                    }
                    if (i % 100 == 99) {
                        db.blobs().put("large", Bytes.of(new byte[20_000]));
                    }
                }
            });
        }
        threads.whileBusy(db::snapshot);
        threads.join();
        db.sync();
        Map<String, Long> content = Map.copyOf(db.counts().asMap());
        long last = db.stats().sequence();
        db.close();

        assertEquals(upTo(last), sequences);
        assertEquals(content, model);
    }

    @Test
    void aListenerThatThrowsIsCalledAgainAndHurtsNobody() throws Exception {
        try (SampleDb db = open(true)) {
            db.onCommit(commit -> {
                throw new IllegalStateException("no");
            });
            db.onCommit(commit -> {
                throw new AssertionError("never");
            });
            db.onCommit(told::add);
            for (int i = 0; i < 3; i++) {
                db.counts().put("a", (long) i);
                assertEquals(i + 1, next().sequence());
            }
            while (db.stats().listeners().failures() < 6) {
                Thread.onSpinWait();
            }
            assertEquals(3, db.stats().listeners().open());
        }
    }

    @Test
    void aListenerThatBlocksHoldsUpNobodyAndCloseNotForEver() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        SampleDb db = SampleDb.open(disk, options().listenerWait(Duration.ofMillis(1)));
        CountDownLatch blocks = new CountDownLatch(1);
        db.onCommit(commit -> {
            blocks.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                told.add(commit);
            }
        });
        db.counts().put("a", 1L);
        blocks.await();
        db.onCommit(told::add);
        for (int i = 0; i < 100; i++) {
            db.counts().put("b", (long) i);
            assertEquals(i + 2, next().sequence());
        }
        assertEquals(101, db.stats().listeners().behind());
        db.close();
        assertEquals(1, next().sequence(), "close interrupts what it does not wait for");
    }

    @Test
    void closeWaitsUntilAllHaveBeenTold() {
        CountDownLatch closing = new CountDownLatch(1);
        SampleDb db = open(true);
        db.onCommit(commit -> {
            try {
                closing.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            told.add(commit);
        });
        for (int i = 0; i < 200; i++) {
            db.writeAsync(tx -> tx.counts().put("a", 1L));
        }
        CompletableFuture.runAsync(() -> {
            while (isOpen(db)) {
                Thread.onSpinWait();
            }
            closing.countDown();
        });
        db.close();
        assertEquals(upTo(200), told.stream().map(Commit::sequence).toList());
    }

    @Test
    void aListenerMayWriteAndCloseTheDatabase() throws Exception {
        SampleDb db = open(true);
        CompletableFuture<Void> closed = new CompletableFuture<>();
        db.onCommit(commit -> {
            if (commit.counts().isEmpty()) {
                db.close();
                closed.complete(null);
            } else {
                db.write(tx -> tx.events().put(commit.sequence(), "seen"));
            }
        });
        db.counts().put("a", 1L);
        closed.get(1, TimeUnit.MINUTES);
        assertThrows(ClosedException.class, () -> db.counts().size());
        // The listener's own thread closes what it reads when the listener has returned.
        while (disk.openFiles() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aListenerThatIsClosedIsCalledNoMore() throws Exception {
        try (SampleDb db = open(true)) {
            Listening listening = db.onCommit(told::add);
            db.counts().put("a", 1L);
            assertEquals(1, next().sequence());
            listening.close();
            listening.close();
            db.counts().put("a", 2L);
            assertEquals(0, db.stats().listeners().open());
            assertTrue(listening.failure().isEmpty());
        }
        assertEquals(0, told.size());
    }

    @Test
    void aListenerIsToldFromTheMomentOn() throws Exception {
        try (SampleDb db = open(true)) {
            for (int i = 0; i < 1000; i++) {
                db.writeAsync(tx -> tx.counts().put("a", 1L));
            }
            db.sync();
            db.onCommit(told::add);
            db.counts().put("b", 1L);
            assertEquals(1001, next().sequence());
        }
    }

    @Test
    void whatAFullDiskTakesBackIsNotTold() throws Exception {
        try (SampleDb db = open(true)) {
            db.counts().put("first", 1L);
            db.onCommit(told::add);
            disk.capacity(disk.used());
            assertThrows(DiskFullException.class, () -> db.blobs().put("large", Bytes.of(new byte[1 << 20])));
            disk.capacity(Long.MAX_VALUE);
            db.counts().put("a", 1L);

            Commit commit = next();
            assertEquals(2, commit.sequence());
            assertEquals(List.of(), commit.blobs());
        }
    }

    @Test
    void whatFailedToBeSyncedIsNotTold() throws Exception {
        SampleDb db = open(true);
        db.counts().put("first", 1L);
        db.onCommit(told::add);
        db.counts().put("a", 1L);
        assertEquals(2, next().sequence());
        disk.before((current, operation, name) -> {
            if (operation == Operation.SYNC) {
                throw new InternalError("the sync has failed");
            }
        });
        assertThrows(FailedException.class, () -> db.counts().put("b", 1L));
        disk.before(null);
        db.close();
        assertEquals(0, told.size());
    }

    @Test
    void aSnapshotKeepsWhatIsStillToBeTold() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        try (SampleDb db = open(true)) {
            db.onCommit(commit -> {
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                told.add(commit);
            });
            for (int i = 0; i < 100; i++) {
                db.blobs().put("large", Bytes.of(new byte[10_000]));
                if (i % 30 == 0) {
                    db.snapshot();
                }
            }
            db.snapshot();
            int held = db.stats().segments();
            mayGoOn.countDown();
            for (int i = 1; i <= 100; i++) {
                assertEquals(i, next().sequence());
            }
            while (db.stats().listeners().behind() > 0) {
                Thread.onSpinWait();
            }
            db.counts().put("a", 1L);
            db.snapshot();
            assertTrue(db.stats().segments() < held, "what was read goes with the next snapshot");
        }
    }

    @Test
    void whoIsTooSlowIsToldOfNothingMore() throws Exception {
        CountDownLatch isCalled = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        try (SampleDb db = SampleDb.open(disk, options().heldLogBytes(0))) {
            Listening listening = db.onCommit(commit -> {
                isCalled.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            db.counts().put("a", 1L);
            isCalled.await();
            for (int i = 0; i < 50; i++) {
                db.blobs().put("large", Bytes.of(new byte[10_000]));
            }
            db.snapshot();
            db.blobs().put("large", Bytes.of(new byte[10_000]));
            db.snapshot();
            mayGoOn.countDown();
            while (listening.failure().isEmpty()) {
                Thread.onSpinWait();
            }
            CommitsGoneException gone = assertInstanceOf(
                    CommitsGoneException.class, listening.failure().get());
            assertNotEquals(0, gone.oldest());
            assertEquals(0, db.stats().listeners().open());
        }
    }
}
