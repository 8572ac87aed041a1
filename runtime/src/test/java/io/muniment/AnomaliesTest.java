package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.SampleDb.Transaction;
import io.muniment.codec.Bytes;
import io.muniment.error.ConflictException;
import io.muniment.fixture.SimStorage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What transactions that run beside each other must never see or do, by the names that the literature gives it. Each of
 * them reads and leaves what one after the other would, or is refused.
 */
@Timeout(60)
class AnomaliesTest {

    private final SampleDb db = SampleDb.inMemory();
    private final Session a = new Session(db);
    private final Session b = new Session(db);
    private final Session c = new Session(db);

    @AfterEach
    void close() {
        a.close();
        b.close();
        c.close();
        assertEquals(0, db.stats().transactions().openViews());
        db.close();
    }

    /** A thread and its transaction. */
    private static final class Session implements AutoCloseable {

        private final SampleDb db;
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private Transaction transaction;

        Session(SampleDb db) {
            this.db = db;
        }

        private <T> T call(Callable<T> call) {
            try {
                return thread.submit(call).get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw new AssertionError(e.getCause());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        Session begin() {
            transaction = call(db::begin);
            return this;
        }

        <T> T read(Function<Transaction, T> read) {
            return call(() -> read.apply(transaction));
        }

        void does(Consumer<Transaction> action) {
            call(() -> {
                action.accept(transaction);
                return null;
            });
        }

        Long count(String key) {
            return read(tx -> tx.counts().get(key));
        }

        void put(String key, long value) {
            does(tx -> tx.counts().put(key, value));
        }

        /** Whether it was committed; else it was refused, with all that it did. */
        boolean commits() {
            try {
                call(() -> {
                    transaction.commit();
                    return null;
                });
                return true;
            } catch (ConflictException e) {
                return false;
            }
        }

        void aborts() {
            call(() -> {
                transaction.close();
                return null;
            });
        }

        @Override
        public void close() {
            if (transaction != null) {
                aborts();
            }
            thread.shutdown();
        }
    }

    private void accounts(long x, long y) {
        db.counts().put("x", x);
        db.counts().put("y", y);
    }

    // ---- G0, G1

    @Test
    void dirtyWrite() {
        a.begin();
        b.begin();
        // Blind: what is put after a clear has read nothing.
        a.does(tx -> {
            tx.counts().clear();
            tx.events().clear();
        });
        b.does(tx -> {
            tx.events().clear();
            tx.counts().clear();
        });
        a.put("x", 1);
        b.put("x", 2);
        b.does(tx -> tx.events().put(1L, "b"));
        a.does(tx -> tx.events().put(1L, "a"));
        assertTrue(a.commits());
        assertTrue(b.commits());
        assertEquals(Map.of("x", 2L), db.counts().asMap());
        assertEquals(Map.of(1L, "b"), db.events().asMap());
    }

    @Test
    void dirtyReadOfWhatIsAborted() {
        accounts(1, 1);
        a.begin().put("x", 2);
        a.does(tx -> tx.events().put(1L, "a"));
        b.begin();
        assertEquals(1, b.count("x"));
        assertEquals(1, db.counts().get("x"));
        assertEquals(0, b.<Integer>read(tx -> tx.events().size()));
        a.aborts();
        assertEquals(1, b.count("x"));
        b.put("y", 3);
        assertTrue(b.commits());
        assertEquals(Map.of("x", 1L, "y", 3L), db.counts().asMap());
    }

    @Test
    void intermediateRead() {
        accounts(1, 1);
        a.begin().put("x", 2);
        b.begin();
        assertEquals(1, b.count("x"));
        a.put("x", 3);
        assertTrue(a.commits());
        assertEquals(1, b.count("x"));
        assertEquals(3, c.begin().count("x"));
    }

    @Test
    void circularFlow() {
        accounts(0, 0);
        a.begin().put("x", 1);
        b.begin().put("y", 1);
        assertEquals(0, a.count("y"));
        assertEquals(0, b.count("x"));
        assertTrue(a.commits());
        assertFalse(b.commits());
        assertEquals(Map.of("x", 1L, "y", 0L), db.counts().asMap());
    }

    @Test
    void dirtyReadOfWhatIsNotOnTheDiskYet() throws Exception {
        SimStorage disk = new SimStorage();
        SampleDb on = SampleDb.open(disk, Options.defaults().durability(Durability.WRITTEN));
        on.counts().put("x", 1L);
        CountDownLatch isWriting = new CountDownLatch(1);
        CountDownLatch mayWrite = new CountDownLatch(1);
        disk.before((current, operation, name) -> {
            if (operation == SimStorage.Operation.WRITE) {
                isWriting.countDown();
                await(mayWrite);
            }
        });
        try (Session writer = new Session(on);
                Session reader = new Session(on)) {
            writer.begin();
            writer.does(tx -> {
                tx.counts().put("x", 2L);
                tx.events().put(1L, "one");
            });
            Future<Boolean> written = writer.thread.submit(() -> {
                writer.transaction.commit();
                return true;
            });
            await(isWriting);
            reader.begin();
            assertEquals(1, reader.count("x"));
            assertEquals(1, on.counts().get("x"));
            assertEquals(0, on.events().size());
            assertEquals(0, on.<Integer, RuntimeException>read(tx -> tx.events().size()));
            reader.put("y", 1);
            mayWrite.countDown();
            assertFalse(reader.commits());
            assertTrue(written.get());
            // Whoever was told of a loss can see what it was lost to.
            assertEquals(2, reader.begin().count("x"));
        }
        disk.before(null);
        on.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // ---- Single keys

    @Test
    void lostUpdate() {
        accounts(1, 1);
        a.begin().put("x", a.count("x") + 1);
        b.begin().put("x", b.count("x") + 10);
        assertTrue(b.commits());
        assertFalse(a.commits());
        assertEquals(11, db.counts().get("x"));
    }

    @Test
    void lostUpdateToAPlainWrite() {
        accounts(1, 1);
        a.begin().put("x", a.count("x") + 1);
        db.counts().put("x", 20L);
        assertFalse(a.commits());
        assertEquals(20, db.counts().get("x"));
    }

    @Test
    void lostUpdateOfAnAbsentKey() {
        assertNull(a.begin().count("x"));
        assertNull(b.begin().count("x"));
        a.put("x", 1);
        b.put("x", 2);
        assertTrue(a.commits());
        assertFalse(b.commits());
        assertEquals(1, db.counts().get("x"));
    }

    @Test
    void nonRepeatableRead() {
        accounts(1, 1);
        assertEquals(1, a.begin().count("x"));
        db.counts().put("x", 2L);
        db.counts().remove("y");
        assertEquals(1, a.count("x"));
        assertEquals(1, a.count("y"));
        assertTrue(a.commits(), "who only reads comes before the others");
        assertEquals(1, b.begin().<Integer>read(tx -> tx.counts().size()));
    }

    @Test
    void readSkew() {
        accounts(1, 1);
        assertEquals(1, a.begin().count("x"));
        b.begin();
        b.put("x", 2);
        b.put("y", 2);
        assertTrue(b.commits());
        assertEquals(1, a.count("y"));
        a.put("z", 1);
        assertFalse(a.commits());
        assertNull(db.counts().get("z"));
    }

    @Test
    void writeSkew() {
        accounts(1, 1);
        assertEquals(2, a.begin().count("x") + a.count("y"));
        assertEquals(2, b.begin().count("x") + b.count("y"));
        a.put("x", 0);
        b.put("y", 0);
        assertTrue(a.commits());
        assertFalse(b.commits());
        assertEquals(Map.of("x", 0L, "y", 1L), db.counts().asMap());
    }

    /** The writers alone would be fine: it is the reader who has seen that one came before the other. */
    @Test
    void readOnlyTransactionAnomaly() {
        accounts(0, 0);
        assertEquals(0, a.begin().count("x") + a.count("y"));
        b.begin().put("y", 20);
        assertTrue(b.commits());
        assertEquals(20, c.begin().count("x") + c.count("y"));
        assertTrue(c.commits());
        a.put("x", -11);
        assertFalse(a.commits());
        assertEquals(Map.of("x", 0L, "y", 20L), db.counts().asMap());
    }

    @Test
    void threeInARing() {
        db.counts().put("z", 0L);
        accounts(0, 0);
        a.begin().count("x");
        b.begin().count("y");
        c.begin().count("z");
        a.put("y", 1);
        b.put("z", 1);
        c.put("x", 1);
        assertTrue(a.commits());
        assertFalse(b.commits(), "it has read y");
        assertTrue(c.commits(), "it comes after the first, and there is no second");
        assertEquals(Map.of("x", 1L, "y", 1L, "z", 0L), db.counts().asMap());
    }

    @Test
    void sessionOrder() {
        for (long i = 1; i <= 100; i++) {
            Session writer = i % 2 == 0 ? a : b;
            Session reader = i % 2 == 0 ? b : a;
            writer.begin().put("x", i);
            assertTrue(writer.commits());
            assertEquals(i, writer.begin().count("x"), "own writes");
            writer.aborts();
            assertEquals(i, reader.begin().count("x"), "what another was told to be committed");
            reader.aborts();
            assertEquals(i, db.<Long, RuntimeException>compute(tx -> tx.counts().get("x")));
        }
    }

    // ---- Predicates

    /**
     * Something that is read of many keys, and two changes, of different keys, that each would change what is read.
     */
    private record Predicate(
            String name, Function<Transaction, Object> read, Consumer<Transaction> one, Consumer<Transaction> other) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Predicate ofEvents(String name, Function<NavigableMap<Long, String>, Object> read) {
        return new Predicate(
                name,
                tx -> read.apply(tx.events().asMap()),
                tx -> tx.events().put(19L, "one"),
                tx -> tx.events().put(21L, "other"));
    }

    private static Predicate ofCounts(String name, Function<Map<String, Long>, Object> read) {
        return new Predicate(
                name,
                tx -> read.apply(tx.counts().asMap()),
                tx -> tx.counts().put("one", 7L),
                tx -> tx.counts().put("other", 7L));
    }

    private static List<Object> listOf(Iterator<?> entries) {
        List<Object> all = new ArrayList<>();
        entries.forEachRemaining(all::add);
        return all;
    }

    static Stream<Predicate> predicates() {
        Predicate removing = new Predicate(
                "a range from which is removed",
                tx -> listOf(tx.events().asMap().tailMap(5L).keySet().iterator()),
                tx -> tx.events().remove(10L),
                tx -> tx.events().remove(30L));
        Predicate polling = new Predicate(
                "the size, of a table that is polled",
                tx -> tx.events().size(),
                tx -> tx.events().pollFirstEntry(),
                tx -> tx.events().asMap().pollLastEntry());
        Predicate clearing = new Predicate(
                "a range of a table that is cleared",
                tx -> tx.events().asMap().subMap(15L, 35L).values().toString(),
                tx -> tx.events().clear(),
                tx -> tx.events().put(20L, "x"));
        Predicate changing = new Predicate(
                "all values of a range",
                tx -> tx.events().asMap().headMap(31L).values().toString(),
                tx -> tx.events().replace(10L, "one"),
                tx -> tx.events().computeIfPresent(30L, (key, old) -> old + "!"));
        Predicate absent = new Predicate(
                "that keys are absent",
                tx -> tx.counts().containsKey("one")
                        || tx.counts().find("other").isPresent(),
                tx -> tx.counts().put("one", 1L),
                tx -> tx.counts().putIfAbsent("other", 1L));
        return Stream.of(
                removing,
                polling,
                clearing,
                changing,
                absent,
                ofEvents(
                        "a range", map -> listOf(map.subMap(15L, 25L).entrySet().iterator())),
                ofEvents(
                        "a range backwards",
                        map -> listOf(map.descendingMap().keySet().iterator())),
                ofEvents("a range's values", map -> map.tailMap(11L).containsValue("y")),
                ofEvents("a range's size", map -> map.subMap(15L, 25L).size()),
                ofEvents(
                        "that a range is empty",
                        map -> map.subMap(18L, 20L).isEmpty()
                                && map.subMap(20L, false, 22L, false).isEmpty()),
                ofEvents(
                        "the nearest",
                        map -> List.of(
                                Objects.requireNonNull(map.floorKey(19L)),
                                Objects.requireNonNull(map.ceilingKey(21L)))),
                ofEvents(
                        "the next",
                        map -> List.of(
                                Objects.requireNonNull(map.higherEntry(10L)),
                                Objects.requireNonNull(map.lowerEntry(30L)))),
                ofEvents(
                        "the first and the last of a range",
                        map -> List.of(
                                map.subMap(15L, 20L).entrySet().isEmpty(),
                                map.headMap(22L).lastKey())),
                ofEvents("the size of a sorted table", Map::size),
                ofEvents("all of a sorted table", Map::hashCode),
                ofCounts("the size", Map::size),
                ofCounts("whether it is empty", Map::isEmpty),
                ofCounts("all of a table", Map::hashCode),
                ofCounts("all keys of a table", map -> listOf(map.keySet().iterator())),
                ofCounts(
                        "the sum of a table",
                        map -> map.values().stream().mapToLong(Long::longValue).sum()),
                ofCounts("whether any has a value", map -> map.containsValue(7L)),
                ofCounts("whether it is equal to another", map -> map.equals(Map.of("x", 1L, "y", 1L))));
    }

    private void some() {
        accounts(1, 1);
        db.events().put(10L, "x");
        db.events().put(20L, "y");
        db.events().put(30L, "z");
    }

    @ParameterizedTest
    @MethodSource("predicates")
    void writeSkewByPredicate(Predicate predicate) {
        some();
        Object before = a.begin().read(predicate.read);
        assertEquals(before, b.begin().read(predicate.read));
        a.does(predicate.one);
        b.does(predicate.other);
        assertTrue(a.commits());
        assertFalse(b.commits());
    }

    @ParameterizedTest
    @MethodSource("predicates")
    void phantom(Predicate predicate) {
        some();
        Object before = a.begin().read(predicate.read);
        b.begin();
        c.begin();
        b.does(predicate.one);
        c.does(predicate.other);
        assertTrue(b.commits());
        assertEquals(before, a.read(predicate.read));
        c.commits();
        assertEquals(before, a.read(predicate.read));
        a.does(tx -> tx.blobs().put("seen", Bytes.of((byte) 1)));
        assertFalse(a.commits());
        assertTrue(db.blobs().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("predicates")
    void whoOnlyReadsAPredicateIsNeverRefused(Predicate predicate) {
        some();
        Object before = a.begin().read(predicate.read);
        b.begin().does(predicate.one);
        assertTrue(b.commits());
        assertEquals(before, a.read(predicate.read));
        assertTrue(a.commits());
    }

    @Test
    void whoReadsAnotherRangeIsNotDisturbed() {
        some();
        a.begin().read(tx -> listOf(tx.events().asMap().headMap(15L).values().iterator()));
        b.begin().read(tx -> listOf(tx.events().asMap().tailMap(25L).values().iterator()));
        a.does(tx -> tx.events().put(11L, "a"));
        b.does(tx -> tx.events().put(31L, "b"));
        assertTrue(a.commits());
        assertTrue(b.commits());
    }

    @Test
    void whoStopsEarlyHasNotSeenTheRest() {
        some();
        assertEquals(10L, a.begin().<Long>read(tx -> tx.events().asMap().firstKey()));
        db.events().put(40L, "behind");
        a.put("x", 2);
        assertTrue(a.commits());
        assertEquals(10L, a.begin().<Long>read(tx -> tx.events().asMap().firstKey()));
        db.events().put(5L, "before");
        a.put("x", 3);
        assertFalse(a.commits());
    }

    @Test
    void whatIsRefusedHasChangedNothingAndCanBeDoneAgain() {
        some();
        a.begin().put("x", a.count("x") + 1);
        a.does(tx -> tx.events().clear());
        db.counts().put("x", 5L);
        assertFalse(a.commits());
        assertEquals(3, db.events().size());
        assertThrows(IllegalStateException.class, () -> a.count("x"));
        a.begin().put("x", a.count("x") + 1);
        a.does(tx -> tx.events().clear());
        assertTrue(a.commits());
        assertEquals(6, db.counts().get("x"));
        assertTrue(db.events().isEmpty());
    }
}
