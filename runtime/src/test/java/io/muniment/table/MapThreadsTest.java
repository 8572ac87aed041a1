package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import io.muniment.fixture.Threads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several threads at one map. */
class MapThreadsTest {

    private static final int THREADS = 4;

    private final MemoryTables tables = new MemoryTables();

    private TableHandle<Integer, Integer> table(boolean sorted) {
        return sorted ? tables.sorted(Serializers.INT, Serializers.INT) : tables.hash(Serializers.INT, Serializers.INT);
    }

    private static ConcurrentMap<Integer, Integer> map(TableHandle<Integer, Integer> table, boolean sorted) {
        return sorted ? new SortedTableMap<>(table) : new TableMap<>(table);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachThreadFindsItsOwnWritesAndTheEndHoldsAll(boolean sorted) throws Exception {
        TableHandle<Integer, Integer> table = table(sorted);
        ConcurrentMap<Integer, Integer> map = map(table, sorted);
        long seed = new Random().nextLong();
        List<Map<Integer, Integer>> models = new ArrayList<>();
        Threads threads = new Threads();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            Map<Integer, Integer> model = new HashMap<>();
            models.add(model);
            threads.untilDone(() -> {
                Random random = new Random(seed + thread);
                for (int step = 0; step < 20_000; step++) {
                    int key = random.nextInt(32) * THREADS + thread;
                    String told = "seed " + seed + ", thread " + thread + ", step " + step;
                    switch (random.nextInt(4)) {
                        case 0 -> assertEquals(model.remove(key), map.remove(key), told);
                        case 1 -> assertEquals(model.get(key), map.get(key), told);
                        default -> assertEquals(model.put(key, step), map.put(key, step), told);
                    }
                }
            });
        }
        threads.whileBusy(() -> map.forEach((key, value) -> assertTrue(value >= 0)));
        threads.whileBusy(() -> assertTrue(map.keySet().stream().count() <= 32 * THREADS));
        threads.join();
        Map<Integer, Integer> expected = new HashMap<>();
        models.forEach(expected::putAll);
        assertEquals(expected, map, "seed " + seed);
        assertEquals(expected.size(), map.size());
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noUpdateOfASharedKeyIsLost(boolean sorted) throws Exception {
        TableHandle<Integer, Integer> table = table(sorted);
        ConcurrentMap<Integer, Integer> map = map(table, sorted);
        Threads threads = new Threads();
        for (int i = 0; i < THREADS; i++) {
            threads.untilDone(() -> {
                for (int step = 0; step < 3_000; step++) {
                    map.merge(step % 3, 1, Integer::sum);
                    map.compute(step % 3, (key, value) -> value == null ? 1 : value + 1);
                    map.replaceAll((key, value) -> value);
                }
            });
        }
        threads.join();
        assertEquals(Map.of(0, 8_000, 1, 8_000, 2, 8_000), map);
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sumOverOneMomentIsAlwaysTheSame(boolean viaIterator) throws Exception {
        TableHandle<Integer, Integer> table = table(true);
        SortedTableMap<Integer, Integer> map = new SortedTableMap<>(table);
        // Commit by commit one key goes up and then another down: the sum is 0, or 1 between the two.
        for (int key = 0; key < 50; key++) {
            map.put(key, 0);
        }
        Threads threads = new Threads();
        threads.untilDone(() -> {
            Random random = new Random();
            for (int step = 0; step < 20_000; step++) {
                map.merge(random.nextInt(50), 1, Integer::sum);
                map.merge(random.nextInt(50), -1, Integer::sum);
            }
        });
        for (int i = 0; i < 2; i++) {
            threads.whileBusy(() -> {
                int[] sum = {0};
                if (viaIterator) {
                    for (int value : map.descendingMap().values()) {
                        sum[0] += value;
                    }
                } else {
                    map.forEach((key, value) -> sum[0] += value);
                }
                assertTrue(sum[0] == 0 || sum[0] == 1, "a sum of " + sum[0]);
            });
        }
        threads.join();
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachEntryIsPolledOnceAndInOrder(boolean least) throws Exception {
        TableHandle<Integer, Integer> table = table(true);
        SortedTableMap<Integer, Integer> map = new SortedTableMap<>(table);
        IntStream.range(0, 4_000).forEach(key -> map.put(key, key));
        SortedTableMap<Integer, Integer> inner = map.subMap(1_000, true, 3_000, false);
        ConcurrentMap<Integer, Integer> polled = new ConcurrentHashMap<>();
        Threads threads = new Threads();
        for (int i = 0; i < THREADS; i++) {
            threads.untilDone(() -> {
                int last = least ? -1 : 4_000;
                while (true) {
                    Map.Entry<Integer, Integer> entry = least ? inner.pollFirstEntry() : inner.pollLastEntry();
                    if (entry == null) {
                        return;
                    }
                    assertTrue(least ? entry.getKey() > last : entry.getKey() < last);
                    last = entry.getKey();
                    assertEquals(null, polled.put(last, last));
                }
            });
        }
        threads.join();
        assertEquals(2_000, polled.size());
        assertTrue(inner.isEmpty());
        assertEquals(2_000, map.size());
        assertEquals("", table.versions().leftOver());
    }
}
