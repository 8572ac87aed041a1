package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class FreezingTest {

    private static final ValueSerializer<List<String>> LIST = Serializers.list(Serializers.STRING);
    private static final ValueSerializer<Set<String>> SET = Serializers.set(Serializers.STRING);
    private static final ValueSerializer<Map<String, Integer>> MAP =
            Serializers.map(Serializers.STRING, Serializers.INT);
    private static final ValueSerializer<SortedSet<String>> SORTED_SET = Serializers.sortedSet(Serializers.STRING);
    private static final ValueSerializer<SortedMap<String, Integer>> SORTED_MAP =
            Serializers.sortedMap(Serializers.STRING, Serializers.INT);

    @Test
    void aListThatNobodyCanChangeIsKeptAsItIs() {
        List<String> list = List.of("a", "b", "c");
        assertSame(list, LIST.freeze(list));
        assertSame(list, LIST.copy(list));
    }

    @Test
    void aListThatSomebodyCanChangeIsCopied() {
        List<String> list = new ArrayList<>(List.of("a", "b"));
        List<String> frozen = LIST.freeze(list);
        List<String> frozenView = LIST.freeze(Collections.unmodifiableList(list));
        list.set(0, "changed");
        assertEquals(List.of("a", "b"), frozen);
        assertEquals(List.of("a", "b"), frozenView);
        assertThrows(UnsupportedOperationException.class, () -> frozen.set(0, "x"));
    }

    @Test
    void listsInsideAreFrozenToo() {
        ValueSerializer<List<List<String>>> nested = Serializers.list(LIST);
        List<String> inner = new ArrayList<>(List.of("a"));
        List<List<String>> outer = List.of(List.of("first"), inner, List.of("last"));
        List<List<String>> frozen = nested.freeze(outer);
        inner.add("b");
        assertEquals(List.of(List.of("first"), List.of("a"), List.of("last")), frozen);
        assertSame(frozen, nested.freeze(frozen));
        assertSame(outer.get(0), frozen.get(0));
    }

    @Test
    void arraysAreCopiedOnTheWayInAndOut() {
        assertCopied(Serializers.BOOLEAN_ARRAY, new boolean[] {true});
        assertCopied(Serializers.BYTE_ARRAY, new byte[] {1});
        assertCopied(Serializers.SHORT_ARRAY, new short[] {1});
        assertCopied(Serializers.CHAR_ARRAY, new char[] {1});
        assertCopied(Serializers.INT_ARRAY, new int[] {1});
        assertCopied(Serializers.LONG_ARRAY, new long[] {1});
        assertCopied(Serializers.FLOAT_ARRAY, new float[] {1});
        assertCopied(Serializers.DOUBLE_ARRAY, new double[] {1});
    }

    private static <T> void assertCopied(ValueSerializer<T> serializer, T array) {
        assertNotSame(array, serializer.freeze(array));
        assertNotSame(array, serializer.copy(array));
        assertTrue(Arrays.deepEquals(new Object[] {array}, new Object[] {serializer.freeze(array)}));
        assertTrue(Arrays.deepEquals(new Object[] {array}, new Object[] {serializer.copy(array)}));
    }

    @Test
    void arraysInsideCollectionsAreCopiedOnTheWayOut() {
        byte[] array = {1};
        List<byte[]> list = List.of(array);
        assertNotSame(array, Serializers.list(Serializers.BYTE_ARRAY).copy(list).get(0));
        Set<byte[]> set = Set.of(array);
        assertNotSame(
                array,
                Serializers.set(Serializers.BYTE_ARRAY).copy(set).iterator().next());
        Map<String, byte[]> map = Map.of("a", array);
        assertNotSame(
                array,
                Serializers.map(Serializers.STRING, Serializers.BYTE_ARRAY)
                        .copy(map)
                        .get("a"));
        SortedMap<String, byte[]> sorted = new TreeMap<>(map);
        assertNotSame(
                array,
                Serializers.sortedMap(Serializers.STRING, Serializers.BYTE_ARRAY)
                        .copy(sorted)
                        .get("a"));
        Optional<byte[]> optional = Optional.of(array);
        assertNotSame(
                array,
                Serializers.optional(Serializers.BYTE_ARRAY).copy(optional).orElseThrow());
        assertArrayEquals(
                array,
                Serializers.optional(Serializers.BYTE_ARRAY).freeze(optional).orElseThrow());
    }

    @Test
    void setsAndMapsKeepTheirOrder() {
        Set<String> set = new LinkedHashSet<>(List.of("c", "a", "b"));
        assertEquals(List.of("c", "a", "b"), List.copyOf(SET.freeze(set)));
        assertEquals(List.of("c", "a", "b"), List.copyOf(throughBytes(SET, set)));
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("c", 1);
        map.put("a", 2);
        assertEquals(List.of("c", "a"), List.copyOf(MAP.freeze(map).keySet()));
        assertEquals(List.of("c", "a"), List.copyOf(throughBytes(MAP, map).keySet()));
    }

    private static <T> T throughBytes(ValueSerializer<T> serializer, T value) {
        ValueOutput out = new ValueOutput();
        serializer.write(out, value);
        return serializer.read(new ValueInput(out.toBytes()));
    }

    @Test
    void setsAndMapsThatNobodyCanChangeAreKeptAsTheyAre() {
        for (Set<String> set : List.of(Set.of("a"), Set.of("a", "b"), Set.of("a", "b", "c"))) {
            assertSame(set, SET.freeze(set));
        }
        for (Map<String, Integer> map : List.of(Map.of("a", 1), Map.of("a", 1, "b", 2))) {
            assertSame(map, MAP.freeze(map));
        }
    }

    @Test
    void setsAndMapsThatSomebodyCanChangeAreCopied() {
        Set<String> set = new HashSet<>(Set.of("a"));
        Set<String> frozenSet = SET.freeze(set);
        Set<String> frozenView = SET.freeze(Collections.unmodifiableSet(set));
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        Map<String, Integer> frozenMap = MAP.freeze(map);
        Map<String, Integer> frozenMapView = MAP.freeze(Collections.unmodifiableMap(map));
        SortedSet<String> sortedSet = new TreeSet<>(set);
        SortedSet<String> frozenSortedSet = SORTED_SET.freeze(sortedSet);
        SortedSet<String> frozenSortedView = SORTED_SET.freeze(Collections.unmodifiableSortedSet(sortedSet));
        SortedMap<String, Integer> sortedMap = new TreeMap<>(map);
        SortedMap<String, Integer> frozenSortedMap = SORTED_MAP.freeze(sortedMap);
        set.add("b");
        map.put("b", 2);
        sortedSet.add("b");
        sortedMap.put("b", 2);
        assertEquals(Set.of("a"), frozenSet);
        assertEquals(Set.of("a"), frozenView);
        assertEquals(Map.of("a", 1), frozenMap);
        assertEquals(Map.of("a", 1), frozenMapView);
        assertEquals(Set.of("a"), frozenSortedSet);
        assertEquals(Set.of("a"), frozenSortedView);
        assertEquals(Map.of("a", 1), frozenSortedMap);
    }

    @Test
    void listsInsideSetsAndMapsAreFrozenToo() {
        List<String> inner = new ArrayList<>(List.of("a"));
        Set<List<String>> set = Serializers.set(LIST).freeze(Set.of(inner));
        Map<String, List<String>> map =
                Serializers.map(Serializers.STRING, LIST).freeze(Map.of("k", inner));
        SortedMap<String, List<String>> sorted =
                Serializers.sortedMap(Serializers.STRING, LIST).freeze(new TreeMap<>(Map.of("k", inner)));
        inner.add("b");
        assertEquals(Set.of(List.of("a")), set);
        assertEquals(Map.of("k", List.of("a")), map);
        assertEquals(Map.of("k", List.of("a")), sorted);
        assertSame(sorted, Serializers.sortedMap(Serializers.STRING, LIST).freeze(sorted));
    }

    @Test
    void whatIsFrozenCannotBeChangedByAnyMethod() {
        Set<String> set = SET.freeze(new LinkedHashSet<>(List.of("a", "b")));
        refuseChanges(set, "a");
        Map<String, Integer> map = MAP.freeze(new LinkedHashMap<>(Map.of("a", 1)));
        refuseChanges(map);
        NavigableSet<String> sortedSet = (NavigableSet<String>) SORTED_SET.freeze(new TreeSet<>(set));
        refuseChanges(sortedSet, "a");
        refused(sortedSet, NavigableSet::pollFirst);
        refused(sortedSet, NavigableSet::pollLast);
        refused(sortedSet, s -> s.headSet("b").clear());
        refused(sortedSet, s -> s.descendingSet().pollFirst());
        NavigableMap<String, Integer> sortedMap = (NavigableMap<String, Integer>) SORTED_MAP.freeze(new TreeMap<>(map));
        refuseChanges(sortedMap);
        refused(sortedMap, NavigableMap::pollFirstEntry);
        refused(sortedMap, NavigableMap::pollLastEntry);
        refused(sortedMap, m -> m.firstEntry().setValue(2));
        refused(sortedMap, m -> m.tailMap("a").clear());
        refused(sortedMap, m -> m.navigableKeySet().pollFirst());
    }

    private static void refuseChanges(Collection<String> collection, String element) {
        refused(collection, c -> c.add("new"));
        refused(collection, c -> c.remove(element));
        refused(collection, Collection::clear);
        refused(collection, c -> c.removeIf(e -> true));
        refused(collection, c -> c.removeAll(List.of(element)));
        refused(collection, c -> c.retainAll(List.of()));
        refused(collection, c -> c.addAll(List.of("new")));
        refused(collection, c -> {
            Iterator<String> iterator = c.iterator();
            iterator.next();
            iterator.remove();
        });
    }

    private static void refuseChanges(Map<String, Integer> map) {
        refused(map, m -> m.put("new", 1));
        refused(map, m -> m.remove("a"));
        refused(map, Map::clear);
        refused(map, m -> m.replaceAll((k, v) -> 2));
        refused(map, m -> m.keySet().remove("a"));
        refused(map, m -> m.values().clear());
        refused(map, m -> m.entrySet().iterator().next().setValue(2));
        refused(map, m -> m.merge("a", 1, Integer::sum));
        refused(map, m -> m.computeIfPresent("a", (k, v) -> null));
    }

    private static <T> void refused(T frozen, Consumer<T> change) {
        String before = frozen.toString();
        assertThrows(UnsupportedOperationException.class, () -> change.accept(frozen));
        assertEquals(before, frozen.toString());
    }

    @Test
    void aFrozenSetReadsLikeAnyOther() {
        Set<String> set = SET.freeze(new LinkedHashSet<>(List.of("b", "a")));
        assertTrue(set.contains("a"));
        assertFalse(set.contains("c"));
        assertFalse(set.contains(null));
        assertEquals(Set.of("a", "b"), set);
        assertEquals(Set.of("a", "b").hashCode(), set.hashCode());
        assertEquals(List.of("b", "a"), set.stream().toList());
        List<String> seen = new ArrayList<>();
        set.forEach(seen::add);
        assertEquals(List.of("b", "a"), seen);
        assertEquals("[b, a]", set.toString());
    }

    @Test
    void aFrozenMapReadsLikeAnyOther() {
        Map<String, Integer> plain = new LinkedHashMap<>();
        plain.put("b", 1);
        plain.put("a", 2);
        Map<String, Integer> map = MAP.freeze(plain);
        assertEquals(1, map.get("b"));
        assertNull(map.get("c"));
        assertTrue(map.containsKey("a"));
        assertEquals(plain, map);
        assertEquals(plain.hashCode(), map.hashCode());
        List<String> seen = new ArrayList<>();
        map.forEach((k, v) -> seen.add(k + v));
        assertEquals(List.of("b1", "a2"), seen);
    }

    @Test
    void aFrozenSortedSetReadsLikeAnyOther() {
        TreeSet<String> plain = new TreeSet<>(List.of("a", "c", "e"));
        NavigableSet<String> set = (NavigableSet<String>) SORTED_SET.freeze(plain);
        assertEquals(plain, set);
        assertNull(set.comparator());
        assertTrue(set.contains("c"));
        assertEquals("a", set.first());
        assertEquals("e", set.last());
        assertEquals("a", set.lower("c"));
        assertEquals("c", set.floor("d"));
        assertEquals("e", set.ceiling("d"));
        assertEquals("e", set.higher("c"));
        assertNull(set.higher("e"));
        assertEquals(List.of("e", "c", "a"), List.copyOf(set.descendingSet()));
        assertEquals("e", set.descendingIterator().next());
        assertEquals(plain.subSet("a", "e"), set.subSet("a", "e"));
        assertEquals(plain.subSet("a", false, "e", true), set.subSet("a", false, "e", true));
        assertEquals(plain.headSet("c"), set.headSet("c"));
        assertEquals(plain.headSet("c", true), set.headSet("c", true));
        assertEquals(plain.tailSet("c"), set.tailSet("c"));
        assertEquals(plain.tailSet("c", false), set.tailSet("c", false));
        assertEquals(List.copyOf(plain), set.stream().toList());
    }

    @Test
    void aFrozenSortedMapReadsLikeAnyOther() {
        TreeMap<String, Integer> plain = new TreeMap<>(Map.of("a", 1, "c", 2, "e", 3));
        NavigableMap<String, Integer> map = (NavigableMap<String, Integer>) SORTED_MAP.freeze(plain);
        assertEquals(plain, map);
        assertNull(map.comparator());
        assertEquals(2, map.get("c"));
        assertTrue(map.containsKey("c"));
        assertEquals("a", map.firstKey());
        assertEquals("e", map.lastKey());
        assertEquals("a", map.lowerKey("c"));
        assertEquals(plain.lowerEntry("c"), map.lowerEntry("c"));
        assertEquals("c", map.floorKey("d"));
        assertEquals(plain.floorEntry("d"), map.floorEntry("d"));
        assertEquals("e", map.ceilingKey("d"));
        assertEquals(plain.ceilingEntry("d"), map.ceilingEntry("d"));
        assertEquals("e", map.higherKey("c"));
        assertEquals(plain.higherEntry("c"), map.higherEntry("c"));
        assertEquals(plain.firstEntry(), map.firstEntry());
        assertEquals(plain.lastEntry(), map.lastEntry());
        assertEquals(List.of("e", "c", "a"), List.copyOf(map.descendingMap().keySet()));
        assertEquals(List.of("a", "c", "e"), List.copyOf(map.keySet()));
        assertEquals(List.of("a", "c", "e"), List.copyOf(map.navigableKeySet()));
        assertEquals(List.of("e", "c", "a"), List.copyOf(map.descendingKeySet()));
        assertEquals(plain.subMap("a", "e"), map.subMap("a", "e"));
        assertEquals(plain.subMap("a", false, "e", true), map.subMap("a", false, "e", true));
        assertEquals(plain.headMap("c"), map.headMap("c"));
        assertEquals(plain.headMap("c", true), map.headMap("c", true));
        assertEquals(plain.tailMap("c"), map.tailMap("c"));
        assertEquals(plain.tailMap("c", false), map.tailMap("c", false));
        List<String> seen = new ArrayList<>();
        map.forEach((k, v) -> seen.add(k + v));
        assertEquals(List.of("a1", "c2", "e3"), seen);
    }

    @Test
    void aComparatorOfItsOwnIsRefused() {
        SortedSet<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        SortedMap<String, Integer> map = new TreeMap<>(Comparator.reverseOrder());
        for (Exception e : List.of(
                assertThrows(IllegalArgumentException.class, () -> SORTED_SET.freeze(set)),
                assertThrows(IllegalArgumentException.class, () -> SORTED_SET.write(new ValueOutput(), set)),
                assertThrows(IllegalArgumentException.class, () -> SORTED_MAP.freeze(map)),
                assertThrows(IllegalArgumentException.class, () -> SORTED_MAP.write(new ValueOutput(), map)))) {
            assertTrue(e.getMessage().startsWith("A sorted collection has a comparator of its own"), e.getMessage());
        }
        SortedSet<String> natural = new TreeSet<>(Comparator.naturalOrder());
        natural.add("a");
        assertEquals(Set.of("a"), SORTED_SET.freeze(natural));
    }

    @Test
    void nullsAreRefusedWithTheirPlace() {
        List<String> list = Arrays.asList("a", null);
        Set<String> set = new HashSet<>(Collections.singleton(null));
        Map<String, Integer> nullKey = new HashMap<>();
        nullKey.put(null, 1);
        Map<String, Integer> nullValue = new HashMap<>();
        nullValue.put("a", null);
        SortedMap<String, Integer> sorted = new TreeMap<>(nullValue);
        refusesNull("A list has null at index 1; stored lists hold no nulls.", LIST, list);
        refusesNull("A set has a null element; stored sets hold no nulls.", SET, set);
        refusesNull("A map has a null key; stored maps hold no nulls.", MAP, nullKey);
        refusesNull("A map has a null value; stored maps hold no nulls.", MAP, nullValue);
        refusesNull("A map has a null value; stored maps hold no nulls.", SORTED_MAP, sorted);
    }

    private static <T> void refusesNull(String message, ValueSerializer<T> serializer, T value) {
        assertEquals(
                message,
                assertThrows(NullPointerException.class, () -> serializer.freeze(value))
                        .getMessage());
        assertEquals(
                message,
                assertThrows(NullPointerException.class, () -> serializer.write(new ValueOutput(), value))
                        .getMessage());
    }

    @Test
    void aCollectionThatChangesWhileItIsWrittenIsNoticed() {
        List<String> lying = new AbstractList<>() {

            @Override
            public String get(int index) {
                return "x";
            }

            @Override
            public int size() {
                return 2;
            }

            @Override
            public Iterator<String> iterator() {
                return List.of("x").iterator();
            }
        };
        assertThrows(ConcurrentModificationException.class, () -> LIST.write(new ValueOutput(), lying));
    }

    @Test
    void aLongListIsReadWhole() {
        List<String> list = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            list.add("element " + i);
        }
        assertEquals(list, throughBytes(LIST, list));
    }
}
