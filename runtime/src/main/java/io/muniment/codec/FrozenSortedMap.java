package io.muniment.codec;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A sorted map that nobody can change, and that can be told from a mere view of one that somebody can. */
final class FrozenSortedMap<K, V> extends AbstractMap<K, V> implements NavigableMap<K, V> {

    private final NavigableMap<K, V> content;

    /** Takes a map that nobody else holds. */
    FrozenSortedMap(NavigableMap<K, V> own) {
        content = Collections.unmodifiableNavigableMap(own);
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return content.entrySet();
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        content.forEach(action);
    }

    @Override
    public int size() {
        return content.size();
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        return content.get(key);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return content.containsKey(key);
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        return content.remove(key);
    }

    @Override
    public void clear() {
        content.clear();
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return content.comparator();
    }

    @Override
    public K firstKey() {
        return content.firstKey();
    }

    @Override
    public K lastKey() {
        return content.lastKey();
    }

    @Override
    public @Nullable Entry<K, V> lowerEntry(K key) {
        return content.lowerEntry(key);
    }

    @Override
    public @Nullable K lowerKey(K key) {
        return content.lowerKey(key);
    }

    @Override
    public @Nullable Entry<K, V> floorEntry(K key) {
        return content.floorEntry(key);
    }

    @Override
    public @Nullable K floorKey(K key) {
        return content.floorKey(key);
    }

    @Override
    public @Nullable Entry<K, V> ceilingEntry(K key) {
        return content.ceilingEntry(key);
    }

    @Override
    public @Nullable K ceilingKey(K key) {
        return content.ceilingKey(key);
    }

    @Override
    public @Nullable Entry<K, V> higherEntry(K key) {
        return content.higherEntry(key);
    }

    @Override
    public @Nullable K higherKey(K key) {
        return content.higherKey(key);
    }

    @Override
    public @Nullable Entry<K, V> firstEntry() {
        return content.firstEntry();
    }

    @Override
    public @Nullable Entry<K, V> lastEntry() {
        return content.lastEntry();
    }

    @Override
    public @Nullable Entry<K, V> pollFirstEntry() {
        return content.pollFirstEntry();
    }

    @Override
    public @Nullable Entry<K, V> pollLastEntry() {
        return content.pollLastEntry();
    }

    @Override
    public NavigableMap<K, V> descendingMap() {
        return content.descendingMap();
    }

    @Override
    public NavigableSet<K> navigableKeySet() {
        return content.navigableKeySet();
    }

    @Override
    public Set<K> keySet() {
        return content.keySet();
    }

    @Override
    public NavigableSet<K> descendingKeySet() {
        return content.descendingKeySet();
    }

    @Override
    public NavigableMap<K, V> subMap(K from, boolean fromInclusive, K to, boolean toInclusive) {
        return content.subMap(from, fromInclusive, to, toInclusive);
    }

    @Override
    public NavigableMap<K, V> headMap(K to, boolean inclusive) {
        return content.headMap(to, inclusive);
    }

    @Override
    public NavigableMap<K, V> tailMap(K from, boolean inclusive) {
        return content.tailMap(from, inclusive);
    }

    @Override
    public SortedMap<K, V> subMap(K from, K to) {
        return content.subMap(from, to);
    }

    @Override
    public SortedMap<K, V> headMap(K to) {
        return content.headMap(to);
    }

    @Override
    public SortedMap<K, V> tailMap(K from) {
        return content.tailMap(from);
    }
}
