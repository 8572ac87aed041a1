package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.ClosedException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.ReadOnlyException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import io.muniment.recovery.OpenProgress;
import io.muniment.recovery.Salvage;
import io.muniment.recovery.Verify;
import io.muniment.recovery.VerifyReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids that are given out once and never again. */
class IdsTest {

    private static final Options OPTIONS = TestDatabase.options();

    private final SimStorage disk = new SimStorage();
    private SampleDb db = SampleDb.open(disk, OPTIONS);

    @AfterEach
    void close() {
        db.close();
    }

    private void reopen() {
        db.close();
        db = SampleDb.open(disk, OPTIONS);
    }

    /** So many ids of events; returns the last. */
    private long take(int count) {
        long last = 0;
        for (int i = 0; i < count; i++) {
            long next = db.events().nextId();
            assertTrue(next > last, next + " after " + last);
            last = next;
        }
        return last;
    }

    // ---- What is given out

    @Test
    void eachTableCountsFromOne() {
        assertEquals(1, db.events().nextId());
        assertEquals(2, db.events().nextId());
        assertEquals(1, db.counts().nextId());
        assertEquals(3, db.events().nextId());
    }

    @Test
    void aDatabaseInMemoryGivesOutIdsToo() {
        try (SampleDb memory = SampleDb.inMemory()) {
            for (long id = 1; id <= 1_000; id++) {
                assertEquals(id, memory.events().nextId());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sixteenThreadsGetIdsOfTheirOwn(Durability durability) throws Exception {
        db.close();
        db = SampleDb.open(disk, OPTIONS.durability(durability));
        Set<Long> all = ConcurrentHashMap.newKeySet();
        Threads threads = new Threads();
        for (int t = 0; t < 16; t++) {
            threads.untilDone(() -> {
                long last = 0;
                for (int i = 0; i < 5_000; i++) {
                    long next = db.events().nextId();
                    assertTrue(next > last, "to one thread they ascend");
                    assertTrue(all.add(next), () -> next + " was given out twice");
                    last = next;
                }
            });
        }
        threads.join();
        assertEquals(16 * 5_000, all.size());
        assertTrue(all.contains(16L * 5_000), "there is no gap within a session");
    }

    @Test
    void aShortSessionLosesFewIdsAndALongOneWaitsSeldom() {
        take(3);
        reopen();
        assertEquals(17, db.events().nextId());
        long sequence = db.stats().sequence();
        take(200_000);
        assertTrue(
                db.stats().sequence() - sequence < 20, "commits: " + (db.stats().sequence() - sequence));
        assertEquals(200_018, db.events().nextId());
    }

    // ---- What happens in between

    @Test
    void noIdComesAgainInALaterSession() {
        long last = 0;
        for (int session = 0; session < 20; session++) {
            long first = db.events().nextId();
            assertTrue(first > last, first + " after " + last);
            last = take(session * 7 + 1);
            switch (session % 4) {
                case 0 -> db.snapshot();
                case 1 -> db.events().clear();
                case 2 -> db.write(tx -> tx.events().clear());
                default -> {}
            }
            reopen();
        }
        assertEquals(1, db.counts().nextId());
    }

    @Test
    void aSnapshotHoldsThemWithoutTheLogBefore() {
        long last = take(100);
        db.events().put(last, "the last");
        db.snapshot();
        db.events().remove(last);
        db.snapshot();
        assertTrue(
                disk.names().stream().filter(name -> name.startsWith("segment")).count() == 1);
        reopen();
        assertTrue(db.events().nextId() > last);
    }

    @ParameterizedTest
    @EnumSource
    void noIdThatWasGivenOutComesAgainAfterACrash(Durability durability) {
        SimStorage cut = new SimStorage();
        AtomicLong last = new AtomicLong();
        List<SimStorage> crashes = new ArrayList<>();
        List<Long> given = new ArrayList<>();
        try (SampleDb crashing = SampleDb.open(cut, OPTIONS.durability(durability))) {
            cut.before((current, operation, name) -> {
                boolean isPowerCut = durability != Durability.WRITTEN && crashes.size() % 2 == 0;
                crashes.add(isPowerCut ? current.powerCut(crashes.size()) : current.kill());
                given.add(last.get());
            });
            for (int i = 0; i < 3_000; i++) {
                last.set(crashing.events().nextId());
                if (i % 50 == 0) {
                    crashing.events().put(last.get(), "an entry");
                }
                if (i % 1_000 == 999) {
                    crashing.snapshot();
                }
            }
            cut.before(null);
        }
        assertTrue(crashes.size() > 20, crashes.size() + " crashes");
        for (int i = 0; i < crashes.size(); i++) {
            try (SampleDb found = SampleDb.open(crashes.get(i), OPTIONS)) {
                long next = found.events().nextId();
                Long greatest = found.events().lastKey();
                assertTrue(greatest == null || next > greatest, next + " is the id of an entry");
                if (durability != Durability.ASYNC) {
                    long before = given.get(i);
                    assertTrue(next > before, () -> next + " after " + before);
                }
            }
        }
    }

    @Test
    void whoAsksWhileABlockIsBeingReservedGetsNoneOfItBeforeItIsDurable() throws Exception {
        take(16);
        AtomicLong given = new AtomicLong();
        AtomicLong givenBefore = new AtomicLong(-1);
        Thread other = new Thread(() -> given.set(db.events().nextId()));
        List<SimStorage> cut = new ArrayList<>();
        disk.before((current, operation, name) -> {
            if (operation == SimStorage.Operation.SYNC && cut.isEmpty()) {
                other.start();
                while (!Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(other.getState())) {
                    Thread.onSpinWait();
                }
                cut.add(current.losingAllUnsynced());
                givenBefore.set(given.get());
            }
        });
        long own = db.events().nextId();
        disk.before(null);
        other.join();
        assertTrue(Math.min(own, given.get()) == 17 && Math.max(own, given.get()) == 18);
        assertEquals(0, givenBefore.get(), "given out before the sync");
        try (SampleDb found = SampleDb.open(cut.get(0), OPTIONS)) {
            assertEquals(17, found.events().nextId(), "the reservation was not durable");
        }
    }

    @Test
    void anIdWhoseReservationFailedIsNotGivenOut() {
        long last = take(16);
        disk.capacity(disk.used());
        // What is left of the segment is used up first.
        assertThrows(DiskFullException.class, () -> {
            for (long i = 0; i < 1_000; i++) {
                db.blobs().put("key " + i, io.muniment.codec.Bytes.copyOf(new byte[10_000]));
            }
        });
        assertThrows(DiskFullException.class, () -> {
            while (true) {
                db.counts().put("small", 1L);
            }
        });
        DiskFullException refused =
                assertThrows(DiskFullException.class, () -> db.events().nextId());
        assertTrue(refused.getMessage().contains("full"), refused.getMessage());
        disk.capacity(Long.MAX_VALUE);
        assertEquals(last + 1, db.events().nextId(), "nothing has happened");
        disk.failAt(1, SimStorage.Fault.IO_ERROR);
        assertThrows(FailedException.class, () -> take(1_000));
        assertThrows(FailedException.class, () -> db.events().nextId());
        disk.heal();
        reopen();
        assertTrue(db.events().nextId() > last + 16);
    }

    @Test
    void whatIsIntactIsSalvagedWithItsIdsAndWhatIsNotSkipsAllThatCanBeMissing() {
        long last = take(100);
        db.events().put(last, "the last");
        db.snapshot();
        db.close();
        SimStorage whole = new SimStorage();
        assertEquals(1, Salvage.salvage(disk, whole, SampleDb.SCHEMA).entries(), "table 0 is nobody's");
        try (SampleDb salvaged = SampleDb.open(whole, OPTIONS)) {
            long next = salvaged.events().nextId();
            assertTrue(next > last && next < 1_000, "next: " + next);
            assertEquals(1, salvaged.counts().nextId());
        }
        String snapshot = disk.names().stream()
                .filter(name -> name.startsWith("snapshot"))
                .findFirst()
                .orElseThrow();
        disk.flip(snapshot, disk.bytes(snapshot).length / 2, 1);
        db = SampleDb.inMemory();
        SimStorage rescued = new SimStorage();
        assertTrue(!Salvage.salvage(disk, rescued, SampleDb.SCHEMA).findings().isEmpty());
        try (SampleDb salvaged = SampleDb.open(rescued, OPTIONS)) {
            assertEquals((1L << 40) + 1, salvaged.counts().nextId());
            assertTrue(salvaged.events().nextId() > 1L << 40);
        }
    }

    @Test
    void verifyReadsThem() {
        take(100);
        db.snapshot();
        take(100);
        db.close();
        VerifyReport report = Verify.verify(disk, SampleDb.SCHEMA, OpenProgress.NONE);
        assertTrue(report.isIntact(), () -> report.findings().toString());
    }

    @Test
    void theyAreNoTableOfTheUsers() {
        take(100);
        assertEquals(
                Set.of("awkward", "blobs", "config", "counts", "events"),
                db.stats().entries().keySet());
        assertEquals(0, db.stats().entries().get("events"));
        try (SampleDb.Transaction view = db.view()) {
            assertTrue(view.events().isEmpty());
        }
    }

    // ---- Where they are asked for

    @Test
    void inATransactionAnIdIsTakenBesideIt() {
        Set<Long> given = new HashSet<>();
        assertThrows(
                IllegalStateException.class,
                () -> db.write(tx -> {
                    given.add(tx.events().nextId());
                    tx.events().put(1L, "not for long");
                    throw new IllegalStateException("no");
                }));
        try (SampleDb.Transaction first = db.begin()) {
            // Reserves more than once, and others do meanwhile.
            for (int i = 0; i < 100; i++) {
                assertTrue(given.add(first.events().nextId()));
            }
            Threads other = new Threads();
            other.untilDone(() -> db.write(tx -> {
                for (int i = 0; i < 1_000; i++) {
                    long id = tx.events().nextId();
                    assertTrue(given.add(id));
                    tx.counts().put("id " + id, id);
                }
            }));
            other.join();
            for (int i = 0; i < 1_000; i++) {
                assertTrue(given.add(first.events().nextId()));
            }
            first.events().put(first.events().nextId(), "it is no conflict");
            first.commit();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        assertEquals(1, db.events().size());
        assertEquals(0, db.stats().transactions().lost());
    }

    @Test
    void whoRunsAloneGetsIdsWhileOthersWaitForTheirs() throws Exception {
        Threads rounds = new Threads();
        rounds.untilDone(() -> {
            for (int round = 0; round < 20; round++) {
                Threads others = new Threads();
                CountDownLatch asked = new CountDownLatch(4);
                db.exclusive(tx -> {
                    for (int t = 0; t < 4; t++) {
                        others.untilDone(() -> {
                            asked.countDown();
                            for (int i = 0; i < 100; i++) {
                                db.events().nextId();
                            }
                        });
                    }
                    asked.await();
                    for (int i = 0; i < 200; i++) {
                        tx.events().nextId();
                    }
                });
                others.join();
                reopen();
            }
        });
        rounds.join();
    }

    @Test
    void nothingIsGivenOutWhereNothingCanBeWritten() {
        take(1);
        try (SampleDb.Transaction view = db.view()) {
            assertThrows(
                    UnsupportedOperationException.class, () -> view.events().nextId());
        }
        db.<Void, RuntimeException>read(tx -> {
            assertThrows(UnsupportedOperationException.class, () -> tx.events().nextId());
            return null;
        });
        SampleDb.Transaction ended = db.begin();
        ended.close();
        assertThrows(IllegalStateException.class, () -> ended.events().nextId());
        db.close();
        assertThrows(ClosedException.class, () -> db.events().nextId());
        try (SampleDb reader = SampleDb.open(disk, OPTIONS.readOnly(true))) {
            assertThrows(ReadOnlyException.class, () -> reader.events().nextId());
        }
    }
}
