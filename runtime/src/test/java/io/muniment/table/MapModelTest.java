package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import io.muniment.transaction.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Random operations on maps, ranges of maps and ranges of ranges, against the plain maps of the JDK. */
class MapModelTest {

    private static final int KEYS = 24;

    private static Stream<DynamicTest> seeds(Function<Random, Run> run) {
        long first = new Random().nextLong() >>> 16;
        return LongStream.range(first, first + 150)
                .mapToObj(seed -> DynamicTest.dynamicTest(
                        "seed " + seed, () -> run.apply(new Random(seed)).run()));
    }

    @TestFactory
    Stream<DynamicTest> hashTableDoesWhatAHashMapDoes() {
        return seeds(HashRun::new);
    }

    @TestFactory
    Stream<DynamicTest> sortedTableDoesWhatATreeMapDoes() {
        return seeds(SortedRun::new);
    }

    /** What one seed does. */
    private interface Run {
        void run();
    }

    /** What both have: a map under test and its model. */
    private abstract static class MapRun<M extends Map<Integer, Integer>> implements Run {

        final Random random;
        final MemoryTables tables = new MemoryTables();

        /** Views that are open meanwhile, so that there are old versions. */
        private final List<View> views = new ArrayList<>();

        MapRun(Random random) {
            this.random = random;
        }

        final int key() {
            return random.nextInt(KEYS);
        }

        final int value() {
            return random.nextInt(4);
        }

        final void holdOrRelease() {
            if (random.nextInt(10) == 0) {
                views.add(tables.gate().pin());
            } else if (!views.isEmpty() && random.nextInt(10) == 0) {
                views.remove(random.nextInt(views.size())).close();
            }
        }

        final void releaseAll() {
            views.forEach(View::close);
            views.clear();
        }

        /** Does the same to both, and gets the same, or the same kind of exception. */
        final <T> void both(M tested, M model, Function<M, T> operation) {
            T expected;
            try {
                expected = operation.apply(model);
            } catch (RuntimeException e) {
                assertThrows(e.getClass(), () -> operation.apply(tested));
                return;
            }
            assertEquals(expected, operation.apply(tested));
        }

        final void step(M tested, M model) {
            int key = key();
            int value = value();
            int other = value();
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3 -> both(tested, model, map -> map.put(key, value));
                case 4 -> both(tested, model, map -> map.putIfAbsent(key, value));
                case 5, 6 -> both(tested, model, map -> map.remove(key));
                case 7 -> both(tested, model, map -> map.remove(key, value));
                case 8 -> both(tested, model, map -> map.computeIfPresent(key, (k, v) -> v == other ? null : v + k));
                case 9 -> both(tested, model, map -> map.getOrDefault(key, 77));
                case 10 -> both(tested, model, map -> map.containsKey(key));
                case 11 -> both(tested, model, map -> map.containsValue(value));
                case 12 -> both(tested, model, Map::size);
                case 13 -> both(tested, model, Map::isEmpty);
                case 14 -> both(tested, model, map -> map.keySet().remove(key));
                case 15 -> both(tested, model, map -> map.entrySet().remove(Map.entry(key, value)));
                case 16 -> both(tested, model, map -> map.keySet().removeAll(List.of(key, other)));
                case 17 -> both(tested, model, map -> map.values().removeIf(v -> v == value && other == 0));
                case 18 -> both(tested, model, map -> map.entrySet().contains(Map.entry(key, value)));
                case 19 ->
                    both(tested, model, map -> {
                        map.replaceAll((k, v) -> v + value);
                        return null;
                    });
                case 20 ->
                    both(tested, model, map -> {
                        Iterator<Integer> keys = map.keySet().iterator();
                        while (keys.hasNext()) {
                            if (keys.next() == key) {
                                keys.remove();
                            }
                        }
                        return null;
                    });
                case 21 -> both(tested, model, map -> map.keySet().retainAll(model.keySet()));
                case 22 -> {
                    if (random.nextInt(4) == 0) {
                        both(tested, model, map -> {
                            map.clear();
                            return null;
                        });
                    }
                }
                default -> {
                    if (model.containsKey(key)) {
                        both(tested, model, map -> map.replace(key, value));
                        both(tested, model, map -> map.replace(key, value, other));
                        both(tested, model, map -> map.merge(key, other, Integer::sum));
                        both(tested, model, map -> map.compute(key, (k, v) -> v == null || v == 3 ? null : v + 1));
                        both(tested, model, map -> map.computeIfAbsent(key, k -> k));
                    }
                }
            }
        }

        final void same(M tested, M model) {
            assertEquals(model, tested);
            assertEquals(tested, model);
            assertEquals(model.hashCode(), tested.hashCode());
            assertEquals(model.size(), tested.size());
            assertEquals(model.keySet(), tested.keySet());
            assertEquals(model.entrySet(), tested.entrySet());
            assertEquals(model.keySet().hashCode(), tested.keySet().hashCode());
        }
    }

    private static final class HashRun extends MapRun<Map<Integer, Integer>> {

        HashRun(Random random) {
            super(random);
        }

        @Override
        public void run() {
            TableHandle<Integer, Integer> table = tables.hash(Serializers.INT, Serializers.INT);
            Map<Integer, Integer> tested = new TableMap<>(table);
            Map<Integer, Integer> model = new HashMap<>();
            for (int i = 0; i < 400; i++) {
                holdOrRelease();
                step(tested, model);
                if (i % 10 == 0) {
                    same(tested, model);
                }
            }
            releaseAll();
            same(tested, model);
            assertEquals("", table.versions().leftOver());
        }
    }

    private static final class SortedRun extends MapRun<NavigableMap<Integer, Integer>> {

        SortedRun(Random random) {
            super(random);
        }

        @Override
        public void run() {
            TableHandle<Integer, Integer> table = tables.sorted(Serializers.INT, Serializers.INT);
            NavigableMap<Integer, Integer> tested = new SortedTableMap<>(table);
            NavigableMap<Integer, Integer> model = new TreeMap<>();
            for (int i = 0; i < 60; i++) {
                holdOrRelease();
                ranges(tested, model, 3);
                ordered(tested, model);
            }
            releaseAll();
            ordered(tested, model);
            assertEquals("", table.versions().leftOver());
        }

        /** Some steps here, and in ranges of this, and in ranges of those. */
        private void ranges(NavigableMap<Integer, Integer> tested, NavigableMap<Integer, Integer> model, int depth) {
            for (int i = 0; i < 6; i++) {
                holdOrRelease();
                step(tested, model);
                navigate(tested, model);
            }
            ordered(tested, model);
            if (depth > 0) {
                Function<NavigableMap<Integer, Integer>, NavigableMap<Integer, Integer>> range = range();
                NavigableMap<Integer, Integer> inner;
                try {
                    inner = range.apply(model);
                } catch (IllegalArgumentException e) {
                    assertThrows(IllegalArgumentException.class, () -> range.apply(tested));
                    return;
                }
                ranges(range.apply(tested), inner, depth - 1);
            }
        }

        private Function<NavigableMap<Integer, Integer>, NavigableMap<Integer, Integer>> range() {
            int from = key();
            int to = key();
            boolean fromInclusive = random.nextBoolean();
            boolean toInclusive = random.nextBoolean();
            return switch (random.nextInt(5)) {
                case 0 -> map -> map.headMap(to, toInclusive);
                case 1 -> map -> map.tailMap(from, fromInclusive);
                case 2 -> map -> map.subMap(from, fromInclusive, to, toInclusive);
                case 3 -> map -> map.subMap(Math.min(from, to), fromInclusive, Math.max(from, to), toInclusive);
                default -> NavigableMap::descendingMap;
            };
        }

        private void navigate(NavigableMap<Integer, Integer> tested, NavigableMap<Integer, Integer> model) {
            int key = key();
            switch (random.nextInt(16)) {
                case 0 -> both(tested, model, NavigableMap::firstEntry);
                case 1 -> both(tested, model, NavigableMap::lastEntry);
                case 2 -> both(tested, model, map -> map.lowerEntry(key));
                case 3 -> both(tested, model, map -> map.floorEntry(key));
                case 4 -> both(tested, model, map -> map.ceilingEntry(key));
                case 5 -> both(tested, model, map -> map.higherEntry(key));
                case 6 -> both(tested, model, NavigableMap::firstKey);
                case 7 -> both(tested, model, NavigableMap::lastKey);
                case 8 -> both(tested, model, map -> map.navigableKeySet().lower(key));
                case 9 -> both(tested, model, map -> map.navigableKeySet().floor(key));
                case 10 -> both(tested, model, map -> map.descendingKeySet().ceiling(key));
                case 11 -> both(tested, model, map -> map.descendingKeySet().higher(key));
                case 12 -> both(tested, model, NavigableMap::pollFirstEntry);
                case 13 -> both(tested, model, NavigableMap::pollLastEntry);
                case 14 -> both(tested, model, map -> map.navigableKeySet().pollFirst());
                default -> both(tested, model, map -> map.descendingKeySet().pollFirst());
            }
        }

        private void ordered(NavigableMap<Integer, Integer> tested, NavigableMap<Integer, Integer> model) {
            same(tested, model);
            assertEquals(model.toString(), tested.toString());
            assertEquals(List.copyOf(model.entrySet()), List.copyOf(tested.entrySet()));
            assertEquals(List.copyOf(model.values()), List.copyOf(tested.values()));
            assertEquals(List.copyOf(model.descendingKeySet()), List.copyOf(tested.descendingKeySet()));
            assertEquals(
                    model.keySet().stream().toList(), tested.keySet().stream().toList());
        }
    }
}
