package io.muniment.table;

import io.muniment.transaction.View;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableSet;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A range of a sorted table as a map, in one direction: what is said of {@link TableMap} holds here too. To
 * clear less than all of a table, or to ask its size, walks the range. Entries do not write through.
 */
final class SortedTableMap<K, V> extends TableMap<K, V> implements ConcurrentNavigableMap<K, V> {

    private final Range<K> range;

    /** All of a table. */
    SortedTableMap(TableHandle<K, V> handle) {
        this(handle, Range.all());
    }

    private SortedTableMap(TableHandle<K, V> handle, Range<K> range) {
        super(handle);
        this.range = range;
    }

    @Override
    boolean covers(K key) {
        return range.contains(key);
    }

    @Override
    Iterator<Map.Entry<K, Object>> raw(View view) {
        return handle.raw(view, range);
    }

    @Override
    void walk(View view, BiConsumer<? super K, ? super V> action) {
        for (Cursor<K, V> at = cursor(view); at.advance(); ) {
            action.accept(at.key(), at.value());
        }
    }

    @Override
    Map.Entry<K, V> entry(K key, V value) {
        return Map.entry(key, value);
    }

    @Override
    int characteristics() {
        return Spliterator.ORDERED;
    }

    @Override
    public @Nullable Comparator<? super K> comparator() {
        return range.isDescending() ? Collections.reverseOrder() : null;
    }

    // ---- Size

    @Override
    public int size() {
        return range.isAll() ? handle.size() : count();
    }

    private int count() {
        try (View view = handle.pin()) {
            int count = 0;
            for (Cursor<K, V> at = cursor(view); at.advance(); ) {
                count++;
            }
            return count;
        }
    }

    @Override
    public boolean isEmpty() {
        return range.isAll() ? handle.size() == 0 : firstEntry() == null;
    }

    @Override
    public void clear() {
        if (range.isAll()) {
            handle.clear();
        } else {
            keySet().removeIf(key -> true);
        }
    }

    // ---- The nearest entry

    @Override
    public Map.@Nullable Entry<K, V> firstEntry() {
        return handle.first(range);
    }

    @Override
    public Map.@Nullable Entry<K, V> lastEntry() {
        return handle.first(range.reversed());
    }

    @Override
    public Map.@Nullable Entry<K, V> lowerEntry(K key) {
        return lastOf(range.before(key, false));
    }

    @Override
    public Map.@Nullable Entry<K, V> floorEntry(K key) {
        return lastOf(range.before(key, true));
    }

    @Override
    public Map.@Nullable Entry<K, V> ceilingEntry(K key) {
        return firstOf(range.after(key, true));
    }

    @Override
    public Map.@Nullable Entry<K, V> higherEntry(K key) {
        return firstOf(range.after(key, false));
    }

    private Map.@Nullable Entry<K, V> firstOf(@Nullable Range<K> part) {
        return part == null ? null : handle.first(part);
    }

    private Map.@Nullable Entry<K, V> lastOf(@Nullable Range<K> part) {
        return part == null ? null : handle.first(part.reversed());
    }

    @Override
    public @Nullable K lowerKey(K key) {
        return keyOf(lowerEntry(key));
    }

    @Override
    public @Nullable K floorKey(K key) {
        return keyOf(floorEntry(key));
    }

    @Override
    public @Nullable K ceilingKey(K key) {
        return keyOf(ceilingEntry(key));
    }

    @Override
    public @Nullable K higherKey(K key) {
        return keyOf(higherEntry(key));
    }

    @Override
    public K firstKey() {
        return existing(firstEntry()).getKey();
    }

    @Override
    public K lastKey() {
        return existing(lastEntry()).getKey();
    }

    private static <K> @Nullable K keyOf(Map.@Nullable Entry<K, ?> entry) {
        return entry == null ? null : entry.getKey();
    }

    private static <E> E existing(@Nullable E entry) {
        if (entry == null) {
            throw new NoSuchElementException();
        }
        return entry;
    }

    @Override
    public Map.@Nullable Entry<K, V> pollFirstEntry() {
        return handle.poll(range);
    }

    @Override
    public Map.@Nullable Entry<K, V> pollLastEntry() {
        return handle.poll(range.reversed());
    }

    // ---- Ranges of this range

    @Override
    public SortedTableMap<K, V> descendingMap() {
        return new SortedTableMap<>(handle, range.reversed());
    }

    @Override
    public SortedTableMap<K, V> subMap(K from, boolean fromInclusive, K to, boolean toInclusive) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        return new SortedTableMap<>(handle, range.between(from, fromInclusive, to, toInclusive));
    }

    @Override
    public SortedTableMap<K, V> headMap(K to, boolean inclusive) {
        Objects.requireNonNull(to, "to");
        return new SortedTableMap<>(handle, range.between(null, false, to, inclusive));
    }

    @Override
    public SortedTableMap<K, V> tailMap(K from, boolean inclusive) {
        Objects.requireNonNull(from, "from");
        return new SortedTableMap<>(handle, range.between(from, inclusive, null, false));
    }

    @Override
    public SortedTableMap<K, V> subMap(K from, K to) {
        return subMap(from, true, to, false);
    }

    @Override
    public SortedTableMap<K, V> headMap(K to) {
        return headMap(to, false);
    }

    @Override
    public SortedTableMap<K, V> tailMap(K from) {
        return tailMap(from, true);
    }

    // ---- Its keys

    @Override
    public NavigableSet<K> keySet() {
        return new SortedKeys<>(this);
    }

    @Override
    public NavigableSet<K> navigableKeySet() {
        return keySet();
    }

    @Override
    public NavigableSet<K> descendingKeySet() {
        return descendingMap().keySet();
    }
}
