package io.muniment.table;

import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Table} in the natural order of its keys. The names are those of {@link java.util.NavigableMap};
 * where a key or entry is asked for and there is none, the answer is null. Entries do not change and do not
 * write through.
 *
 * @param <K> the key: its order must agree with its equality
 * @param <V> the value
 */
public interface SortedTable<K extends Comparable<? super K>, V> extends Table<K, V> {

    /** The entry of the least key, or null. */
    Map.@Nullable Entry<K, V> firstEntry();

    /** The entry of the greatest key, or null. */
    Map.@Nullable Entry<K, V> lastEntry();

    /** The entry of the greatest key less than {@code key}, or null. */
    Map.@Nullable Entry<K, V> lowerEntry(K key);

    /** The entry of the greatest key less than or equal to {@code key}, or null. */
    Map.@Nullable Entry<K, V> floorEntry(K key);

    /** The entry of the least key greater than or equal to {@code key}, or null. */
    Map.@Nullable Entry<K, V> ceilingEntry(K key);

    /** The entry of the least key greater than {@code key}, or null. */
    Map.@Nullable Entry<K, V> higherEntry(K key);

    /** The least key, or null. */
    default @Nullable K firstKey() {
        return keyOf(firstEntry());
    }

    /** The greatest key, or null. */
    default @Nullable K lastKey() {
        return keyOf(lastEntry());
    }

    /** The greatest key less than {@code key}, or null. */
    default @Nullable K lowerKey(K key) {
        return keyOf(lowerEntry(key));
    }

    /** The greatest key less than or equal to {@code key}, or null. */
    default @Nullable K floorKey(K key) {
        return keyOf(floorEntry(key));
    }

    /** The least key greater than or equal to {@code key}, or null. */
    default @Nullable K ceilingKey(K key) {
        return keyOf(ceilingEntry(key));
    }

    /** The least key greater than {@code key}, or null. */
    default @Nullable K higherKey(K key) {
        return keyOf(higherEntry(key));
    }

    /** Takes the entry of the least key away, and returns it, or null when the table is empty. */
    Map.@Nullable Entry<K, V> pollFirstEntry();

    /** Takes the entry of the greatest key away, and returns it, or null when the table is empty. */
    Map.@Nullable Entry<K, V> pollLastEntry();

    /** A live view of the keys less than {@code to}. */
    default ConcurrentNavigableMap<K, V> headMap(K to) {
        return asMap().headMap(to);
    }

    /** A live view of the keys less than, or equal to if {@code inclusive}, {@code to}. */
    default ConcurrentNavigableMap<K, V> headMap(K to, boolean inclusive) {
        return asMap().headMap(to, inclusive);
    }

    /** A live view of the keys from {@code from} on. */
    default ConcurrentNavigableMap<K, V> tailMap(K from) {
        return asMap().tailMap(from);
    }

    /** A live view of the keys greater than, or equal to if {@code inclusive}, {@code from}. */
    default ConcurrentNavigableMap<K, V> tailMap(K from, boolean inclusive) {
        return asMap().tailMap(from, inclusive);
    }

    /** A live view of the keys from {@code from} on and less than {@code to}. */
    default ConcurrentNavigableMap<K, V> subMap(K from, K to) {
        return asMap().subMap(from, to);
    }

    /** A live view of the keys between {@code from} and {@code to}. */
    default ConcurrentNavigableMap<K, V> subMap(K from, boolean fromInclusive, K to, boolean toInclusive) {
        return asMap().subMap(from, fromInclusive, to, toInclusive);
    }

    /** A live view in descending order. */
    default ConcurrentNavigableMap<K, V> descendingMap() {
        return asMap().descendingMap();
    }

    @Override
    ConcurrentNavigableMap<K, V> asMap();

    private static <K> @Nullable K keyOf(Map.@Nullable Entry<K, ?> entry) {
        return entry == null ? null : entry.getKey();
    }
}
