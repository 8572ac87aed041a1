package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.SampleDb.Awkward;
import io.muniment.error.ClosedException;
import io.muniment.error.ConflictException;
import io.muniment.error.FailedException;
import io.muniment.error.TooLargeException;
import io.muniment.error.UnserializableException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees of transactions, one thread at a time. */
class TransactionsTest {

    @TempDir
    Path directory;

    private SampleDb db;

    @BeforeEach
    void open() {
        db = SampleDb.open(directory.resolve("db"), Options.defaults().recordBytes(1 << 20));
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void reopen() {
        db.close();
        open();
    }

    private long sequence() {
        return db.stats().sequence();
    }

    // ---- All or nothing

    @Test
    void readModifyWriteGivesSixFromFive() {
        db.counts().put("a", 5L);

        db.write(tx -> tx.counts().put("a", tx.counts().get("a") + 1));

        assertEquals(6L, db.counts().get("a"));
        reopen();
        assertEquals(6L, db.counts().get("a"));
    }

    @Test
    void changesOfSeveralTablesAreOneCommit() {
        db.counts().put("from", 1L);
        long before = sequence();

        db.write(tx -> {
            tx.events().put(7L, "from was " + tx.counts().remove("from"));
            tx.config().set("moved");
        });

        assertEquals(before + 1, sequence());
        reopen();
        assertNull(db.counts().get("from"));
        assertEquals("from was 1", db.events().get(7L));
        assertEquals("moved", db.config().get());
    }

    @Test
    void ownWritesAreSeenInsideAndNotOutside() {
        db.counts().put("old", 1L);
        db.write(tx -> {
            tx.counts().put("new", 2L);
            tx.counts().remove("old");
            assertEquals(2L, tx.counts().get("new"));
            assertFalse(tx.counts().containsKey("old"));
            assertEquals(1, tx.counts().size());
            assertEquals(Map.of("new", 2L), tx.counts().asMap());

            assertNull(db.counts().get("new"));
            assertEquals(Map.of("old", 1L), db.counts().asMap());
        });
        assertEquals(Map.of("new", 2L), db.counts().asMap());
    }

    @Test
    void clearIsSeenInsideAndPutsComeAfterIt() {
        db.counts().put("a", 1L);
        db.counts().put("b", 2L);
        db.write(tx -> {
            tx.counts().put("c", 3L);
            tx.counts().clear();
            assertTrue(tx.counts().isEmpty());
            tx.counts().put("b", 4L);
            assertEquals(Map.of("b", 4L), tx.counts().asMap());
            assertEquals(1, tx.counts().size());
            assertEquals(2, db.counts().size());
        });
        assertEquals(Map.of("b", 4L), db.counts().asMap());
        assertEquals(1, db.counts().size());
        reopen();
        assertEquals(Map.of("b", 4L), db.counts().asMap());
    }

    @Test
    void whatIsThrownComesOutAndNothingHasChanged() {
        db.counts().put("a", 1L);
        long before = sequence();
        IOException thrown = new IOException("by the user");

        IOException caught = assertThrows(
                IOException.class,
                () -> db.write(tx -> {
                    tx.counts().clear();
                    tx.config().set("no");
                    throw thrown;
                }));

        assertEquals(thrown, caught);
        assertEquals(Map.of("a", 1L), db.counts().asMap());
        assertNull(db.config().get());
        assertEquals(before, sequence());
        db.write(tx -> tx.config().set("yes"));
        assertEquals("yes", db.config().get());
    }

    @Test
    void resultIsPassedThroughNullToo() {
        assertEquals(3, db.<Integer, RuntimeException>compute(tx -> 3));
        assertNull(db.<Long, RuntimeException>compute(tx -> tx.counts().put("a", 1L)));
        assertEquals(1, db.<Integer, RuntimeException>read(tx -> tx.counts().size()));
    }

    @Test
    void whatChangesNothingWritesNothing() {
        db.counts().put("a", 1L);
        long before = sequence();
        long bytes = db.stats().logBytes();

        db.write(tx -> {});
        db.write(tx -> tx.counts().remove("missing"));
        db.write(tx -> tx.counts().replace("missing", 1L));
        db.write(tx -> tx.counts().compute("a", (key, value) -> value));

        assertEquals(before, sequence());
        assertEquals(bytes, db.stats().logBytes());
    }

    @Test
    void oneKeyWrittenOftenIsOneChangeInTheLog() {
        long before = db.stats().logBytes();
        db.write(tx -> tx.counts().put("a", 0L));
        long one = db.stats().logBytes() - before;

        db.write(tx -> {
            for (long i = 0; i < 1000; i++) {
                tx.counts().put("a", i % 60);
            }
        });

        assertEquals(before + 2 * one, db.stats().logBytes());
        reopen();
        assertEquals(39L, db.counts().get("a"));
    }

    @Test
    void theSameTableAskedForTwiceShowsOneState() {
        db.write(tx -> {
            var first = tx.counts();
            first.put("a", 1L);
            assertEquals(1L, tx.counts().get("a"));
            assertEquals(1, first.size());
        });
    }

    @Test
    void everyKindOfSingleWriteWorksInside() {
        db.write(tx -> {
            assertNull(tx.counts().putIfAbsent("a", 1L));
            assertEquals(1L, tx.counts().putIfAbsent("a", 2L));
            assertEquals(1L, tx.counts().replace("a", 3L));
            assertTrue(tx.counts().replace("a", 3L, 4L));
            assertFalse(tx.counts().remove("a", 9L));
            assertEquals(8L, tx.counts().merge("a", 4L, Long::sum));
            assertEquals(16L, tx.counts().compute("a", (key, value) -> value * 2));
            assertEquals(5L, tx.counts().computeIfAbsent("b", key -> 5L));
            assertNull(tx.counts().computeIfPresent("b", (key, value) -> null));
            assertTrue(tx.counts().asMap().values().removeIf(value -> value == 16));
            assertNull(tx.config().setIfAbsent("one"));
            assertEquals("one!", tx.config().update(value -> value + "!"));
            assertEquals("one!", tx.config().reset());
        });
        assertTrue(db.counts().isEmpty());
        assertNull(db.config().get());
    }

    @Test
    void sortedTableIsWalkedWithOwnChangesInTheirPlaces() {
        for (long i = 0; i < 10; i += 2) {
            db.events().put(i, "old");
        }
        db.write(tx -> {
            tx.events().put(3L, "new");
            tx.events().put(4L, "new");
            tx.events().remove(6L);
            var map = tx.events().asMap();
            assertEquals(List.of(0L, 2L, 3L, 4L, 8L), new ArrayList<>(map.keySet()));
            assertEquals(List.of(8L, 4L, 3L, 2L, 0L), new ArrayList<>(map.descendingKeySet()));
            assertEquals(
                    List.of(3L, 4L),
                    new ArrayList<>(map.subMap(3L, true, 8L, false).keySet()));
            assertEquals(4L, map.lowerKey(8L));
            assertEquals(8L, map.ceilingKey(5L));
            assertEquals("new", map.floorEntry(7L).getValue());
            assertEquals(0L, tx.events().pollFirstEntry().getKey());
            assertEquals(8L, tx.events().pollLastEntry().getKey());
            map.headMap(4L).clear();
            assertEquals(Map.of(4L, "new"), map);
            assertEquals(1, tx.events().size());
        });
        assertEquals(Map.of(4L, "new"), db.events().asMap());
    }

    @Test
    void iteratorSeesTheMomentAtWhichItWasMadeEvenOfItsOwnTransaction() {
        db.counts().put("a", 1L);
        db.write(tx -> {
            tx.counts().put("b", 2L);
            int seen = 0;
            for (String key : tx.counts().asMap().keySet()) {
                tx.counts().put(key + key, 3L);
                tx.counts().remove(key);
                seen++;
            }
            assertEquals(2, seen);
            assertEquals(Map.of("aa", 3L, "bb", 3L), tx.counts().asMap());
        });
    }

    // ---- One moment

    @Test
    void viewSeesTheSameForAllItsLife() {
        for (long i = 0; i < 100; i++) {
            db.counts().put("k" + i, i);
        }
        Map<String, Long> before = Map.copyOf(db.counts().asMap());
        try (SampleDb.Transaction view = db.view()) {
            for (long i = 0; i < 1000; i++) {
                switch ((int) (i % 5)) {
                    case 0 -> db.counts().remove("k" + i % 100);
                    case 1 -> db.counts().put("n" + i, i);
                    case 2 -> db.events().put(i, "x");
                    default -> db.counts().put("k" + i % 100, -i);
                }
            }
            db.counts().clear();
            assertEquals(100, view.counts().size());
            assertEquals(before, view.counts().asMap());
            assertEquals(7L, view.counts().get("k7"));
            assertEquals(0, view.events().size());
            db.snapshot();
            assertEquals(before, view.counts().asMap());
            assertEquals(1, db.stats().transactions().openViews());
        }
        assertEquals(0, db.stats().transactions().openViews());
    }

    @Test
    void sizeIsThatOfWholeCommits() throws Exception {
        try (SampleDb memory = SampleDb.inMemory()) {
            memory.write(TransactionsTest::refill);
            Threads threads = new Threads();
            threads.untilDone(() -> {
                for (int i = 0; i < 5_000; i++) {
                    memory.write(TransactionsTest::refill);
                }
            });
            threads.whileBusy(() -> {
                assertEquals(10, memory.counts().size());
                assertEquals(
                        10,
                        memory.<Integer, RuntimeException>read(tx -> tx.counts().size()));
            });
            threads.join();
        }
    }

    private static void refill(SampleDb.Transaction tx) {
        tx.counts().clear();
        for (long i = 0; i < 10; i++) {
            tx.counts().put("k" + i, i);
        }
    }

    @Test
    void commitOfWhatAnotherThreadHasClosedIsRefused() throws Exception {
        SampleDb.Transaction tx = db.begin();
        tx.counts().put("a", 1L);
        inAnotherThread(tx::close);
        assertThrows(IllegalStateException.class, tx::commit);
        assertTrue(db.counts().isEmpty());
        db.write(next -> next.counts().put("b", 1L));
    }

    @Test
    void viewIsForAnyThread() throws Exception {
        db.counts().put("a", 1L);
        try (SampleDb.Transaction view = db.view()) {
            FutureTask<Long> elsewhere = new FutureTask<>(() -> view.counts().get("a"));
            new Thread(elsewhere).start();
            assertEquals(1L, elsewhere.get());
        }
    }

    @Test
    void readingRefusesToWrite() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> db.read(tx -> tx.counts().put("a", 1L)));
        assertThrows(
                UnsupportedOperationException.class,
                () -> db.read(tx -> {
                    tx.counts().clear();
                    return 0;
                }));
        try (SampleDb.Transaction view = db.view()) {
            assertThrows(
                    UnsupportedOperationException.class, () -> view.config().set("x"));
            assertThrows(UnsupportedOperationException.class, view::commit);
        }
        assertTrue(db.counts().isEmpty());
    }

    @Test
    void functionLeavesItsCommitToWhoRunsIt() {
        assertThrows(
                IllegalStateException.class,
                () -> db.write(tx -> {
                    tx.counts().put("a", 1L);
                    tx.commit();
                }));
        assertTrue(db.counts().isEmpty());
        db.write(tx -> {
            assertThrows(IllegalStateException.class, tx::commit);
            tx.counts().put("a", 1L);
        });
        assertEquals(1L, db.counts().get("a"));
    }

    // ---- By hand

    @Test
    void closedWithoutCommitIsGone() {
        try (SampleDb.Transaction tx = db.begin()) {
            tx.counts().put("a", 1L);
        }
        assertTrue(db.counts().isEmpty());
    }

    @Test
    void commitEndsIt() {
        SampleDb.Transaction tx = db.begin();
        tx.counts().put("a", 1L);
        tx.commit();
        assertEquals(1L, db.counts().get("a"));
        assertThrows(IllegalStateException.class, tx::commit);
        assertThrows(IllegalStateException.class, () -> tx.counts().get("a"));
        tx.close();
    }

    @Test
    void commitAfterCloseIsRefused() {
        SampleDb.Transaction tx = db.begin();
        tx.counts().put("a", 1L);
        tx.close();
        assertThrows(IllegalStateException.class, tx::commit);
        assertTrue(db.counts().isEmpty());
    }

    @Test
    void aLossIsToldAndChangesNothing() throws Exception {
        db.counts().put("a", 1L);
        try (SampleDb.Transaction tx = db.begin()) {
            tx.counts().put("b", tx.counts().get("a"));
            inAnotherThread(() -> db.counts().put("a", 2L));
            ConflictException lost = assertThrows(ConflictException.class, tx::commit);
            assertEquals(2, lost.sequence());
        }
        assertEquals(Map.of("a", 2L), db.counts().asMap());
        db.counts().put("free", 1L);
    }

    @Test
    void changesOfOtherKeysDisturbNobody() throws Exception {
        db.counts().put("a", 1L);
        db.events().put(1L, "one");
        db.events().put(9L, "nine");
        try (SampleDb.Transaction tx = db.begin()) {
            tx.counts().put("b", tx.counts().get("a"));
            assertEquals(1L, tx.events().firstKey());
            assertEquals(9L, tx.events().asMap().tailMap(8L).firstKey());
            inAnotherThread(() -> {
                db.counts().put("c", 2L);
                db.events().put(5L, "five");
            });
            tx.commit();
        }
        assertEquals(Map.of("a", 1L, "b", 1L, "c", 2L), db.counts().asMap());
    }

    @Test
    void aFunctionThatLosesRunsAgainAndLeavesNothingOfItsFirstRun() throws Exception {
        db.counts().put("a", 1L);
        AtomicInteger runs = new AtomicInteger();
        db.write(tx -> {
            long seen = tx.counts().get("a");
            if (runs.incrementAndGet() == 1) {
                tx.events().put(1L, "of the first run");
                inAnotherThread(() -> db.counts().put("a", 10L));
            }
            tx.counts().put("a", seen + 1);
        });
        assertEquals(2, runs.get());
        assertEquals(11L, db.counts().get("a"));
        assertTrue(db.events().isEmpty());
        assertEquals(1, db.stats().transactions().lost());
    }

    @Test
    void afterSomeLossesAFunctionRunsAlone() throws Exception {
        db.counts().put("a", 0L);
        AtomicInteger runs = new AtomicInteger();
        List<Thread> others = new ArrayList<>();
        db.write(tx -> {
            long seen = tx.counts().get("a");
            runs.incrementAndGet();
            Thread other = new Thread(() -> db.counts().merge("a", 1L, Long::sum));
            others.add(other);
            other.start();
            if (runs.get() <= 8) {
                other.join();
            }
            tx.counts().put("a", seen + 100);
        });
        for (Thread other : others) {
            other.join();
        }
        assertEquals(9, runs.get());
        assertEquals(109L, db.counts().get("a"));
        assertEquals(1, db.stats().transactions().alone());
    }

    // ---- Refusals

    @ParameterizedTest
    @ValueSource(
            strings = {"write", "compute", "read", "begin", "exclusive", "exclusive tables", "put", "clear", "merge"})
    void insideOfATransactionAnotherWriteIsRefusedAndNeverHangs(String what) {
        Map<String, Runnable> ways = Map.of(
                "write", () -> db.write(tx -> tx.counts().put("x", 1L)),
                "compute", () -> db.compute(tx -> 1),
                "read", () -> db.read(tx -> 1),
                "begin", () -> db.begin().close(),
                "exclusive", () -> db.exclusive(tx -> {}),
                "exclusive tables", () -> db.exclusive(List.of(db.events()), tx -> {}),
                "put", () -> db.counts().put("x", 1L),
                "clear", () -> db.counts().clear(),
                "merge", () -> db.counts().merge("x", 1L, Long::sum));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            db.counts().put("y", 1L);
            assertThrows(
                    IllegalStateException.class,
                    () -> db.write(tx -> ways.get(what).run()));
            assertThrows(
                    IllegalStateException.class,
                    () -> db.exclusive(tx -> ways.get(what).run()));
            assertThrows(
                    IllegalStateException.class,
                    () -> db.exclusive(
                            List.of(db.counts()), tx -> ways.get(what).run()));
            assertThrows(
                    IllegalStateException.class,
                    () -> db.read(tx -> {
                        ways.get(what).run();
                        return 0;
                    }));
            ways.get(what).run();
        });
    }

    @Test
    void anotherThreadIsRefused() throws Exception {
        try (SampleDb.Transaction tx = db.begin()) {
            FutureTask<Long> elsewhere = new FutureTask<>(() -> tx.counts().get("a"));
            new Thread(elsewhere).start();
            ExecutionException thrown = assertThrows(ExecutionException.class, elsewhere::get);
            assertEquals(IllegalStateException.class, thrown.getCause().getClass());
        }
    }

    @Test
    void whatWasHandedOutIsOfNoUseAfterTheEnd() {
        List<SampleDb.Transaction> kept = new ArrayList<>();
        List<Iterator<String>> iterators = new ArrayList<>();
        db.counts().put("a", 1L);
        db.write(tx -> {
            kept.add(tx);
            iterators.add(tx.counts().asMap().keySet().iterator());
        });
        SampleDb.Transaction tx = kept.get(0);
        for (Consumer<SampleDb.Transaction> use : List.<Consumer<SampleDb.Transaction>>of(
                t -> t.counts().get("a"),
                t -> t.counts().put("a", 2L),
                t -> t.counts().size(),
                t -> t.counts().clear(),
                t -> t.counts().forEach((key, value) -> {}),
                t -> t.events().firstEntry(),
                t -> t.commit())) {
            assertThrows(IllegalStateException.class, () -> use.accept(tx));
        }
        assertThrows(IllegalStateException.class, () -> iterators.get(0).next());
    }

    @Test
    void nullsAreRefused() {
        db.write(tx -> {
            assertThrows(NullPointerException.class, () -> tx.counts().put(null, 1L));
            assertThrows(NullPointerException.class, () -> tx.counts().put("a", null));
            assertThrows(NullPointerException.class, () -> tx.counts().get(null));
            assertThrows(NullPointerException.class, () -> tx.counts().remove(null));
        });
        assertThrows(NullPointerException.class, () -> db.write(null));
    }

    @Test
    void aValueThatCannotBeWrittenIsThatCallsAlone() {
        db.write(tx -> {
            tx.counts().put("before", 1L);
            assertThrows(
                    UnserializableException.class,
                    () -> tx.awkward().put("a", new Awkward(new IllegalStateException("no"))));
            tx.counts().put("after", 2L);
        });
        reopen();
        assertEquals(Map.of("before", 1L, "after", 2L), db.counts().asMap());
        assertTrue(db.awkward().isEmpty());
    }

    @Test
    void moreThanARecordHoldsIsRefusedAtTheCallThatIsTooMuch() {
        String half = "x".repeat(600_000);
        db.write(tx -> {
            tx.events().put(1L, half);
            assertThrows(TooLargeException.class, () -> tx.events().put(2L, half));
            assertNull(tx.events().get(2L));
        });
        assertEquals(Map.of(1L, half), db.events().asMap());
    }

    @Test
    void closingTheDatabaseFailsWhatIsUnderWay() {
        SampleDb.Transaction tx = db.begin();
        tx.counts().put("a", 1L);
        db.close();
        assertThrows(ClosedException.class, () -> tx.counts().get("a"));
        assertThrows(ClosedException.class, tx::commit);
        assertThrows(ClosedException.class, () -> db.write(t -> {}));
        assertThrows(ClosedException.class, () -> db.view());
        tx.close();
        open();
        assertTrue(db.counts().isEmpty());
    }

    // ---- The disk

    @Test
    void aCommitThatCannotBeWrittenIsTakenBackAsAWhole() {
        SimStorage disk = new SimStorage();
        try (SampleDb on = SampleDb.open(disk, Options.defaults())) {
            on.write(tx -> {
                tx.counts().put("a", 1L);
                tx.events().put(1L, "one");
            });
            disk.failFrom(1, SimStorage.Fault.IO_ERROR);
            assertThrows(
                    FailedException.class,
                    () -> on.write(tx -> {
                        tx.counts().clear();
                        tx.counts().put("b", 2L);
                        tx.events().put(1L, "two");
                        tx.config().set("x");
                    }));
            assertEquals(Map.of("a", 1L), on.counts().asMap());
            assertEquals(1, on.counts().size());
            assertEquals("one", on.events().get(1L));
            assertNull(on.config().get());
            assertThrows(FailedException.class, () -> on.write(tx -> tx.counts().put("c", 3L)));
            assertEquals(1L, on.<Long, RuntimeException>read(tx -> tx.counts().get("a")));
        } catch (FailedException e) {
            // Closing tells it too.
        }
    }

    @Test
    void higherDurabilityOfOneTransactionSyncsIt() {
        SimStorage disk = new SimStorage();
        SampleDb on = SampleDb.open(disk, Options.defaults().durability(Durability.ASYNC));
        on.counts().put("a", 1L);
        on.write(Durability.SYNCED, tx -> tx.counts().put("b", 2L));
        try (SampleDb after = SampleDb.open(disk.losingAllUnsynced(), Options.defaults())) {
            assertEquals(Map.of("a", 1L, "b", 2L), after.counts().asMap());
        }
        on.close();
    }

    @Test
    void whatIsForgottenIsFoundAndLetGo() throws Exception {
        db.counts().put("a", 1L);
        forget();
        for (int i = 0; db.stats().transactions().abandoned() < 2; i++) {
            assertTrue(i < 1000, "nobody has found what was forgotten");
            System.gc();
            Thread.sleep(10);
        }
        assertEquals(0, db.stats().transactions().openViews());
        db.write(tx -> tx.counts().put("a", 2L));
    }

    private void forget() {
        assertEquals(1L, db.view().counts().get("a"));
        assertEquals(1L, db.begin().counts().get("a"));
    }

    @Test
    void emptyTablesHaveNoFirst() {
        db.write(tx -> {
            assertNull(tx.events().firstEntry());
            assertThrows(NoSuchElementException.class, () -> tx.events().asMap().firstKey());
            assertNull(tx.events().pollFirstEntry());
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inAnotherThread(Work work) throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        Thread thread = new Thread(task);
        thread.start();
        thread.join();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
