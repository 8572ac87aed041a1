package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.fixture.MemoryTables;
import io.muniment.table.Write.When;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever walks a map walks one moment, and holds on to it no longer than it must. */
class MapIterationTest {

    private final MemoryTables tables = new MemoryTables();

    /** Which table. */
    enum Kind {
        HASH,
        SORTED,
        DESCENDING_RANGE
    }

    private TableHandle<Integer, String> table;

    /** A map of 100 entries: from 0 to 99. */
    private ConcurrentMap<Integer, String> hundred(Kind kind) {
        table = kind == Kind.HASH
                ? tables.hash(Serializers.INT, Serializers.STRING)
                : tables.sorted(Serializers.INT, Serializers.STRING);
        for (int i = 0; i < 100; i++) {
            table.put(i, "v" + i, When.ALWAYS);
        }
        return switch (kind) {
            case HASH -> new TableMap<>(table);
            case SORTED -> new SortedTableMap<>(table);
            case DESCENDING_RANGE -> new SortedTableMap<>(table).descendingMap().headMap(-1, false);
        };
    }

    private static Map<Integer, String> theHundred() {
        return IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> i, i -> "v" + i));
    }

    @ParameterizedTest
    @EnumSource
    void iterationYieldsWhatWasThereWhenItBegan(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        Map<Integer, String> seen = new HashMap<>();
        Iterator<Map.Entry<Integer, String>> entries = map.entrySet().iterator();
        for (int i = 0; i < 100; i++) {
            Map.Entry<Integer, String> entry = entries.next();
            seen.put(entry.getKey(), entry.getValue());
            map.remove((i * 37) % 100);
            map.replace((i * 13) % 100, "changed");
            map.put(1_000 + i, "new");
        }
        assertFalse(entries.hasNext());
        assertEquals(theHundred(), seen);
        assertEquals(100, map.size());
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @EnumSource
    void iterationBegunBeforeAClearYieldsAll(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        Iterator<Integer> keys = map.keySet().iterator();
        table.clear();
        map.put(7, "new");
        int count = 0;
        while (keys.hasNext()) {
            keys.next();
            count++;
        }
        assertEquals(100, count);
        assertEquals(Map.of(7, "new"), map);
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @EnumSource
    void streamSeesTheMomentAtWhichItIsConsumed(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        var stream = map.values().stream();
        map.replace(5, "changed");
        List<String> values =
                stream.peek(value -> map.replace(6, "changed, too")).toList();
        assertEquals(100, values.size());
        assertTrue(values.contains("changed"));
        assertTrue(values.contains("v6"));
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @EnumSource
    void parallelStreamSeesEachEntryOnce(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        assertEquals(
                theHundred(),
                map.entrySet().parallelStream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @EnumSource
    void forEachMayWriteToTheTable(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        map.forEach((key, value) -> {
            map.remove(99 - key);
            map.put(key + 1_000, value);
        });
        assertEquals(100, map.size());
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @EnumSource
    void walksThatEndEarlyHoldOnToNothing(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        assertTrue(map.containsValue("v50"));
        assertTrue(map.values().remove("v50"));
        assertFalse(map.equals(Map.of(1, "v1")));
        assertFalse(map.keySet().equals(theHundred().keySet()));
        RuntimeException thrown = new RuntimeException("stop");
        assertThrows(
                RuntimeException.class,
                () -> map.forEach((key, value) -> {
                    throw thrown;
                }));
        assertThrows(
                RuntimeException.class,
                () -> map.keySet().removeIf(key -> {
                    throw thrown;
                }));
        assertThrows(
                RuntimeException.class,
                () -> map.replaceAll((key, value) -> {
                    throw thrown;
                }));
        map.put(3, "changed");
        map.remove(4);
        assertEquals("", table.versions().leftOver());
    }

    @ParameterizedTest
    @EnumSource
    void abandonedIteratorIsReleased(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        for (int i = 0; i < 20; i++) {
            abandon(map);
        }
        map.put(3, "changed");
        map.remove(4);
        // The garbage collector decides when; this only gives up after a minute.
        long giveUp = System.nanoTime() + 60_000_000_000L;
        while (!table.versions().leftOver().isEmpty() && System.nanoTime() < giveUp) {
            System.gc();
            Thread.yield();
        }
        assertEquals("", table.versions().leftOver());
    }

    private static void abandon(ConcurrentMap<Integer, String> map) {
        Iterator<Integer> keys = map.keySet().iterator();
        keys.next();
        map.values().spliterator().tryAdvance(value -> {});
    }

    @ParameterizedTest
    @EnumSource
    void iteratorRemovesTheKeyWhateverItHasByNow(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        Iterator<Integer> keys = map.keySet().iterator();
        assertThrows(IllegalStateException.class, keys::remove);
        int key = keys.next();
        map.put(key, "changed");
        keys.remove();
        assertNull(map.get(key));
        assertThrows(IllegalStateException.class, keys::remove);
        while (keys.hasNext()) {
            key = keys.next();
        }
        keys.remove();
        assertNull(map.get(key));
        assertThrows(NoSuchElementException.class, keys::next);
        assertEquals(98, map.size());
    }

    @ParameterizedTest
    @EnumSource
    void removeIfLeavesWhatChangedAfterItWasTested(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        assertTrue(map.values().removeIf(value -> {
            if (value.equals("v7")) {
                map.put(7, "changed");
            }
            return true;
        }));
        assertEquals(Map.of(7, "changed"), map);
        assertFalse(map.entrySet().removeIf(entry -> entry.getKey() != 7));
        assertTrue(map.keySet().removeIf(key -> {
            map.put(7, "changed again");
            return true;
        }));
        assertTrue(map.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void replaceAllReplacesNewestValues(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        map.replaceAll((key, value) -> {
            if (key == 20) {
                byAnother(() -> {
                    map.computeIfPresent(30, (k, v) -> v + "!");
                    map.computeIfPresent(10, (k, v) -> v + "!");
                });
            }
            return value + "?";
        });
        assertEquals(kind == Kind.DESCENDING_RANGE ? "v30?!" : "v30!?", map.get(30));
        assertEquals(kind == Kind.DESCENDING_RANGE ? "v10!?" : "v10?!", map.get(10));
        assertThrows(NullPointerException.class, () -> map.replaceAll((key, value) -> null));
    }

    private static void byAnother(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsHandedOutIsACopyWhereValuesCanBeChanged(Kind kind) {
        MemoryTables others = new MemoryTables();
        ConcurrentMap<Integer, byte[]> map = kind == Kind.HASH
                ? new TableMap<>(others.hash(Serializers.INT, Serializers.BYTE_ARRAY))
                : new SortedTableMap<>(others.sorted(Serializers.INT, Serializers.BYTE_ARRAY));
        byte[] mine = {1, 2, 3};
        map.put(1, mine);
        mine[0] = 9;
        map.get(1)[0] = 9;
        map.values().iterator().next()[0] = 9;
        map.entrySet().iterator().next().getValue()[0] = 9;
        map.forEach((key, value) -> value[0] = 9);
        byte[] kept = {1, 2, 3};
        assertNotSame(map.get(1), map.get(1));
        assertTrue(map.containsValue(kept));
        assertTrue(map.values().contains(kept));
        assertTrue(map.entrySet().contains(Map.entry(1, kept)));
        assertFalse(map.containsValue("no bytes"));
        assertTrue(map.replace(1, kept, new byte[] {4}));
        assertTrue(map.remove(1, new byte[] {4}));
        assertTrue(map.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void spliteratorsSayWhatIsTrue(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        Spliterator<Integer> keys = map.keySet().spliterator();
        assertTrue(keys.hasCharacteristics(Spliterator.DISTINCT | Spliterator.NONNULL));
        assertFalse(keys.hasCharacteristics(Spliterator.SIZED));
        assertEquals(kind != Kind.HASH, keys.hasCharacteristics(Spliterator.SORTED | Spliterator.ORDERED));
        if (kind == Kind.HASH) {
            assertThrows(IllegalStateException.class, keys::getComparator);
        } else {
            assertEquals(((ConcurrentNavigableMap<Integer, String>) map).comparator(), keys.getComparator());
        }
        assertEquals(kind != Kind.HASH, map.values().spliterator().hasCharacteristics(Spliterator.ORDERED));
        assertEquals(100, keys.estimateSize());
    }

    @ParameterizedTest
    @EnumSource
    void nullIsRefusedEverywhere(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        assertThrows(NullPointerException.class, () -> map.get(null));
        assertThrows(NullPointerException.class, () -> map.containsKey(null));
        assertThrows(NullPointerException.class, () -> map.containsValue(null));
        assertThrows(NullPointerException.class, () -> map.put(null, "v"));
        assertThrows(NullPointerException.class, () -> map.put(1, null));
        assertThrows(NullPointerException.class, () -> map.putIfAbsent(1, null));
        assertThrows(NullPointerException.class, () -> map.remove(null));
        assertThrows(NullPointerException.class, () -> map.remove(1, null));
        assertThrows(NullPointerException.class, () -> map.replace(1, null));
        assertThrows(NullPointerException.class, () -> map.replace(1, "v1", null));
        assertThrows(NullPointerException.class, () -> map.replace(1, null, "v1"));
        assertThrows(NullPointerException.class, () -> map.compute(1, null));
        assertThrows(NullPointerException.class, () -> map.computeIfAbsent(1, null));
        assertThrows(NullPointerException.class, () -> map.computeIfPresent(1, null));
        assertThrows(NullPointerException.class, () -> map.merge(1, "v", null));
        assertThrows(NullPointerException.class, () -> map.merge(1, null, (a, b) -> a));
        assertThrows(NullPointerException.class, () -> map.forEach(null));
        assertThrows(NullPointerException.class, () -> map.replaceAll(null));
        assertThrows(NullPointerException.class, () -> map.keySet().removeIf(null));
        assertFalse(map.entrySet().contains(null));
        assertEquals(new TreeMap<>(theHundred()), new TreeMap<>(map));
    }

    @ParameterizedTest
    @EnumSource
    void keyOfAnotherTypeIsNotFound(Kind kind) {
        ConcurrentMap<Integer, String> map = hundred(kind);
        if (kind == Kind.HASH) {
            assertNull(map.get("1"));
            assertFalse(map.containsKey("1"));
            assertNull(map.remove("1"));
            assertFalse(map.remove("1", "v1"));
            assertFalse(map.keySet().remove("1"));
            assertFalse(map.entrySet().contains(Map.entry("1", "v1")));
        } else {
            assertThrows(ClassCastException.class, () -> map.get("1"));
            assertThrows(ClassCastException.class, () -> map.containsKey("1"));
            assertThrows(ClassCastException.class, () -> map.remove("1"));
            assertThrows(ClassCastException.class, () -> map.keySet().remove("1"));
        }
        assertFalse(map.remove(1, 1));
        assertFalse(map.values().remove(1));
        assertFalse(map.equals(Map.of("1", "v1")));
    }
}
