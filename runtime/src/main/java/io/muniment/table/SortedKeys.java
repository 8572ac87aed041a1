package io.muniment.table;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** The keys of a range of a sorted table as a set. */
final class SortedKeys<K, V> extends MapPart.Keys<K, V> implements NavigableSet<K> {

    private final SortedTableMap<K, V> sorted;

    SortedKeys(SortedTableMap<K, V> sorted) {
        super(sorted);
        this.sorted = sorted;
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return sorted.comparator();
    }

    @Override
    @Nullable Comparator<? super K> order() {
        return sorted.comparator();
    }

    @Override
    public Spliterator<K> spliterator() {
        return new MomentSpliterator<>(this, sorted.characteristics() | Spliterator.DISTINCT | Spliterator.SORTED);
    }

    @Override
    public K first() {
        return sorted.firstKey();
    }

    @Override
    public K last() {
        return sorted.lastKey();
    }

    @Override
    public @Nullable K lower(K key) {
        return sorted.lowerKey(key);
    }

    @Override
    public @Nullable K floor(K key) {
        return sorted.floorKey(key);
    }

    @Override
    public @Nullable K ceiling(K key) {
        return sorted.ceilingKey(key);
    }

    @Override
    public @Nullable K higher(K key) {
        return sorted.higherKey(key);
    }

    @Override
    public @Nullable K pollFirst() {
        Map.Entry<K, V> polled = sorted.pollFirstEntry();
        return polled == null ? null : polled.getKey();
    }

    @Override
    public @Nullable K pollLast() {
        Map.Entry<K, V> polled = sorted.pollLastEntry();
        return polled == null ? null : polled.getKey();
    }

    @Override
    public NavigableSet<K> descendingSet() {
        return sorted.descendingMap().keySet();
    }

    @Override
    public Iterator<K> descendingIterator() {
        return descendingSet().iterator();
    }

    @Override
    public NavigableSet<K> subSet(K from, boolean fromInclusive, K to, boolean toInclusive) {
        return sorted.subMap(from, fromInclusive, to, toInclusive).keySet();
    }

    @Override
    public NavigableSet<K> headSet(K to, boolean inclusive) {
        return sorted.headMap(to, inclusive).keySet();
    }

    @Override
    public NavigableSet<K> tailSet(K from, boolean inclusive) {
        return sorted.tailMap(from, inclusive).keySet();
    }

    @Override
    public NavigableSet<K> subSet(K from, K to) {
        return subSet(from, true, to, false);
    }

    @Override
    public NavigableSet<K> headSet(K to) {
        return headSet(to, false);
    }

    @Override
    public NavigableSet<K> tailSet(K from) {
        return tailSet(from, true);
    }
}
