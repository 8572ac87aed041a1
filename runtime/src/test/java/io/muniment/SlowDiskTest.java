package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Bytes;
import io.muniment.error.ClosedException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What happens while the disk takes its time. */
class SlowDiskTest {

    private static final Options ASYNC =
            Options.defaults().automaticSnapshots(false).durability(Durability.ASYNC);

    private final SimStorage disk = new SimStorage();

    /** From now on each write waits for {@code go}; the first says that it does. */
    private void block(CountDownLatch blocked, CountDownLatch go) {
        disk.before((current, operation, name) -> {
            if (operation == Operation.WRITE) {
                blocked.countDown();
                await(go);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (!Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
                .contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }

    private static Bytes bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new java.util.Random(seed).nextBytes(bytes);
        return Bytes.copyOf(bytes);
    }

    @Test
    void whoWritesMoreThanTheQueueHoldsWaitsAndIsNotLostWhenInterrupted() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        try (SampleDb db = SampleDb.open(disk, ASYNC.queueBytes(64 << 10))) {
            db.blobs().put("first", bytes(10, 0));
            db.sync();
            block(blocked, go);
            db.blobs().put("blocked", bytes(10, 0));
            await(blocked);
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 100; i++) {
                    db.blobs().put("key " + i, bytes(4096, i));
                    done.incrementAndGet();
                }
                wasInterrupted.set(Thread.currentThread().isInterrupted());
            });
            writer.start();
            awaitWaiting(writer);
            int written = done.get();
            assertTrue(written >= 10 && written <= 17, written + " of 4 KiB, in a queue of 64 KiB");
            writer.interrupt();
            go.countDown();
            writer.join();
            disk.before(null);
            assertEquals(100, done.get());
            assertTrue(wasInterrupted.get(), "the interrupt is kept");
        }
        try (SampleDb db = SampleDb.open(disk, ASYNC)) {
            assertEquals(102, db.blobs().size());
            assertEquals(bytes(4096, 99), db.blobs().get("key 99"));
        }
    }

    @Test
    void whoWaitsForTheDiskIsNotLostWhenInterrupted() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        Options synced = ASYNC.durability(Durability.SYNCED);
        try (SampleDb db = SampleDb.open(disk, synced)) {
            block(blocked, go);
            Thread leader = new Thread(() -> db.counts().put("first", 1L));
            leader.start();
            await(blocked);
            Thread waiter = new Thread(() -> {
                db.counts().put("second", 2L);
                wasInterrupted.set(Thread.currentThread().isInterrupted());
            });
            waiter.start();
            awaitWaiting(waiter);
            waiter.interrupt();
            while (waiter.isInterrupted() && waiter.isAlive()) {
                // Until the wait has been told of it, and goes on.
                Thread.onSpinWait();
            }
            go.countDown();
            leader.join();
            waiter.join();
            disk.before(null);
            assertTrue(wasInterrupted.get(), "the interrupt is kept");
        }
        try (SampleDb db = SampleDb.open(disk, synced)) {
            assertEquals(Map.of("first", 1L, "second", 2L), db.counts().asMap());
        }
    }

    @Test
    void recordsOfAllSizesThatComeTogetherAreWrittenInAsManyPiecesAsItTakes() {
        Map<String, Bytes> all = new HashMap<>();
        try (SampleDb db = SampleDb.open(disk, ASYNC)) {
            // So that there is room for what nobody waits for.
            db.blobs().put("large", bytes(12 << 20, 0));
            db.blobs().put("after", bytes(1, 0));
            db.sync();
            db.blobs().clear();
            int seed = 0;
            for (List<Integer> sizes : List.of(
                    List.of(1_000_000, 1_500_000),
                    List.of(10, 900_000, 3_000_000, 10),
                    List.of(500_000, 500_000, 1_040_000, 20),
                    List.of(60_000, 60_000, 60_000, 60_000, 2_000_000))) {
                CountDownLatch blocked = new CountDownLatch(1);
                CountDownLatch go = new CountDownLatch(1);
                block(blocked, go);
                db.config().set("blocked");
                await(blocked);
                for (int size : sizes) {
                    seed++;
                    all.put("key " + seed, bytes(size, seed));
                    db.blobs().put("key " + seed, bytes(size, seed));
                }
                go.countDown();
                disk.before(null);
                db.sync();
            }
            assertEquals(all, db.blobs().asMap());
        }
        try (SampleDb db = SampleDb.open(disk, ASYNC)) {
            assertEquals(all, db.blobs().asMap());
        }
    }

    @Test
    void aSnapshotThatIsUnderWayWhenTheDatabaseIsClosedIsGivenUp() throws Exception {
        SampleDb db = SampleDb.open(disk, ASYNC);
        for (int i = 0; i < 1_000; i++) {
            db.blobs().put("key " + i, bytes(1_000, i));
        }
        db.sync();
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        Thread closer = new Thread(() -> {
            try {
                db.close();
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        });
        disk.before((current, operation, name) -> {
            if (operation == Operation.CREATE && name.startsWith("snapshot") && closer.getState() == Thread.State.NEW) {
                closer.start();
                awaitWaiting(closer);
            }
        });
        assertThrows(ClosedException.class, db::snapshot);
        closer.join();
        disk.before(null);
        assertEquals(null, thrown.get());
        assertTrue(disk.names().stream().noneMatch(name -> name.startsWith("snapshot")), disk.names()::toString);
        try (SampleDb after = SampleDb.open(disk, ASYNC)) {
            assertTrue(after.recoveryReport().isClean());
            assertEquals(1_000, after.blobs().size());
        }
    }
}
