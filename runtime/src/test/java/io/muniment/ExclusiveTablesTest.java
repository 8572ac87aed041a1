package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Bytes;
import io.muniment.error.ClosedException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.SimStorage.Operation;
import io.muniment.fixture.Threads;
import io.muniment.table.LockableTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has some tables to itself. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExclusiveTablesTest {

    private static final int RETRIES = 3;
    private static final Bytes BYTES = Bytes.copyOf(new byte[] {1, 2, 3});

    private final Options options =
            Options.defaults().retries(RETRIES).automaticSnapshots(false).durability(Durability.SYNCED);
    private final SimStorage disk = new SimStorage();
    private SampleDb db = SampleDb.inMemory();

    @AfterEach
    void close() {
        db.close();
    }

    private void onDisk() {
        db.close();
        db = SampleDb.open(disk, options);
    }

    /** Another thread, and what became of what it does. */
    private static final class Other {

        private final Thread thread;
        private volatile Throwable thrown;
        private volatile boolean isDone;
        private volatile boolean isInterrupted;

        private Other(ThreadFactory factory, Threads.Work work) {
            thread = factory.newThread(() -> {
                try {
                    work.run();
                } catch (Throwable e) {
                    thrown = e;
                }
                isInterrupted = Thread.currentThread().isInterrupted();
                isDone = true;
            });
            thread.setDaemon(true);
            thread.start();
        }

        static Other begin(Threads.Work work) {
            return new Other(Thread::new, work);
        }

        /** Returns when it has begun to wait, and has not done its work. */
        Other awaitWaiting() {
            while (!Set.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(thread.getState())) {
                Thread.onSpinWait();
            }
            assertFalse(isDone, () -> "it did not wait, " + thrown);
            return this;
        }

        Throwable thrown() throws InterruptedException {
            thread.join();
            return thrown;
        }

        void join() throws InterruptedException {
            thread.join();
            if (thrown != null) {
                throw new AssertionError(thrown);
            }
        }
    }

    // ---- Who waits for whom

    @Test
    void othersGoOnWithOtherTablesMeanwhile() throws Exception {
        db.exclusive(List.of(db.counts(), db.config()), tx -> {
            tx.counts().put("a", 1L);
            Other.begin(() -> {
                        db.events().put(1L, "x");
                        db.write(other -> other.blobs().put("b", BYTES));
                        db.writeAsync(other -> other.events().put(2L, "y")).join();
                        db.events().clear();
                        db.events().load(Stream.of(Map.entry(3L, "z")));
                        db.exclusive(List.of(db.events(), db.blobs()), other -> {
                            assertNull(other.counts().get("a"));
                            other.events().put(4L, "z");
                        });
                    })
                    .join();
            tx.config().set("done");
        });
        assertEquals(1L, db.counts().get("a"));
        assertEquals(2, db.events().size());
        assertEquals(1, db.blobs().size());
        assertEquals(0, db.stats().transactions().lost());
        assertEquals(0, db.stats().transactions().alone());
    }

    @Test
    void readersNeverWait() throws Exception {
        db.counts().put("a", 1L);
        db.exclusive(List.of(db.counts()), tx -> {
            tx.counts().put("a", 2L);
            Other.begin(() -> {
                        assertEquals(1L, db.counts().get("a"));
                        assertEquals(
                                1L,
                                db.<Long, RuntimeException>read(
                                        other -> other.counts().get("a")));
                        db.write(other ->
                                other.events().put(1L, other.counts().get("a").toString()));
                        try (SampleDb.Transaction view = db.view()) {
                            assertEquals(1L, view.counts().get("a"));
                        }
                    })
                    .join();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put",
                "remove",
                "clear",
                "putAll",
                "load",
                "compute",
                "write",
                "writeAsync",
                "begin",
                "exclusive",
                "alone",
                "poll"
            })
    void whoChangesTheTableWaits(String what) throws Exception {
        Map<String, Threads.Work> ways = Map.ofEntries(
                Map.entry("put", () -> db.events().put(1L, "late")),
                Map.entry("remove", () -> db.events().remove(1L)),
                Map.entry("clear", () -> db.events().clear()),
                Map.entry("putAll", () -> db.events().putAll(Map.of(1L, "late", 2L, "late"))),
                Map.entry("load", () -> db.events().load(Stream.of(Map.entry(1L, "late")))),
                Map.entry("compute", () -> db.events().compute(1L, (key, value) -> "late")),
                Map.entry(
                        "write",
                        () -> db.write(tx -> {
                            tx.counts().put("late", 1L);
                            tx.events().put(1L, "late");
                        })),
                Map.entry(
                        "writeAsync",
                        () -> db.writeAsync(tx -> tx.events().put(1L, "late")).join()),
                Map.entry("begin", () -> {
                    try (SampleDb.Transaction tx = db.begin()) {
                        tx.events().clear();
                        tx.commit();
                    }
                }),
                Map.entry(
                        "exclusive",
                        () -> db.exclusive(
                                List.of(db.blobs(), db.events()),
                                tx -> tx.events().put(1L, "late"))),
                Map.entry("alone", () -> db.exclusive(tx -> tx.events().put(1L, "late"))),
                Map.entry("poll", () -> db.events().pollFirstEntry()));
        db.events().put(1L, "early");
        Other[] other = new Other[1];
        db.exclusive(List.of(db.events()), tx -> {
            other[0] = Other.begin(ways.get(what)).awaitWaiting();
            assertEquals("early", tx.events().get(1L));
            assertEquals("early", db.events().get(1L));
        });
        other[0].join();
        assertNotEquals("early", db.events().get(1L));
    }

    @Test
    void tablesOfGroupsSequencesAndSinglesCanBeHadToo() throws Exception {
        db.exclusive(List.of(db.config()), tx -> {
            Other.begin(() -> db.counts().put("a", 1L)).join();
            tx.config().set("mine");
        });
        try (GroupsDb groups = GroupsDb.inMemory()) {
            List<LockableTable> all =
                    List.of(groups.lists(), groups.maps(), groups.tables().raw(), groups.journal(), groups.sets());
            List<Threads.Work> changes = List.of(
                    () -> groups.lists().add(1L, "late"),
                    () -> groups.maps().put(1L, "late", 1L),
                    () -> groups.tables().raw().append(new byte[1]),
                    () -> groups.journal().append("late"),
                    () -> groups.sets().add(1L, "late"));
            for (int own = 0; own < all.size(); own++) {
                int mine = own;
                Other[] other = new Other[1];
                groups.exclusive(List.of(all.get(own)), tx -> {
                    for (int i = 0; i < changes.size(); i++) {
                        if (i != mine) {
                            Other.begin(changes.get(i)).join();
                        }
                    }
                    other[0] = Other.begin(changes.get(mine)).awaitWaiting();
                });
                other[0].join();
            }
            assertEquals(5, groups.journal().size());
        }
    }

    @Test
    void whoComesFirstIsFirstAmongThoseThatAreInEachOthersWay() throws Exception {
        ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
        List<Other> others = new ArrayList<>();
        db.exclusive(List.of(db.counts()), tx -> {
            others.add(Other.begin(() -> db.exclusive(List.of(db.counts(), db.events()), in -> order.add("both")))
                    .awaitWaiting());
            // Nobody has it, but somebody waits for it.
            others.add(Other.begin(() -> db.exclusive(List.of(db.events()), in -> order.add("events")))
                    .awaitWaiting());
            // Who does not want it for itself needs not wait for who does not have it.
            Other.begin(() -> db.events().put(1L, "x")).join();
            Other.begin(() -> db.exclusive(List.of(db.blobs()), in -> order.add("blobs")))
                    .join();
            others.add(Other.begin(() -> db.exclusive(in -> order.add("alone"))).awaitWaiting());
            others.add(Other.begin(() -> db.exclusive(List.of(db.blobs()), in -> order.add("blobs again")))
                    .awaitWaiting());
            order.add("first");
        });
        for (Other other : others) {
            other.join();
        }
        assertEquals(List.of("blobs", "first", "both", "events", "alone", "blobs again"), List.copyOf(order));
    }

    @Test
    void whoHasWaitedToCommitIsNotOvertakenByThoseWhoWantTheTableAfterwards() throws Exception {
        List<Other> others = new ArrayList<>();
        AtomicLong seen = new AtomicLong();
        db.exclusive(List.of(db.counts()), tx -> {
            others.add(Other.begin(() -> db.counts().put("a", 7L)).awaitWaiting());
            others.add(Other.begin(() -> db.exclusive(
                            List.of(db.counts()), in -> seen.set(in.counts().getOrDefault("a", 0L))))
                    .awaitWaiting());
        });
        for (Other other : others) {
            other.join();
        }
        assertEquals(7, seen.get());
    }

    @Test
    void whoRunsAloneLetsNobodyHaveATable() throws Exception {
        Other[] other = new Other[1];
        db.exclusive(tx -> {
            other[0] = Other.begin(() -> db.exclusive(List.of(db.blobs()), in -> {
                        assertEquals(1L, in.counts().get("a"));
                        in.blobs().put("b", BYTES);
                    }))
                    .awaitWaiting();
            tx.counts().put("a", 1L);
        });
        other[0].join();
        assertEquals(1, db.blobs().size());
    }

    // ---- What is promised to who has tables

    @Test
    void itNeverLosesByWhatItReadsOfItsOwn() throws Exception {
        onDisk();
        Threads threads = new Threads();
        AtomicInteger runs = new AtomicInteger();
        threads.untilDone(() -> {
            for (int i = 0; i < 100; i++) {
                int before = runs.get();
                db.exclusive(List.of(db.counts(), db.events()), tx -> {
                    runs.incrementAndGet();
                    long sum = tx.counts().size() + tx.events().size();
                    for (long count : tx.counts().asMap().values()) {
                        sum += count;
                    }
                    Thread.yield();
                    tx.counts().merge("sum", sum, Long::sum);
                    tx.events()
                            .put(
                                    tx.events().asMap().isEmpty()
                                            ? 1
                                            : tx.events().lastEntry().getKey() + 1,
                                    "mine");
                });
                assertEquals(before + 1, runs.get());
            }
        });
        for (int t = 0; t < 3; t++) {
            String key = "other" + t;
            threads.whileBusy(() -> {
                db.counts().merge(key, 1L, Long::sum);
                db.write(tx -> tx.events().put((long) tx.events().size(), key));
                db.writeAsync(tx -> tx.counts().put(key + "async", 1L));
            });
        }
        threads.join();
        assertEquals(100, runs.get());
    }

    @Test
    void itSeesWhatWasOnItsWayToTheDisk() throws Exception {
        onDisk();
        for (int i = 0; i < 50; i++) {
            long number = i;
            var underWay = db.writeAsync(tx -> tx.counts().put("a", number));
            AtomicInteger runs = new AtomicInteger();
            db.exclusive(List.of(db.counts()), tx -> {
                runs.incrementAndGet();
                assertEquals(number, tx.counts().get("a"));
                tx.counts().put("b", number);
            });
            assertEquals(1, runs.get());
            underWay.join();
        }
    }

    @Test
    void whatItReadsOfOthersIsLookedAtAndAfterSomeLossesItRunsAlone() throws Exception {
        onDisk();
        AtomicInteger runs = new AtomicInteger();
        db.exclusive(List.of(db.counts()), tx -> {
            int run = runs.incrementAndGet();
            tx.counts().put("seen", (long) tx.events().size());
            if (run <= RETRIES) {
                Other.begin(() -> db.events().put((long) run, "x")).join();
            } else {
                // The same is refused as before.
                assertThrows(IllegalStateException.class, () -> tx.events().put(9L, "y"));
            }
        });
        assertEquals(RETRIES + 1, runs.get());
        assertEquals((long) RETRIES, db.counts().get("seen"));
        assertEquals(RETRIES, db.stats().transactions().lost());
        assertEquals(1, db.stats().transactions().alone());
        Other.begin(() -> db.counts().put("a", 1L)).join();
    }

    @Test
    void oneLossDoesNotMakeItLetGo() throws Exception {
        Other[] other = new Other[1];
        AtomicInteger runs = new AtomicInteger();
        db.exclusive(List.of(db.counts()), tx -> {
            assertNull(tx.counts().get("late"));
            tx.counts().put("seen", (long) tx.events().size());
            if (runs.incrementAndGet() == 1) {
                other[0] = Other.begin(() -> db.counts().put("late", 1L)).awaitWaiting();
                Other.begin(() -> db.events().put(1L, "x")).join();
            }
        });
        assertEquals(2, runs.get());
        other[0].join();
        assertEquals(1L, db.counts().get("seen"));
    }

    @Test
    void withoutRetriesItStillRunsBesideThoseWhoChangeOthers() throws Exception {
        db.close();
        db = SampleDb.open(disk, options.retries(0));
        db.exclusive(List.of(db.counts()), tx -> {
            tx.counts().put("a", 1L);
            Other.begin(() -> db.events().put(1L, "x")).join();
        });
        assertEquals(0, db.stats().transactions().alone());
    }

    // ---- What is refused

    @Test
    void toWriteToAnotherTableIsRefused() throws Exception {
        db.events().put(1L, "x");
        db.exclusive(List.of(db.counts()), tx -> {
            tx.counts().put("a", 1L);
            List<Runnable> ways = List.of(
                    () -> tx.events().put(1L, "y"),
                    () -> tx.events().remove(1L),
                    () -> tx.events().clear(),
                    () -> tx.events().putAll(Map.of(1L, "y")),
                    () -> tx.events().compute(1L, (key, value) -> "y"),
                    () -> tx.events().replace(1L, "x", "y"),
                    () -> tx.events().pollFirstEntry(),
                    () -> tx.events().asMap().values().removeIf(value -> true),
                    () -> tx.events().load(Stream.of(Map.entry(1L, "y"))),
                    () -> tx.config().set("y"));
            for (Runnable way : ways) {
                assertThrows(IllegalStateException.class, way::run);
            }
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> tx.events().put(1L, "y"));
            assertEquals(
                    "the transaction has not got table events to itself, so it cannot write to it: name it in"
                            + " exclusive(..) with the others",
                    refused.getMessage());
            assertEquals("x", tx.events().get(1L));
        });
        assertEquals("x", db.events().get(1L));
        assertEquals(1L, db.counts().get("a"));
        assertNull(db.config().get());
        try (GroupsDb groups = GroupsDb.inMemory()) {
            groups.exclusive(List.of(groups.lists()), tx -> {
                assertThrows(IllegalStateException.class, () -> tx.sets().add(1L, "x"));
                assertThrows(IllegalStateException.class, () -> tx.journal().add("x"));
                assertThrows(IllegalStateException.class, () -> tx.maps().put(1L, "x", 1L));
                tx.lists().add(1L, "x");
            });
            assertEquals(List.of("x"), groups.lists().of(1L));
            assertEquals(0, groups.journal().size());
        }
    }

    @Test
    void idsAreGivenOutOfAnyTable() throws Exception {
        onDisk();
        db.exclusive(List.of(db.counts()), tx -> {
            for (long id = 1; id <= 40; id++) {
                assertEquals(id, tx.events().nextId());
            }
            Other.begin(() -> assertEquals(41, db.events().nextId())).join();
        });
    }

    @Test
    void onlyTablesOfThisDatabaseAreTaken() throws Exception {
        try (SampleDb other = SampleDb.inMemory();
                SampleDb.Transaction view = db.view()) {
            for (LockableTable table : List.of(other.counts(), view.counts())) {
                IllegalArgumentException refused = assertThrows(
                        IllegalArgumentException.class, () -> db.exclusive(List.of(db.events(), table), tx -> {}));
                assertEquals(
                        "table counts is that of a transaction, or of another database: name the tables of this"
                                + " database, as in db.exclusive(List.of(db.counts()), ..)",
                        refused.getMessage());
            }
        }
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> db.exclusive(List.of(), tx -> {}));
        assertEquals(
                "no table is named, so that nothing could be written: exclusive(body) takes all", refused.getMessage());
        List<LockableTable> withNull = new ArrayList<>();
        withNull.add(null);
        assertThrows(NullPointerException.class, () -> db.exclusive(withNull, tx -> {}));
        db.exclusive(List.of(db.counts(), db.counts()), tx -> tx.counts().put("a", 1L));
        assertEquals(1L, db.counts().get("a"));
    }

    @Test
    void aFunctionGivenToAWriteCannotHaveTables() throws Exception {
        db.counts().put("a", 0L);
        AtomicInteger runs = new AtomicInteger();
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> db.counts().compute("a", (key, value) -> {
                    runs.incrementAndGet();
                    db.exclusive(List.of(db.counts()), tx -> tx.counts().merge("a", 1L, Long::sum));
                    return value + 1;
                }));
        assertTrue(refused.getMessage().contains("must not write itself"), refused.getMessage());
        assertEquals(1, runs.get());
        assertEquals(0L, db.counts().get("a"));
        Other.begin(() -> db.counts().put("b", 1L)).join();
    }

    // ---- How it ends

    @Test
    void whatItThrowsGivesTheTablesBack() throws Exception {
        for (Throwable thrown :
                List.of(new java.io.IOException(), new IllegalStateException(), new StackOverflowError())) {
            Other[] other = new Other[1];
            Throwable out = assertThrows(
                    Throwable.class,
                    () -> db.exclusive(List.of(db.counts()), tx -> {
                        tx.counts().put("a", 1L);
                        other[0] = Other.begin(() -> db.counts().put("b", 1L)).awaitWaiting();
                        if (thrown instanceof Error error) {
                            throw error;
                        }
                        throw (Exception) thrown;
                    }));
            assertSame(thrown, out);
            other[0].join();
            assertNull(db.counts().get("a"));
        }
        db.exclusive(List.of(db.counts()), tx -> tx.counts().put("a", 1L));
        assertEquals(0, db.stats().transactions().openViews());
    }

    @Test
    void whoWaitsIsToldThatTheDatabaseIsClosed() throws Exception {
        onDisk();
        List<Other> others = new ArrayList<>();
        assertThrows(
                ClosedException.class,
                () -> db.exclusive(List.of(db.counts()), tx -> {
                    tx.counts().put("a", 1L);
                    others.add(Other.begin(() -> db.counts().put("b", 1L)).awaitWaiting());
                    others.add(Other.begin(() -> db.writeAsync(in -> in.counts().put("c", 1L)))
                            .awaitWaiting());
                    others.add(Other.begin(() -> db.exclusive(List.of(db.counts()), in -> {}))
                            .awaitWaiting());
                    others.add(Other.begin(() -> db.exclusive(in -> {})).awaitWaiting());
                    Other.begin(() -> db.close()).join();
                    for (Other other : others) {
                        assertInstanceOf(ClosedException.class, other.thrown());
                    }
                }));
        onDisk();
        assertEquals(0, db.counts().size());
    }

    @Test
    void whoWaitsToCommitIsToldThatTheDiskHasFailed() throws Exception {
        onDisk();
        FailedException failed = assertThrows(
                FailedException.class,
                () -> db.exclusive(List.of(db.counts()), tx -> {
                    tx.counts().put("a", 1L);
                    Other waiting = Other.begin(() -> db.counts().put("b", 1L)).awaitWaiting();
                    disk.failAt(1, Fault.IO_ERROR);
                    assertThrows(
                            FailedException.class,
                            () -> throwing(Other.begin(() -> db.blobs().put("x", BYTES))));
                    FailedException told = assertInstanceOf(FailedException.class, waiting.thrown());
                    assertEquals(Outcome.NOT_COMMITTED, told.outcome());
                    assertEquals(0, db.counts().size());
                }));
        assertEquals(Outcome.NOT_COMMITTED, failed.outcome());
    }

    private static void throwing(Other other) throws Exception {
        Throwable thrown = other.thrown();
        if (thrown instanceof Exception e) {
            throw e;
        }
    }

    @Test
    void aFullDiskGivesTheTablesBack() throws Exception {
        onDisk();
        db.counts().put("a", 1L);
        disk.failAt(1, Fault.SHORT_WRITE_NO_SPACE);
        assertThrows(
                DiskFullException.class,
                () -> db.exclusive(List.of(db.counts()), tx -> tx.counts().put("a", 2L)));
        assertEquals(1L, db.counts().get("a"));
        Other.begin(() -> db.counts().put("a", 3L)).join();
        db.exclusive(List.of(db.counts()), tx -> assertEquals(3L, tx.counts().get("a")));
    }

    @Test
    void whatWasCommittedIsThereAfterAPowerCut() throws Exception {
        onDisk();
        db.exclusive(List.of(db.counts(), db.events()), tx -> {
            tx.counts().put("a", 1L);
            tx.events().put(1L, "x");
        });
        try (SampleDb again = SampleDb.open(disk.losingAllUnsynced(), options)) {
            assertEquals(1L, again.counts().get("a"));
            assertEquals("x", again.events().get(1L));
        }
    }

    @Test
    void toInterruptWhoWaitsChangesNothing() throws Exception {
        List<Other> others = new ArrayList<>();
        db.exclusive(List.of(db.counts()), tx -> {
            others.add(Other.begin(() -> db.counts().put("b", 1L)).awaitWaiting());
            others.add(Other.begin(() ->
                            db.exclusive(List.of(db.counts()), in -> in.counts().put("c", 1L)))
                    .awaitWaiting());
            for (Other other : others) {
                other.thread.interrupt();
                other.awaitWaiting();
            }
            assertEquals(0, tx.counts().size());
        });
        for (Other other : others) {
            other.join();
            assertTrue(other.isInterrupted);
        }
        assertEquals(2, db.counts().size());
    }

    @Test
    void whoIsInterruptedHasItsTablesAllTheSame() throws Exception {
        onDisk();
        Thread.currentThread().interrupt();
        db.exclusive(List.of(db.counts()), tx -> tx.counts().put("a", 1L));
        assertTrue(Thread.interrupted());
        assertEquals(1L, db.counts().get("a"));
    }

    @Test
    void virtualThreadsWaitLikeOthers() throws Exception {
        ThreadFactory virtual;
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            virtual = (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (NoSuchMethodException
                | UnsupportedOperationException
                | java.lang.reflect.InvocationTargetException e) {
            Assumptions.abort("there are no virtual threads");
            return;
        }
        onDisk();
        List<Other> others = new ArrayList<>();
        for (int t = 0; t < 200; t++) {
            int kind = t % 4;
            others.add(new Other(virtual, () -> {
                switch (kind) {
                    case 0 ->
                        db.exclusive(List.of(db.counts()), tx -> tx.counts().merge("a", 1L, Long::sum));
                    case 1 -> db.counts().merge("a", 1L, Long::sum);
                    case 2 ->
                        db.exclusive(
                                List.of(db.counts(), db.events()),
                                tx -> tx.counts().merge("a", 1L, Long::sum));
                    default -> db.exclusive(tx -> tx.counts().merge("a", 1L, Long::sum));
                }
            }));
        }
        for (Other other : others) {
            other.join();
        }
        assertEquals(200L, db.counts().get("a"));
    }

    // ---- Many at once

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void noIncrementIsLostAndNobodyWaitsForEver(boolean inMemory) throws Exception {
        long seed = new Random().nextLong() >>> 16;
        System.out.println("Exclusive tables" + (inMemory ? " in memory" : " on disk") + ", seed " + seed);
        if (!inMemory) {
            onDisk();
        }
        int rounds = inMemory ? 2_000 : 200;
        AtomicLong counts = new AtomicLong();
        AtomicLong events = new AtomicLong();
        AtomicLong config = new AtomicLong();
        Threads threads = new Threads();
        for (int t = 0; t < 8; t++) {
            Random dice = SimStorage.dice(seed + t);
            threads.untilDone(() -> {
                for (int i = 0; i < rounds; i++) {
                    boolean isCounts = dice.nextBoolean();
                    boolean isEvents = dice.nextBoolean();
                    boolean isConfig = dice.nextBoolean() || !(isCounts || isEvents);
                    switch (dice.nextInt(8)) {
                        case 0 -> db.exclusive(tx -> count(tx, isCounts, isEvents, isConfig));
                        case 1, 2 -> db.write(tx -> count(tx, isCounts, isEvents, isConfig));
                        case 3 -> db.writeAsync(tx -> count(tx, isCounts, isEvents, isConfig));
                        default ->
                            db.exclusive(own(isCounts, isEvents, isConfig), tx -> {
                                count(tx, isCounts, isEvents, isConfig);
                                if (dice.nextInt(4) == 0) {
                                    tx.events().size();
                                    tx.config().get();
                                }
                            });
                    }
                    counts.addAndGet(isCounts ? 1 : 0);
                    events.addAndGet(isEvents ? 1 : 0);
                    config.addAndGet(isConfig ? 1 : 0);
                }
            });
        }
        threads.join();
        db.exclusive(tx -> {
            assertEquals(counts.get(), tx.counts().get("n"));
            assertEquals(Long.toString(events.get()), tx.events().get(0L));
            assertEquals(Long.toString(config.get()), tx.config().get());
        });
        assertEquals(0, db.stats().transactions().openViews());
        assertEquals("", db.leftOver());
    }

    private List<LockableTable> own(boolean isCounts, boolean isEvents, boolean isConfig) {
        List<LockableTable> own = new ArrayList<>();
        if (isConfig) {
            own.add(db.config());
        }
        if (isCounts) {
            own.add(db.counts());
        }
        if (isEvents) {
            own.add(db.events());
        }
        return own;
    }

    /** One more in each; others may come between what it reads and what it writes. */
    private static void count(SampleDb.Transaction tx, boolean isCounts, boolean isEvents, boolean isConfig) {
        long counts = tx.counts().getOrDefault("n", 0L);
        Thread.yield();
        if (isCounts) {
            tx.counts().put("n", counts + 1);
        }
        if (isEvents) {
            tx.events().merge(0L, "1", (old, one) -> Long.toString(Long.parseLong(old) + 1));
        }
        if (isConfig) {
            tx.config().update(old -> old == null ? "1" : Long.toString(Long.parseLong(old) + 1));
        }
    }

    @Test
    void itBeginsOnlyWhenWhatHasPassedIsDurable() throws Exception {
        onDisk();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        disk.before((current, operation, name) -> {
            if (operation == Operation.SYNC) {
                blocked.countDown();
                uninterruptibly(go);
            }
        });
        Other first = Other.begin(() -> db.counts().put("a", 1L));
        blocked.await();
        List<Other> others = new ArrayList<>();
        try {
            others.add(Other.begin(() -> db.exclusive(List.of(db.counts()), tx -> {
                        assertEquals(1L, tx.counts().get("a"));
                        tx.counts().put("b", 1L);
                    }))
                    .awaitWaiting());
            // It has the table already, so this waits for it.
            others.add(Other.begin(() -> db.counts().put("b", 2L)).awaitWaiting());
        } finally {
            go.countDown();
            disk.before(null);
        }
        first.join();
        for (Other other : others) {
            other.join();
        }
        assertEquals(2L, db.counts().get("b"));
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
