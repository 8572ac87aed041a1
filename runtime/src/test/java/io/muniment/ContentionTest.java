package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.ConflictException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.Threads;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Sixteen threads count in one and the same row, and in another table beside it, so that each is in the way of all
 * others.
 */
@Timeout(300)
class ContentionTest {

    private static final int THREADS = 16;
    private static final int RETRIES = 3;
    private static final String ROW = "row";

    private final Options options =
            Options.defaults().retries(RETRIES).automaticSnapshots(false).durability(Durability.SYNCED);

    /** How often a function was run. */
    private final AtomicLong runs = new AtomicLong();

    /** How many transactions were acknowledged. */
    private final AtomicLong acknowledged = new AtomicLong();

    private interface Each {
        void count(SampleDb db) throws Exception;
    }

    private void bySixteen(SampleDb db, int times, Each each) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Threads threads = new Threads();
        for (int i = 0; i < THREADS; i++) {
            threads.untilDone(() -> {
                start.await();
                for (int n = 0; n < times; n++) {
                    each.count(db);
                }
            });
        }
        threads.join();
    }

    /** One more, in both tables; others may come between what it reads and what it writes. */
    private void increment(SampleDb.Transaction tx) {
        runs.incrementAndGet();
        long before = tx.counts().getOrDefault(ROW, 0L);
        Thread.yield();
        tx.counts().put(ROW, before + 1);
        tx.events().put(1L, Long.toString(before + 1));
    }

    private void write(SampleDb db) {
        write(db, RETRIES);
    }

    private void write(SampleDb db, int retries) {
        AtomicInteger tries = new AtomicInteger();
        db.write(tx -> {
            tries.incrementAndGet();
            increment(tx);
        });
        acknowledged.incrementAndGet();
        assertTrue(tries.get() <= retries + 1, () -> "run " + tries + " times");
    }

    private static void assertCounted(long expected, SampleDb db) {
        assertEquals(expected, db.counts().get(ROW));
        assertEquals(Long.toString(expected), db.events().get(1L));
        assertEquals(1, db.counts().size());
        assertEquals(1, db.events().size());
        assertEquals("", db.leftOver());
    }

    private void assertToldInStats(SampleDb db) {
        Stats.Transactions stats = db.stats().transactions();
        assertEquals(acknowledged.get(), stats.committed());
        assertEquals(runs.get() - acknowledged.get(), stats.lost());
        assertTrue(stats.alone() <= acknowledged.get());
        assertEquals(0, stats.openViews());
        assertEquals(0, stats.abandoned());
        System.out.println("Contention: " + stats);
    }

    @Test
    void noIncrementIsLostAndEachEndsAfterFewTries() throws Exception {
        try (SampleDb db = SampleDb.inMemory()) {
            bySixteen(db, 1_000, each -> write(each, 8));
            assertCounted(THREADS * 1_000, db);
            assertToldInStats(db);
            assertTrue(db.stats().transactions().lost() > 0, "none was in the way of another");
        }
    }

    @Test
    void everyWayToCountCountsOnce() throws Exception {
        try (SampleDb db = SampleDb.inMemory()) {
            AtomicLong turn = new AtomicLong();
            bySixteen(db, 300, each -> {
                switch ((int) (turn.getAndIncrement() % 4)) {
                    case 0 -> each.exclusive(this::increment);
                    case 2 -> each.exclusive(List.of(each.counts(), each.events()), this::increment);
                    case 1 -> each.write(this::increment);
                    default -> byHand(each);
                }
                acknowledged.incrementAndGet();
            });
            assertCounted(THREADS * 300, db);
            assertToldInStats(db);
        }
    }

    /** Whoever does it by hand does it until it is done; that always one of them gets through makes it end. */
    private void byHand(SampleDb db) {
        while (true) {
            try (SampleDb.Transaction tx = db.begin()) {
                increment(tx);
                tx.commit();
                return;
            } catch (ConflictException e) {
                assertTrue(e.sequence() > 0);
            }
        }
    }

    @Test
    void aLongViewIsInNobodysWay() throws Exception {
        SimStorage disk = new SimStorage();
        try (SampleDb db = SampleDb.open(disk, options)) {
            db.counts().put(ROW, 0L);
            try (SampleDb.Transaction view = db.view()) {
                bySixteen(db, 100, this::write);
                assertEquals(0, view.counts().get(ROW));
                assertNull(view.events().get(1L));
                assertEquals(0, view.events().size());
                assertEquals(1, db.stats().transactions().openViews());
            }
            assertCounted(THREADS * 100, db);
            assertToldInStats(db);
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAPowerCut() throws Exception {
        SimStorage disk = new SimStorage();
        SampleDb db = SampleDb.open(disk, options);
        bySixteen(db, 100, this::write);
        assertCounted(THREADS * 100, db);
        assertToldInStats(db);
        try (SampleDb after = SampleDb.open(disk.losingAllUnsynced(), options)) {
            assertCounted(THREADS * 100, after);
        }
        db.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"IO_ERROR", "SHORT_WRITE", "ERROR"})
    void aDiskThatFailsLeavesNothingByHalves(Fault fault) throws Exception {
        long first = new Random().nextLong() >>> 16;
        System.out.println("Contention with " + fault + ", seed " + first);
        for (long seed = first; seed < first + 20; seed++) {
            acknowledged.set(0);
            AtomicLong unknown = new AtomicLong();
            AtomicLong refused = new AtomicLong();
            SimStorage disk = new SimStorage(seed);
            SampleDb db = SampleDb.open(disk, options);
            write(db);
            disk.failAt(1 + SimStorage.dice(seed).nextInt(60), fault);
            bySixteen(db, 20, each -> {
                try {
                    write(each);
                } catch (FailedException e) {
                    (e.outcome() == Outcome.UNKNOWN ? unknown : refused).incrementAndGet();
                }
            });
            assertCounted(acknowledged.get(), db);
            assertTrue(refused.get() > 0, "the disk did not fail");
            FailedException again = assertThrows(FailedException.class, () -> write(db));
            assertEquals(Outcome.NOT_COMMITTED, again.outcome());
            assertEquals(0, db.stats().transactions().openViews());
            disk.turnOff();
            close(db);
            for (SimStorage left : new SimStorage[] {disk.kill(), disk.powerCut(seed), disk.losingAllUnsynced()}) {
                try (SampleDb after = SampleDb.open(left, options)) {
                    long counted = after.counts().get(ROW);
                    assertTrue(
                            counted >= acknowledged.get() && counted <= acknowledged.get() + unknown.get(),
                            () -> counted + " of " + acknowledged + " and " + unknown + ", seed " + first);
                    assertCounted(counted, after);
                }
            }
        }
    }

    private static void close(SampleDb failed) {
        try {
            failed.close();
        } catch (FailedException e) {
            // It may tell again what has been told before.
        }
    }

    @Test
    void aFullDiskTakesBackWhatItTellsAndNoMore() throws Exception {
        long first = new Random().nextLong() >>> 16;
        System.out.println("Contention with a full disk, seed " + first);
        AtomicLong full = new AtomicLong();
        for (long seed = first; seed < first + 10; seed++) {
            acknowledged.set(0);
            SimStorage disk = new SimStorage(seed);
            Random dice = SimStorage.dice(seed);
            try (SampleDb db = SampleDb.open(disk, options)) {
                bySixteen(db, 50, each -> {
                    try {
                        synchronized (dice) {
                            if (dice.nextInt(40) == 0) {
                                disk.failAt(1 + dice.nextInt(3), Fault.SHORT_WRITE_NO_SPACE);
                            }
                        }
                        write(each);
                    } catch (DiskFullException e) {
                        full.incrementAndGet();
                    }
                });
                disk.heal();
                assertCounted(acknowledged.get(), db);
                write(db);
                assertEquals(0, db.stats().transactions().openViews());
            }
            try (SampleDb after = SampleDb.open(disk.losingAllUnsynced(), options)) {
                assertCounted(acknowledged.get(), after);
            }
        }
        assertTrue(full.get() > 0, "the disk was never full");
    }

    /** A transaction that asks for more than the database does must not tell of what a power cut can take back. */
    @Test
    void whoReadsAtAHigherDurabilityReturnsWhenWhatItSawIsDurable() {
        SimStorage disk = new SimStorage();
        SampleDb db = SampleDb.open(disk, options.durability(Durability.ASYNC));
        db.counts().put(ROW, 1L);
        db.write(Durability.SYNCED, tx -> assertEquals(1, tx.counts().get(ROW)));
        try (SampleDb after = SampleDb.open(disk.losingAllUnsynced(), options)) {
            assertEquals(1, after.counts().get(ROW));
        }
        db.close();
    }

    @Test
    void aLossByHandIsCounted() {
        try (SampleDb db = SampleDb.inMemory()) {
            SampleDb.Transaction tx = db.begin();
            increment(tx);
            Thread other = new Thread(() -> db.counts().put(ROW, 5L));
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertInstanceOf(ConflictException.class, assertThrows(RuntimeException.class, tx::commit));
            assertEquals(new Stats.Transactions(0, 1, 0, 0, 0), db.stats().transactions());
        }
    }
}
