package io.muniment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What three threads see of two tables can be explained by an order of their calls, transactions being one call each:
 * looked for by Lincheck, which makes up scenarios and runs each many times.
 */
class LincheckTest {

    private static final int SCENARIOS = Integer.getInteger("muniment.lincheck.scenarios", 50);
    private static final int RUNS = Integer.getInteger("muniment.lincheck.runs", 2_000);

    @BeforeEach
    void onlyWhereLincheckIsToBeBelieved() {
        assumeTrue(
                Runtime.version().feature() == 17,
                "Lincheck finds nothing wrong with anything in class files newer than it knows; it runs on JDK 17");
    }

    private static StressOptions options() {
        return new StressOptions()
                .iterations(SCENARIOS)
                .invocationsPerIteration(RUNS)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(2)
                .minimizeFailedScenario(false)
                .sequentialSpecification(PlainMaps.class);
    }

    @Test
    void callsAndTransactionsOverTwoTablesHappenInOneOrder() {
        options().check(TwoTables.class);
        System.out.println("LincheckTest: " + SCENARIOS + " scenarios, " + RUNS + " runs each");
    }

    @Test
    void aTransactionInTwoHalvesIsFound() {
        assertIsFound(TransactionInTwoHalves.class);
    }

    @Test
    void aCallThatIsNoTransactionIsFound() {
        assertIsFound(ReadWithoutTransaction.class);
    }

    /** It takes some scenarios, or a few more: it ends at the first that shows it. */
    private static void assertIsFound(Class<?> broken) {
        StressOptions longer = options().iterations(20 * SCENARIOS);
        assertThrows(LincheckAssertionError.class, () -> longer.check(broken));
    }

    /** Why a transaction ends without a commit. */
    private static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Param(name = "key", gen = IntGen.class, conf = "1:2")
    @Param(name = "value", gen = LongGen.class, conf = "1:3")
    public static class TwoTables {

        final SampleDb db = SampleDb.inMemory();

        static String name(int key) {
            return "key " + key;
        }

        static String text(Object first, Object second) {
            return first + " " + second;
        }

        @Operation
        public Long put(@Param(name = "key") int key, @Param(name = "value") long value) {
            return db.counts().put(name(key), value);
        }

        @Operation
        public Long remove(@Param(name = "key") int key) {
            return db.counts().remove(name(key));
        }

        @Operation
        public Long get(@Param(name = "key") int key) {
            return db.counts().get(name(key));
        }

        @Operation
        public String putEvent(@Param(name = "key") int key, @Param(name = "value") long value) {
            return db.events().put((long) key, Long.toString(value));
        }

        @Operation
        public String getEvent(@Param(name = "key") int key) {
            return db.events().get((long) key);
        }

        @Operation
        public Map<Long, String> events() {
            // Not by the constructor of TreeMap, which asks for the size at another moment.
            Map<Long, String> events = new TreeMap<>();
            db.events().forEach(events::put);
            return events;
        }

        @Operation
        public void putAll(@Param(name = "value") long value) {
            db.counts().putAll(Map.of(name(1), value, name(2), value));
        }

        @Operation
        public void clear() {
            db.counts().clear();
        }

        @Operation
        public long nextId() {
            return db.events().nextId();
        }

        @Operation
        public String readBoth(@Param(name = "key") int key) {
            return db.read(tx -> text(tx.counts().get(name(key)), tx.events().get((long) key)));
        }

        /** Adds to both, and tells what was there. */
        @Operation
        public String addToBoth(@Param(name = "key") int key, @Param(name = "value") long value) {
            return db.compute(tx -> {
                long count = tx.counts().getOrDefault(name(key), 0L);
                String event = tx.events().getOrDefault((long) key, "0");
                tx.counts().put(name(key), count + value);
                tx.events().put((long) key, Long.toString(Long.parseLong(event) + value));
                return text(count, event);
            });
        }

        /** The number of counts becomes an event: what is counted must not change meanwhile. */
        @Operation
        public int countAsEvent(@Param(name = "key") int key) {
            return db.compute(tx -> {
                tx.events().put((long) key, Integer.toString(tx.counts().size()));
                return tx.counts().size();
            });
        }

        @Operation
        public String abort(@Param(name = "key") int key) {
            try {
                return db.compute(tx -> {
                    tx.counts().put(name(key), -1L);
                    tx.events().clear();
                    throw new Aborted();
                });
            } catch (Aborted e) {
                return "aborted";
            }
        }
    }

    /** Reads in one transaction, and writes in another. */
    public static class TransactionInTwoHalves extends TwoTables {

        @Override
        @Operation
        public String addToBoth(@Param(name = "key") int key, @Param(name = "value") long value) {
            long count = db.counts().getOrDefault(name(key), 0L);
            String event = db.events().getOrDefault((long) key, "0");
            Thread.yield();
            db.write(tx -> {
                tx.counts().put(name(key), count + value);
                tx.events().put((long) key, Long.toString(Long.parseLong(event) + value));
            });
            return text(count, event);
        }
    }

    /** Reads one table after the other. */
    public static class ReadWithoutTransaction extends TwoTables {

        @Override
        @Operation
        public String readBoth(@Param(name = "key") int key) {
            Long count = db.counts().get(name(key));
            Thread.yield();
            return text(count, db.events().get((long) key));
        }
    }

    /** What each call does by itself. */
    public static class PlainMaps {

        private final Map<String, Long> counts = new HashMap<>();
        private final Map<Long, String> events = new TreeMap<>();
        private long lastId;

        public Long put(int key, long value) {
            return counts.put(TwoTables.name(key), value);
        }

        public Long remove(int key) {
            return counts.remove(TwoTables.name(key));
        }

        public Long get(int key) {
            return counts.get(TwoTables.name(key));
        }

        public String putEvent(int key, long value) {
            return events.put((long) key, Long.toString(value));
        }

        public String getEvent(int key) {
            return events.get((long) key);
        }

        public Map<Long, String> events() {
            return new TreeMap<>(events);
        }

        public void putAll(long value) {
            counts.putAll(Map.of(TwoTables.name(1), value, TwoTables.name(2), value));
        }

        public void clear() {
            counts.clear();
        }

        public long nextId() {
            return ++lastId;
        }

        public String readBoth(int key) {
            return TwoTables.text(counts.get(TwoTables.name(key)), events.get((long) key));
        }

        public String addToBoth(int key, long value) {
            long count = counts.getOrDefault(TwoTables.name(key), 0L);
            String event = events.getOrDefault((long) key, "0");
            counts.put(TwoTables.name(key), count + value);
            events.put((long) key, Long.toString(Long.parseLong(event) + value));
            return TwoTables.text(count, event);
        }

        public int countAsEvent(int key) {
            events.put((long) key, Integer.toString(counts.size()));
            return counts.size();
        }

        public String abort(int key) {
            return "aborted";
        }
    }
}
