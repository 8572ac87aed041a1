package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.fixture.SimStorage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random transactions of random operations, in every way in which a table can be read and written, against plain maps:
 * committed, thrown out of, closed, refused, with views that stay open, snapshots and reopens in between. One thread.
 */
class TransactionModelTest {

    private static final int STEPS = Integer.getInteger("muniment.model.steps", 10_000);
    private static final int SEEDS = Integer.getInteger("muniment.model.seeds", 8);
    private static final int KEYS = 16;

    @TestFactory
    Stream<DynamicTest> transactionsDoWhatPlainMapsDo() {
        long first = new Random().nextLong() >>> 16;
        return LongStream.range(first, first + SEEDS)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    try {
                        new Run(seed).run();
                    } catch (Throwable e) {
                        throw new AssertionError("seed " + seed + ": " + e, e);
                    }
                }));
    }

    /** What the tables hold. */
    private record Model(NavigableMap<Long, String> events, Map<String, Long> counts, String config) {

        Model copy() {
            return new Model(new TreeMap<>(events), new HashMap<>(counts), config);
        }

        Model with(String next) {
            return new Model(events, counts, next);
        }
    }

    /** The tables, of the database, of a transaction or of a view. */
    private record Tables(SampleDb.Events events, SampleDb.Counts counts, SampleDb.Config config) {

        static Tables of(SampleDb db) {
            return new Tables(db.events(), db.counts(), db.config());
        }

        static Tables of(SampleDb.Transaction transaction) {
            return new Tables(transaction.events(), transaction.counts(), transaction.config());
        }
    }

    /** An open view, and what it sees for all its life. */
    private record Seen(SampleDb.Transaction view, Model model) {}

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** One seed. */
    private static final class Run {

        private final Random dice;
        private final SimStorage disk = new SimStorage();
        private final Options options;
        private final List<Seen> views = new ArrayList<>();
        private SampleDb db;
        private Model model = new Model(new TreeMap<>(), new HashMap<>(), null);
        private int steps;

        Run(long seed) {
            dice = SimStorage.dice(seed);
            options = TestDatabase.options().durability(Durability.values()[dice.nextInt(3)]);
            db = SampleDb.open(disk, options);
        }

        void run() {
            while (steps < STEPS) {
                switch (dice.nextInt(40)) {
                    case 0 -> db.snapshot();
                    case 1 -> reopen();
                    case 2, 3 -> views.add(new Seen(db.view(), model.copy()));
                    case 4, 5, 6 -> closeView();
                    case 7, 8, 9 -> model = changed(Tables.of(db), model, 1);
                    case 10, 11 -> thrownOut();
                    case 12, 13, 14 -> byHand();
                    case 15 ->
                        db.<Void, RuntimeException>read(tx -> {
                            same(Tables.of(tx), model);
                            return null;
                        });
                    case 16 -> db.exclusive(tx -> model = changed(Tables.of(tx), model.copy(), some()));
                    case 17, 18 -> {
                        Model before = model;
                        model = db.compute(tx -> changed(Tables.of(tx), before.copy(), some()));
                    }
                    default -> written();
                }
                if (dice.nextInt(8) == 0) {
                    same(Tables.of(db), model);
                    views.forEach(each -> same(Tables.of(each.view), each.model));
                }
            }
            while (!views.isEmpty()) {
                closeView();
            }
            same(Tables.of(db), model);
            assertEquals(0, db.stats().transactions().openViews());
            db.close();
        }

        private int some() {
            return 1 + dice.nextInt(12);
        }

        private void reopen() {
            while (!views.isEmpty()) {
                closeView();
            }
            db.close();
            db = SampleDb.open(disk, options);
            same(Tables.of(db), model);
        }

        private void closeView() {
            if (!views.isEmpty()) {
                Seen closed = views.remove(dice.nextInt(views.size()));
                same(Tables.of(closed.view), closed.model);
                closed.view.close();
            }
        }

        private void written() {
            Model before = model;
            db.write(tx -> {
                model = changed(Tables.of(tx), before.copy(), some());
                same(Tables.of(db), before);
            });
        }

        private void thrownOut() {
            assertThrows(
                    Thrown.class,
                    () -> db.write(tx -> {
                        changed(Tables.of(tx), model.copy(), some());
                        throw new Thrown();
                    }));
            same(Tables.of(db), model);
        }

        private void byHand() {
            try (SampleDb.Transaction tx = db.begin()) {
                Model next = changed(Tables.of(tx), model.copy(), some());
                same(Tables.of(db), model);
                if (dice.nextBoolean()) {
                    tx.commit();
                    model = next;
                }
            }
            same(Tables.of(db), model);
        }

        /** Does the same to tables and model, some steps, and returns what the model is then. */
        private Model changed(Tables tables, Model from, int count) {
            Model now = from;
            for (int i = 0; i < count; i++) {
                steps++;
                switch (dice.nextInt(12)) {
                    case 0 -> now = now.with(single(tables.config, now.config));
                    case 1, 2, 3, 4 -> hashed(tables.counts, now.counts);
                    case 5 -> {
                        if (dice.nextInt(5) == 0) {
                            tables.events.clear();
                            now.events.clear();
                        } else if (dice.nextInt(5) == 0) {
                            tables.counts.clear();
                            now.counts.clear();
                        }
                    }
                    default -> sorted(tables.events, now.events);
                }
                if (dice.nextInt(6) == 0) {
                    same(tables, now);
                }
            }
            return now;
        }

        private String single(SampleDb.Config tested, String now) {
            assertEquals(now, tested.get());
            String next = value();
            switch (dice.nextInt(3)) {
                case 0 -> {
                    assertEquals(now, tested.reset());
                    return null;
                }
                default -> {
                    assertEquals(now, tested.set(next));
                    return next;
                }
            }
        }

        private long key() {
            return dice.nextInt(KEYS);
        }

        private String value() {
            return Character.toString('a' + dice.nextInt(4));
        }

        private void hashed(SampleDb.Counts table, Map<String, Long> now) {
            String key = Long.toString(key());
            long value = dice.nextInt(4);
            switch (dice.nextInt(11)) {
                case 0 -> assertEquals(now.put(key, value), table.put(key, value));
                case 1 -> assertEquals(now.putIfAbsent(key, value), table.putIfAbsent(key, value));
                case 2 -> assertEquals(now.remove(key, value), table.remove(key, value));
                case 3 -> assertEquals(now.merge(key, value, Long::sum), table.merge(key, value, Long::sum));
                case 4 ->
                    assertEquals(
                            now.compute(key, (k, old) -> old == null || old == value ? null : old + 1),
                            table.compute(key, (k, old) -> old == null || old == value ? null : old + 1));
                case 5 -> {
                    assertEquals(now.get(key), table.get(key));
                    assertEquals(now.containsKey(key), table.containsKey(key));
                    assertEquals(now.size(), table.size());
                }
                case 6 -> setValues(table.asMap(), now, value);
                case 7 -> {
                    Map<String, Long> several = Map.of(key, value, "other", value, "new " + value, value + 1);
                    if (dice.nextBoolean()) {
                        table.putAll(several);
                    } else {
                        assertEquals(3, table.load(several.entrySet().stream()));
                    }
                    now.putAll(several);
                    assertEquals(now.remove("new " + value), table.remove("new " + value));
                }
                default ->
                    any(table.asMap(), now, each -> Integer.toString(each % KEYS), each -> (long) each % 4, Long::sum);
            }
        }

        /** Through the entries of an iterator, each with a value of its own. */
        private static void setValues(Map<String, Long> tested, Map<String, Long> now, long value) {
            tested.entrySet().forEach(entry -> entry.setValue(entry.getValue() + value));
            now.replaceAll((key, old) -> old + value);
        }

        private void sorted(SampleDb.Events table, NavigableMap<Long, String> now) {
            NavigableMap<Long, String> tested = table.asMap();
            NavigableMap<Long, String> part = now;
            for (int depth = dice.nextInt(3); depth > 0; depth--) {
                Function<NavigableMap<Long, String>, NavigableMap<Long, String>> range = range();
                try {
                    part = range.apply(part);
                } catch (IllegalArgumentException e) {
                    NavigableMap<Long, String> refused = tested;
                    assertThrows(IllegalArgumentException.class, () -> range.apply(refused));
                    return;
                }
                tested = range.apply(tested);
            }
            if (dice.nextInt(8) == 0) {
                Map<Long, String> several = Map.of(key(), value(), (long) KEYS + dice.nextInt(2), value());
                table.putAll(several);
                now.putAll(several);
                both(tested, part, NavigableMap::pollLastEntry);
            } else if (dice.nextBoolean()) {
                navigate(tested, part);
            } else {
                any(
                        tested,
                        part,
                        each -> (long) each % KEYS,
                        each -> Character.toString('a' + each % 4),
                        (a, b) -> a.length() > 8 ? b : a + b);
            }
            ordered(tested, part);
        }

        private Function<NavigableMap<Long, String>, NavigableMap<Long, String>> range() {
            long from = key();
            long to = key();
            boolean fromInclusive = dice.nextBoolean();
            boolean toInclusive = dice.nextBoolean();
            return switch (dice.nextInt(5)) {
                case 0 -> map -> map.headMap(to, toInclusive);
                case 1 -> map -> map.tailMap(from, fromInclusive);
                case 2 -> map -> map.subMap(from, fromInclusive, to, toInclusive);
                case 3 -> map -> map.subMap(Math.min(from, to), fromInclusive, Math.max(from, to), toInclusive);
                default -> NavigableMap::descendingMap;
            };
        }

        private void navigate(NavigableMap<Long, String> tested, NavigableMap<Long, String> now) {
            long key = key();
            switch (dice.nextInt(14)) {
                case 0 -> both(tested, now, NavigableMap::firstEntry);
                case 1 -> both(tested, now, NavigableMap::lastEntry);
                case 2 -> both(tested, now, map -> map.lowerEntry(key));
                case 3 -> both(tested, now, map -> map.floorEntry(key));
                case 4 -> both(tested, now, map -> map.ceilingEntry(key));
                case 5 -> both(tested, now, map -> map.higherEntry(key));
                case 6 -> both(tested, now, NavigableMap::firstKey);
                case 7 -> both(tested, now, map -> map.navigableKeySet().lower(key));
                case 8 -> both(tested, now, map -> map.descendingKeySet().higher(key));
                case 9 -> both(tested, now, NavigableMap::pollFirstEntry);
                case 10 -> both(tested, now, NavigableMap::pollLastEntry);
                case 11 -> both(tested, now, map -> map.navigableKeySet().pollFirst());
                case 12 -> both(tested, now, map -> map.descendingKeySet().pollFirst());
                default -> {
                    if (dice.nextInt(4) == 0) {
                        tested.clear();
                        now.clear();
                    }
                }
            }
        }

        /** What every map can do. */
        private <K, V> void any(
                Map<K, V> tested, Map<K, V> now, IntFunction<K> keys, IntFunction<V> values, BinaryOperator<V> join) {
            K key = keys.apply(dice.nextInt(KEYS));
            V value = values.apply(dice.nextInt(4));
            V other = values.apply(dice.nextInt(4));
            switch (dice.nextInt(18)) {
                case 0, 1, 2 -> both(tested, now, map -> map.put(key, value));
                case 3 -> both(tested, now, map -> map.putIfAbsent(key, value));
                case 4, 5 -> both(tested, now, map -> map.remove(key));
                case 6 -> both(tested, now, map -> map.remove(key, value));
                case 7 ->
                    both(
                            tested,
                            now,
                            map -> map.computeIfPresent(key, (k, v) -> v.equals(other) ? null : join.apply(v, other)));
                case 8 -> both(tested, now, map -> map.getOrDefault(key, other));
                case 9 -> both(tested, now, map -> map.containsValue(value));
                case 10 -> both(tested, now, map -> map.keySet().removeAll(List.of(key, keys.apply(3))));
                case 11 -> both(tested, now, map -> map.values().removeIf(v -> v.equals(value)));
                case 12 -> both(tested, now, map -> map.entrySet().remove(Map.entry(key, value)));
                case 13 -> both(tested, now, map -> map.entrySet().contains(Map.entry(key, value)));
                case 14 ->
                    both(tested, now, map -> {
                        map.replaceAll((k, v) -> k.equals(key) ? value : v);
                        return null;
                    });
                case 15 ->
                    both(tested, now, map -> {
                        for (Iterator<K> each = map.keySet().iterator(); each.hasNext(); ) {
                            if (each.next().equals(key)) {
                                each.remove();
                            }
                        }
                        return null;
                    });
                case 16 -> both(tested, now, Map::size);
                default -> {
                    if (now.containsKey(key)) {
                        both(tested, now, map -> map.replace(key, value));
                        both(tested, now, map -> map.replace(key, value, other));
                        both(tested, now, map -> map.merge(key, other, join));
                        both(tested, now, map -> map.compute(key, (k, v) -> value.equals(v) ? null : other));
                        both(tested, now, map -> map.computeIfAbsent(key, k -> value));
                    }
                }
            }
        }

        /** Does the same to both, and gets the same, or the same kind of exception. */
        private static <M, T> void both(M tested, M now, Function<M, T> operation) {
            T expected;
            try {
                expected = operation.apply(now);
            } catch (RuntimeException e) {
                assertThrows(e.getClass(), () -> operation.apply(tested));
                return;
            }
            assertEquals(expected, operation.apply(tested));
        }

        private static void ordered(NavigableMap<Long, String> tested, NavigableMap<Long, String> now) {
            assertEquals(List.copyOf(now.entrySet()), List.copyOf(tested.entrySet()));
            assertEquals(
                    List.copyOf(now.descendingMap().values()),
                    List.copyOf(tested.descendingMap().values()));
            assertEquals(now.size(), tested.size());
        }

        private static void same(Tables tables, Model now) {
            ordered(tables.events.asMap(), now.events);
            assertEquals(now.counts, tables.counts.asMap());
            assertEquals(now.counts.size(), tables.counts.size());
            assertEquals(now.events.size(), tables.events.size());
            Map<String, Long> walked = new HashMap<>();
            BiConsumer<String, Long> once = (key, value) -> assertEquals(null, walked.put(key, value));
            tables.counts.forEach(once);
            assertEquals(now.counts, walked);
            for (int key = 0; key < KEYS; key++) {
                assertEquals(now.events.get((long) key), tables.events.get((long) key));
            }
            assertEquals(now.config, tables.config.get());
            assertEquals(Objects.hash(now.counts), Objects.hash(tables.counts.asMap()));
        }
    }
}
