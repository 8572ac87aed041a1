package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.People.Person;
import io.muniment.codec.Bytes;
import io.muniment.error.ClosedException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.error.UniqueException;
import io.muniment.fixture.HeldDisk;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.SimStorage.Operation;
import io.muniment.fixture.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a user sees of transactions whose durability is waited for by a stage. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTest {

    private final SimStorage disk = new SimStorage();
    private final SampleDb db = SampleDb.open(disk, options());

    private static Options options() {
        return Options.defaults().automaticSnapshots(false);
    }

    /** Has one commit behind it, so that the next one is one write and one sync. */
    private HeldDisk holdSync() {
        db.counts().put("first", 1L);
        return HeldDisk.before(disk, Operation.SYNC);
    }

    private CompletableFuture<Void> put(String key, long value) {
        return db.writeAsync(tx -> tx.counts().put(key, value));
    }

    private static Throwable failureOf(CompletableFuture<?> stage) {
        return assertThrows(CompletionException.class, stage::join).getCause();
    }

    private static void assertFailed(Outcome outcome, Throwable failure) {
        assertEquals(outcome, assertInstanceOf(FailedException.class, failure).outcome());
    }

    @Test
    void stageIsCompletedOnceTheCommitIsDurable() {
        HeldDisk held = holdSync();

        CompletableFuture<Long> stage = db.computeAsync(tx -> {
            tx.counts().put("a", 1L);
            return 7L;
        });

        held.reached();
        assertFalse(stage.isDone());
        assertNull(db.counts().get("a"), "what is not durable is not seen");
        held.letGo();
        assertEquals(7L, stage.join());
        assertEquals(1L, db.counts().get("a"));
        try (SampleDb found = SampleDb.open(disk.losingAllUnsynced(), options())) {
            assertEquals(1L, found.counts().get("a"));
        }
    }

    @Test
    void manyUnderWayFromOneThreadShareOneSync() {
        HeldDisk held = holdSync();
        long before = disk.operations(Operation.SYNC);
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        stages.add(put("0", 0));
        held.reached();
        for (int i = 1; i < 100; i++) {
            stages.add(put(Integer.toString(i), i));
        }

        held.letGo();
        stages.forEach(CompletableFuture::join);

        assertEquals(before + 2, disk.operations(Operation.SYNC));
        assertEquals(101, db.counts().size());
    }

    @Test
    void whatTheFunctionThrowsIsThrownAndNothingHasChanged() {
        long before = db.stats().sequence();
        assertThrows(
                IOException.class,
                () -> db.computeAsync(tx -> {
                    tx.counts().put("a", 1L);
                    throw new IOException("no");
                }));
        assertEquals(before, db.stats().sequence());
        db.write(tx -> assertNull(tx.counts().get("a")));
    }

    @Test
    void whatIsNotUniqueIsThrown() {
        try (People people = People.SORTED.open(new SimStorage(), options())) {
            CompletableFuture<Void> ann =
                    people.writeAsync(tx -> tx.people().put("ann", Person.of("a@b.org", "in", 1)));
            assertThrows(
                    UniqueException.class,
                    () -> people.writeAsync(tx -> tx.people().put("bob", Person.of("a@b.org", "in", 2))));
            assertEquals("a@b.org", people.people().get("ann").email().orElseThrow(), "what was lost to is visible");
            ann.join();
            assertNull(people.people().get("bob"));
        }
    }

    @Test
    void transactionsThatReadWhatIsUnderWayWaitForIt() throws Exception {
        Queue<CompletableFuture<Long>> stages = new ConcurrentLinkedQueue<>();
        Threads threads = new Threads();
        for (int t = 0; t < 4; t++) {
            threads.untilDone(() -> {
                for (int i = 0; i < 100; i++) {
                    stages.add(db.computeAsync(tx -> tx.counts().merge("row", 1L, Long::sum)));
                }
            });
        }
        threads.join();
        List<Long> results =
                stages.stream().map(CompletableFuture::join).sorted().toList();
        for (int i = 0; i < 400; i++) {
            assertEquals(i + 1, results.get(i), "each has seen another number");
        }
        assertEquals(400, db.stats().transactions().committed());
    }

    @Test
    void insideATransactionNoneCanBeBegun() {
        db.write(tx -> assertThrows(IllegalStateException.class, () -> put("a", 1)));
    }

    @Test
    void whatDependsOnAStageMayWriteAndWaitForOthers() {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String key = "k" + i;
            CompletableFuture<Void> one = put(key, i);
            CompletableFuture<Void> other = put("other" + i, i);
            all.add(one.thenRun(() -> {
                other.join();
                db.counts().put("after " + key, 1L);
                db.write(tx -> tx.counts().remove(key));
            }));
            all.add(other.thenCompose(nothing -> put("then" + key, 1)));
        }
        all.forEach(CompletableFuture::join);
        assertEquals(150, db.counts().size());
    }

    @Test
    void whatDependsOnAStageHoldsUpNoCommit() {
        HeldDisk held = holdSync();
        CompletableFuture<Void> never = new CompletableFuture<>();
        CompletableFuture<Void> stage = put("a", 1);
        held.reached();
        CompletableFuture<Void> blocked = stage.thenRun(never::join);
        held.letGo();
        for (int i = 0; i < 20; i++) {
            db.counts().put("b" + i, 1L);
            put("c" + i, 1).join();
        }
        assertFalse(blocked.isDone());
        never.complete(null);
        blocked.join();
    }

    @Test
    void aFailedSyncCompletesTheStagesAsItFailsTheCalls() {
        HeldDisk held = holdSync();
        disk.failAt(2, Fault.IO_ERROR);
        CompletableFuture<Void> written = put("a", 1);
        held.reached();
        CompletableFuture<Void> queued = put("b", 1);
        held.letGo();

        assertFailed(Outcome.UNKNOWN, failureOf(written));
        assertFailed(Outcome.NOT_COMMITTED, failureOf(queued));
        assertFailed(Outcome.NOT_COMMITTED, assertThrows(FailedException.class, () -> put("c", 1)));
        assertEquals(1, db.counts().size());
        assertEquals(0, db.stats().transactions().committed());
    }

    @Test
    void aFullDiskCompletesTheStageAndWritingGoesOn() {
        db.counts().put("first", 1L);
        disk.capacity(disk.used());
        byte[] large = new byte[1 << 20];
        CompletableFuture<Void> stage = db.writeAsync(tx -> tx.blobs().put("large", Bytes.of(large)));

        assertInstanceOf(DiskFullException.class, failureOf(stage));
        assertTrue(db.blobs().isEmpty());

        disk.capacity(Long.MAX_VALUE);
        put("a", 1).join();
        assertEquals(1L, db.counts().get("a"));
    }

    @Test
    void closingCompletesAllThatIsUnderWay() {
        List<CompletableFuture<Void>> stages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            stages.add(put("k" + i, i));
        }
        db.close();
        stages.forEach(CompletableFuture::join);
        assertThrows(ClosedException.class, () -> put("late", 1));
        try (SampleDb found = SampleDb.open(disk.losingAllUnsynced(), options())) {
            assertEquals(100, found.counts().size());
        }
    }

    @Test
    void cancellingAStageChangesNothing() {
        HeldDisk held = holdSync();
        CompletableFuture<Void> stage = put("a", 1);
        held.reached();
        stage.cancel(true);
        held.letGo();
        db.sync();
        assertEquals(1L, db.counts().get("a"));
    }

    @ParameterizedTest
    @EnumSource
    void moreThanTheDatabaseAsksForIsWaitedFor(Durability level) {
        SimStorage lazy = new SimStorage();
        try (SampleDb async = SampleDb.open(lazy, options().durability(Durability.ASYNC))) {
            async.counts().put("before", 1L);
            async.writeAsync(level, tx -> tx.counts().put("a", 1L)).join();
            if (level != Durability.ASYNC) {
                try (SampleDb found = SampleDb.open(lazy.kill(), options())) {
                    assertEquals(2, found.counts().size());
                }
            }
            if (level == Durability.SYNCED) {
                try (SampleDb found = SampleDb.open(lazy.losingAllUnsynced(), options())) {
                    assertEquals(2, found.counts().size());
                }
            }
        }
    }

    @Test
    void thatNothingWasChangedCanBeWaitedForToo() {
        SimStorage lazy = new SimStorage();
        try (SampleDb async = SampleDb.open(lazy, options().durability(Durability.ASYNC))) {
            async.counts().put("before", 1L);
            async.writeAsync(Durability.SYNCED, tx -> tx.counts().get("before")).join();
            try (SampleDb found = SampleDb.open(lazy.losingAllUnsynced(), options())) {
                assertEquals(1, found.counts().size());
            }
            assertTrue(async.writeAsync(tx -> tx.counts().get("before")).isDone());
        }
    }

    @Test
    void inMemoryTheStageIsCompletedAtOnce() {
        try (SampleDb memory = SampleDb.inMemory()) {
            assertTrue(memory.writeAsync(Durability.SYNCED, tx -> tx.counts().put("a", 1L))
                    .isDone());
            assertEquals(1L, memory.counts().get("a"));
        }
    }

    @Test
    void whatDependsOnAStageRunsInAnotherThread() {
        HeldDisk held = holdSync();
        CompletableFuture<Void> stage = put("a", 1);
        held.reached();
        CompletableFuture<Thread> where = stage.thenApply(nothing -> Thread.currentThread());
        held.letGo();
        Thread thread = where.join();
        assertNotEquals(Thread.currentThread(), thread);
        assertNotEquals("muniment-log", thread.getName());
    }

    @Test
    void whoLosesTooOftenRunsAlone() {
        try (SampleDb each = SampleDb.open(new SimStorage(), options().retries(0))) {
            AtomicInteger runs = new AtomicInteger();
            List<CompletableFuture<Long>> stages = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                stages.add(each.computeAsync(tx -> {
                    runs.incrementAndGet();
                    return tx.counts().merge("row", 1L, Long::sum);
                }));
            }
            stages.forEach(CompletableFuture::join);
            assertEquals(20L, each.counts().get("row"));
            assertEquals(20, runs.get());
        }
    }
}
