package io.muniment.table;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.codec.Serializers;
import io.muniment.error.ClosedException;
import io.muniment.fixture.MemoryTables;
import io.muniment.table.Write.When;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** After the database is closed everything throws that it is. */
class ClosedMapTest {

    private final MemoryTables tables = new MemoryTables();
    private final LiveTable<Integer, String> sorted = tables.sorted(Serializers.INT, Serializers.STRING);

    @Test
    void hashTable() {
        LiveTable<Integer, String> hash = tables.hash(Serializers.INT, Serializers.STRING);
        hash.put(1, "v1", When.ALWAYS);
        hash.put(2, "v2", When.ALWAYS);
        throwsAll(new TableMap<>(hash), hash);
    }

    @Test
    void sortedTable() {
        fill();
        throwsAll(new SortedTableMap<>(sorted), sorted);
        throwsNavigation(new SortedTableMap<>(sorted));
    }

    @Test
    void rangeOfASortedTable() {
        fill();
        ConcurrentNavigableMap<Integer, String> range =
                new SortedTableMap<>(sorted).descendingMap().headMap(0, false);
        throwsAll(range, sorted);
        throwsNavigation(range);
    }

    private void fill() {
        sorted.put(1, "v1", When.ALWAYS);
        sorted.put(2, "v2", When.ALWAYS);
    }

    private void throwsAll(ConcurrentMap<Integer, String> map, LiveTable<Integer, String> table) {
        Iterator<Integer> begun = map.keySet().iterator();
        begun.next();
        tables.close(table);
        throwClosed(
                begun::hasNext,
                begun::next,
                begun::remove,
                () -> map.get(1),
                () -> map.containsKey(1),
                () -> map.containsValue("v1"),
                map::size,
                map::isEmpty,
                () -> map.put(1, "v"),
                () -> map.putIfAbsent(1, "v"),
                () -> map.remove(1),
                () -> map.remove(1, "v1"),
                () -> map.replace(1, "v"),
                () -> map.replace(1, "v1", "v"),
                () -> map.compute(1, (key, value) -> "v"),
                () -> map.computeIfAbsent(3, key -> "v"),
                () -> map.computeIfPresent(1, (key, value) -> "v"),
                () -> map.merge(1, "v", (a, b) -> a),
                () -> map.putAll(Map.of(1, "v")),
                () -> map.replaceAll((key, value) -> "v"),
                () -> map.forEach((key, value) -> {}),
                map::clear,
                map::toString,
                map::hashCode,
                () -> map.equals(Map.of()),
                () -> map.keySet().iterator(),
                () -> map.keySet().size(),
                () -> map.keySet().contains(1),
                () -> map.keySet().remove(1),
                () -> map.values().remove("v1"),
                () -> map.values().removeIf(value -> true),
                () -> map.entrySet().forEach(entry -> {}),
                () -> map.entrySet().clear(),
                () -> map.keySet().stream().count(),
                map.values()::toArray);
    }

    private static void throwsNavigation(ConcurrentNavigableMap<Integer, String> map) {
        throwClosed(
                map::firstKey,
                map::lastKey,
                map::firstEntry,
                map::lastEntry,
                () -> map.floorKey(1),
                () -> map.lowerEntry(1),
                () -> map.ceilingKey(1),
                () -> map.higherEntry(1),
                map::pollFirstEntry,
                map::pollLastEntry,
                () -> map.navigableKeySet().first(),
                () -> map.descendingKeySet().pollFirst(),
                () -> map.headMap(2).size());
    }

    private static void throwClosed(Executable... calls) {
        assertAll(Stream.of(calls).map(call -> () -> assertThrows(ClosedException.class, call)));
    }
}
