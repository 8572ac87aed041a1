package io.muniment.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One index of a table: from an index key to the keys of the entries that have it. Read from any thread; changed
 * under the gate, or while the database is opened by several threads that only add.
 *
 * @param <K> the key of the table
 */
final class IndexMap<K> {

    /** From index key to the one key that has it, or to {@link Several}. */
    private final ConcurrentMap<Object, Object> map;

    private final boolean areKeysSorted;

    /**
     * An empty one, with room for so many index keys.
     *
     * @param areKeysSorted whether the table's keys have an order, and are kept in it
     */
    IndexMap(boolean isOrdered, boolean areKeysSorted, int expected) {
        this.map = isOrdered ? new ConcurrentSkipListMap<>() : new ConcurrentHashMap<>(expected);
        this.areKeysSorted = areKeysSorted;
    }

    /** More than one key of the table. */
    private static final class Several<K> {

        final Set<K> keys;

        /** Beside the set, because that of a skip list would have to be counted. */
        private final AtomicInteger count = new AtomicInteger();

        Several(boolean sorted) {
            keys = sorted ? new ConcurrentSkipListSet<>() : ConcurrentHashMap.newKeySet();
        }

        Several<K> with(K key) {
            if (keys.add(key)) {
                count.incrementAndGet();
            }
            return this;
        }

        /** What is left, which is at least one. */
        Object without(K key) {
            int left = keys.remove(key) ? count.decrementAndGet() : count.get();
            return left == 1 ? keys.iterator().next() : this;
        }
    }

    /** The keys that may have {@code indexKey}: more than do, while there are versions that not all readers see. */
    Collection<K> keysOf(Object indexKey) {
        Object found = map.get(indexKey);
        return found == null ? List.of() : keysIn(found);
    }

    @SuppressWarnings("unchecked") // what is in the map is Several or was added as a K
    private Collection<K> keysIn(Object found) {
        return found instanceof Several<?> several ? (Set<K>) several.keys : List.of((K) found);
    }

    /** The key that has {@code indexKey} if it is the only one that may have it, else null. */
    @SuppressWarnings("unchecked") // as in keysIn
    @Nullable K onlyKeyOf(Object indexKey) {
        Object found = map.get(indexKey);
        return found instanceof Several<?> ? null : (K) found;
    }

    /** The index keys of {@code range} in its order, and what is at them, for {@link #keysAt}. */
    Collection<Map.Entry<Object, Object>> in(Range<Object> range) {
        return range.of((ConcurrentNavigableMap<Object, Object>) map).entrySet();
    }

    /** The keys at one of the entries of {@link #in}; where keys have an order, in that, or in the reverse. */
    Collection<K> keysAt(Map.Entry<Object, Object> entry, boolean isDescending) {
        Collection<K> keys = keysIn(entry.getValue());
        return isDescending && keys instanceof NavigableSet<K> sorted ? sorted.descendingSet() : keys;
    }

    void add(Object indexKey, K key) {
        map.compute(indexKey, (i, there) -> there == null ? key : with(there, key));
    }

    @SuppressWarnings("unchecked") // as in keysIn
    private Object with(Object there, K key) {
        if (there instanceof Several<?> several) {
            return ((Several<K>) several).with(key);
        }
        K one = (K) there;
        return isSameKey(one, key)
                ? one
                : new Several<K>(areKeysSorted).with(one).with(key);
    }

    /** Whether that very object is among the index keys: looks at all, and asks none of them. */
    boolean hasItself(Object indexKey) {
        for (Object each : map.keySet()) {
            if (each == indexKey) {
                return true;
            }
        }
        return false;
    }

    void remove(Object indexKey, K key) {
        map.computeIfPresent(indexKey, (i, there) -> without(there, key));
    }

    @SuppressWarnings("unchecked") // as in keysIn
    private @Nullable Object without(Object there, K key) {
        if (there instanceof Several<?> several) {
            return ((Several<K>) several).without(key);
        }
        return isSameKey((K) there, key) ? null : there;
    }

    /** Two keys of the table with the same index key; empty if there are none. */
    List<K> firstTwice() {
        for (Object there : map.values()) {
            if (there instanceof Several<?>) {
                return keysIn(there).stream().limit(2).toList();
            }
        }
        return List.of();
    }

    /** Whether two keys of the table are one. */
    boolean isSameKey(K a, K b) {
        return areKeysSorted ? compare(a, b) == 0 : a.equals(b);
    }

    @SuppressWarnings("unchecked") // what is kept in order is Comparable
    static <T> int compare(T a, T b) {
        return ((Comparable<? super T>) a).compareTo(b);
    }

    /** The number of pairs of index key and key. For tests. */
    int pairs() {
        return map.values().stream().mapToInt(there -> keysIn(there).size()).sum();
    }
}
