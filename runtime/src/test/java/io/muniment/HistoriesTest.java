package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Bytes;
import io.muniment.error.ConflictException;
import io.muniment.error.DiskFullException;
import io.muniment.fixture.History;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.Threads;
import io.muniment.table.LockableTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Four threads read lists and append to them, several at a time, in every way in which a database can be read and
 * written. Afterwards there must be an order in which they could have done so one after the other.
 */
@Timeout(600)
final class HistoriesTest {

    private static final int TRANSACTIONS = Integer.getInteger("muniment.histories", 200_000);
    private static final int ON_DISK = Integer.getInteger("muniment.histories.disk", 20_000);
    private static final long SEED = Long.getLong("muniment.histories.seed", new Random().nextLong() >>> 16);

    private static final int THREADS = 4;

    /** Of one thread in one round: with new lists every now and then these stay short. */
    private static final int IN_A_ROUND = 250;

    private long tried;
    private long committed;
    private long edges;
    private long lost;
    private long alone;
    private long full;

    @Test
    void inMemoryEachHistoryHasAnOrder() throws Exception {
        for (long seed = SEED; tried < TRANSACTIONS; seed++) {
            try (SampleDb db = SampleDb.inMemory()) {
                new Round(seed, db, null, IN_A_ROUND).run();
            }
        }
        tell("in memory");
    }

    @Test
    void writtenToADiskThatIsFullAtTimesEachHistoryHasAnOrder() throws Exception {
        for (long seed = SEED; tried < ON_DISK; seed++) {
            SimStorage disk = new SimStorage(seed);
            Durability level = seed % 2 == 0 ? Durability.WRITTEN : Durability.SYNCED;
            // One segment is enough for all of a round.
            Options options = Options.defaults().automaticSnapshots(false).durability(level);
            Map<Integer, List<Long>> end;
            try (SampleDb db = SampleDb.open(disk, options)) {
                end = new Round(seed, db, disk, IN_A_ROUND / 2).run();
            }
            try (SampleDb again = SampleDb.open(disk, options)) {
                assertEquals(end, new Lists(again).all(), "seed " + seed);
            }
        }
        tell("on disk");
        assertTrue(full > 0, "the disk was never full");
    }

    private void tell(String where) {
        System.out.println("Histories " + where + ": " + tried + " transactions, " + committed + " committed, " + lost
                + " lost and run again, " + alone + " alone, " + full + " on a full disk; " + edges
                + " edges (first seed " + SEED + ")");
        assertTrue(committed > tried / 2 && lost > 0 && edges > committed, "hardly anything was tried");
    }

    /** Some lists of values, over three tables, each kept in one of four ways. */
    private static final class Lists {

        /** A list is a value of a hash table, or of a sorted one. */
        static final int BLOBS = 0;

        static final int TEXTS = 3;

        /** A list is a range of a sorted table, or a whole hash table. */
        static final int RANGES = 6;

        static final int TABLE = 8;
        static final int COUNT = 9;

        private static final long IN_A_RANGE = 1_000_000;

        private final SampleDb.Blobs blobs;
        private final SampleDb.Events events;
        private final SampleDb.Counts counts;

        Lists(SampleDb db) {
            blobs = db.blobs();
            events = db.events();
            counts = db.counts();
        }

        Lists(SampleDb.Transaction transaction) {
            blobs = transaction.blobs();
            events = transaction.events();
            counts = transaction.counts();
        }

        /** Reads a list, and tells what was seen of it, and maybe of others. */
        void read(int list, Random dice, History.Transaction seen) {
            if (list < TEXTS) {
                if (dice.nextInt(4) == 0) {
                    readBlobs(seen);
                } else {
                    seen.saw(list, ofBytes(blobs.get(key(list))));
                }
            } else if (list < RANGES) {
                if (dice.nextInt(4) == 0) {
                    readTexts(dice, seen);
                } else {
                    seen.saw(list, ofText(events.get((long) list)));
                }
            } else if (list < TABLE) {
                NavigableMap<Long, String> range = range(list);
                switch (dice.nextInt(3)) {
                    case 0 -> seen.sawLength(list, range.size());
                    case 1 -> {
                        List<Long> values = ofValues(range.descendingMap());
                        Collections.reverse(values);
                        seen.saw(list, values);
                    }
                    default -> seen.saw(list, ofValues(range));
                }
            } else if (dice.nextBoolean()) {
                seen.sawLength(list, counts.size());
            } else {
                seen.saw(list, byPosition());
            }
        }

        private static String key(int list) {
            return "blob" + list;
        }

        private void readBlobs(History.Transaction seen) {
            Map<String, Bytes> all = new HashMap<>();
            blobs.forEach(all::put);
            for (int list = BLOBS; list < TEXTS; list++) {
                seen.saw(list, ofBytes(all.get(key(list))));
            }
        }

        private void readTexts(Random dice, History.Transaction seen) {
            NavigableMap<Long, String> part = events.asMap().headMap((long) RANGES);
            Map<Long, String> all = new TreeMap<>();
            // A copying constructor would ask for the size first, and that may be of another moment.
            (dice.nextBoolean() ? part : part.descendingMap()).forEach(all::put);
            for (int list = TEXTS; list < RANGES; list++) {
                seen.saw(list, ofText(all.get((long) list)));
            }
        }

        private NavigableMap<Long, String> range(int list) {
            return events.asMap().subMap(list * IN_A_RANGE, (list + 1) * IN_A_RANGE);
        }

        private List<Long> byPosition() {
            Map<Long, Long> positions = new HashMap<>();
            counts.forEach((value, position) -> positions.put(Long.valueOf(value), position));
            List<Long> values = new ArrayList<>(positions.keySet());
            values.sort(java.util.Comparator.comparing(positions::get));
            return values;
        }

        private static List<Long> ofBytes(Bytes bytes) {
            List<Long> values = new ArrayList<>();
            if (bytes != null) {
                ByteBuffer buffer = bytes.asByteBuffer();
                while (buffer.hasRemaining()) {
                    values.add(buffer.getLong());
                }
            }
            return values;
        }

        private static List<Long> ofText(String text) {
            List<Long> values = new ArrayList<>();
            if (text != null) {
                for (String value : text.split(",")) {
                    values.add(Long.valueOf(value));
                }
            }
            return values;
        }

        private static List<Long> ofValues(Map<Long, String> range) {
            List<Long> values = new ArrayList<>();
            for (String value : range.values()) {
                values.add(Long.valueOf(value));
            }
            return values;
        }

        /** Appends a value to a list, and tells so. */
        void append(int list, long value, Random dice, History.Transaction seen) {
            if (list < TEXTS) {
                Bytes added = Bytes.copyOf(
                        ByteBuffer.allocate(Long.BYTES).putLong(value).array());
                if (dice.nextBoolean()) {
                    blobs.merge(key(list), added, Lists::joined);
                } else {
                    blobs.compute(key(list), (key, old) -> old == null ? added : joined(old, added));
                }
            } else if (list < RANGES) {
                events.merge((long) list, Long.toString(value), (old, added) -> old + "," + added);
            } else if (list < TABLE) {
                Map.Entry<Long, String> last = range(list).lastEntry();
                events.put(last == null ? list * IN_A_RANGE : last.getKey() + 1, Long.toString(value));
            } else {
                int size = counts.size();
                seen.sawLength(list, size);
                counts.put(Long.toString(value), (long) size);
            }
            seen.appended(list, value);
        }

        private static Bytes joined(Bytes old, Bytes added) {
            return Bytes.copyOf(ByteBuffer.allocate(old.size() + added.size())
                    .put(old.asByteBuffer())
                    .put(added.asByteBuffer())
                    .array());
        }

        Map<Integer, List<Long>> all() {
            Map<Integer, List<Long>> all = new TreeMap<>();
            for (int list = 0; list < COUNT; list++) {
                all.put(
                        list,
                        list < TEXTS
                                ? ofBytes(blobs.get(key(list)))
                                : list < RANGES
                                        ? ofText(events.get((long) list))
                                        : list < TABLE ? ofValues(range(list)) : byPosition());
            }
            return all;
        }
    }

    /** Four threads at one database. */
    private final class Round {

        private final long seed;
        private final SampleDb db;

        /** What is full at times; null for nothing. */
        private final SimStorage disk;

        private final History history = new History();
        private final AtomicLong values = new AtomicLong();

        /** What each thread does. */
        private final int transactions;

        Round(long seed, SampleDb db, SimStorage disk, int transactions) {
            this.seed = seed;
            this.transactions = transactions;
            this.db = db;
            this.disk = disk;
        }

        Map<Integer, List<Long>> run() throws Exception {
            Threads threads = new Threads();
            CyclicBarrier start = new CyclicBarrier(THREADS);
            for (int i = 0; i < THREADS; i++) {
                Random dice = SimStorage.dice(seed * THREADS + i);
                threads.untilDone(() -> {
                    start.await();
                    for (int n = 0; n < transactions; n++) {
                        one(dice);
                    }
                });
            }
            try {
                threads.join();
                Map<Integer, List<Long>> end = new Lists(db).all();
                history.check(end);
                count();
                return end;
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }

        private void count() {
            tried += THREADS * transactions;
            committed += history.size();
            edges += history.edges();
            lost += db.stats().transactions().lost();
            alone += db.stats().transactions().alone();
            assertEquals(0, db.stats().transactions().openViews());
            assertEquals("", db.leftOver());
        }

        private void one(Random dice) {
            if (disk != null && dice.nextInt(30) == 0) {
                disk.failAt(1 + dice.nextInt(3), Fault.SHORT_WRITE_NO_SPACE);
            }
            History.Transaction seen = history.begin();
            try {
                if (perform(dice, seen)) {
                    seen.committed();
                } else {
                    seen.aborted();
                }
            } catch (DiskFullException e) {
                seen.aborted();
                synchronized (this) {
                    full++;
                }
            }
        }

        private boolean perform(Random dice, History.Transaction seen) {
            switch (dice.nextInt(20)) {
                case 0, 1, 2 -> db.read(tx -> reads(new Lists(tx), dice, seen));
                case 3 -> {
                    try (SampleDb.Transaction view = db.view()) {
                        reads(new Lists(view), dice, seen);
                    }
                }
                case 4, 5, 6 -> {
                    return byHand(dice, seen);
                }
                case 7 -> {
                    return !isThrown(dice, seen);
                }
                case 8 -> {
                    int list = dice.nextInt(Lists.RANGES);
                    new Lists(db).append(list, values.incrementAndGet(), dice, seen);
                }
                case 9 -> new Lists(db).read(dice.nextInt(Lists.COUNT), dice, seen);
                case 10 -> {
                    int list = dice.nextInt(Lists.TEXTS);
                    // That it returns what it was given makes it a read; what that is must have been committed.
                    Bytes read = db.blobs().compute(Lists.key(list), (key, value) -> value);
                    seen.saw(list, Lists.ofBytes(read));
                }
                case 11 -> db.exclusive(tx -> readsAndAppends(new Lists(tx), dice, seen));
                case 12, 13 -> {
                    List<LockableTable> own = someTables(dice);
                    db.exclusive(
                            own, tx -> readsAndAppends(new Lists(tx), list -> own.contains(tableOf(list)), dice, seen));
                }
                default -> db.compute(tx -> readsAndAppends(new Lists(tx), dice, seen));
            }
            return true;
        }

        private List<LockableTable> someTables(Random dice) {
            List<LockableTable> tables = new ArrayList<>(List.of(db.blobs(), db.events(), db.counts()));
            Collections.shuffle(tables, dice);
            return tables.subList(0, 1 + dice.nextInt(2));
        }

        private LockableTable tableOf(int list) {
            return list < Lists.TEXTS ? db.blobs() : list < Lists.TABLE ? db.events() : db.counts();
        }

        private boolean byHand(Random dice, History.Transaction seen) {
            try (SampleDb.Transaction transaction = db.begin()) {
                readsAndAppends(new Lists(transaction), dice, seen);
                transaction.commit();
                return true;
            } catch (ConflictException e) {
                return false;
            }
        }

        private boolean isThrown(Random dice, History.Transaction seen) {
            IllegalCallerException thrown = new IllegalCallerException();
            try {
                db.write(tx -> {
                    readsAndAppends(new Lists(tx), dice, seen);
                    throw thrown;
                });
            } catch (IllegalCallerException e) {
                return e == thrown;
            }
            return false;
        }

        private boolean reads(Lists lists, Random dice, History.Transaction seen) {
            for (int rest = 1 + dice.nextInt(4); rest > 0; rest--) {
                lists.read(dice.nextInt(Lists.COUNT), dice, seen);
                giveWay(dice);
            }
            return true;
        }

        private boolean readsAndAppends(Lists lists, Random dice, History.Transaction seen) {
            return readsAndAppends(lists, list -> true, dice, seen);
        }

        private boolean readsAndAppends(Lists lists, IntPredicate mayAppend, Random dice, History.Transaction seen) {
            seen.again();
            for (int rest = 1 + dice.nextInt(4); rest > 0; rest--) {
                int list = dice.nextInt(Lists.COUNT);
                if (dice.nextBoolean() || !mayAppend.test(list)) {
                    lists.read(list, dice, seen);
                } else {
                    lists.append(list, values.incrementAndGet(), dice, seen);
                }
                giveWay(dice);
            }
            return true;
        }

        /** Lets the others run, so that there is something to be in the way of. */
        private void giveWay(Random dice) {
            if (dice.nextInt(3) == 0) {
                Thread.yield();
            }
        }
    }
}
