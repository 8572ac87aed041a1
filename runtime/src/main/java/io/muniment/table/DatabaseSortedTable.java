package io.muniment.table;

import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/** The base of generated table classes: a sorted table of an open database. */
public abstract class DatabaseSortedTable<K extends Comparable<? super K>, V> extends DatabaseTable<K, V>
        implements SortedTable<K, V> {

    /** For generated code. */
    protected DatabaseSortedTable(TableHandle<K, V> handle) {
        super(handle);
    }

    @Override
    public final Map.@Nullable Entry<K, V> firstEntry() {
        return asMap().firstEntry();
    }

    @Override
    public final Map.@Nullable Entry<K, V> lastEntry() {
        return asMap().lastEntry();
    }

    @Override
    public final Map.@Nullable Entry<K, V> lowerEntry(K key) {
        return asMap().lowerEntry(key);
    }

    @Override
    public final Map.@Nullable Entry<K, V> floorEntry(K key) {
        return asMap().floorEntry(key);
    }

    @Override
    public final Map.@Nullable Entry<K, V> ceilingEntry(K key) {
        return asMap().ceilingEntry(key);
    }

    @Override
    public final Map.@Nullable Entry<K, V> higherEntry(K key) {
        return asMap().higherEntry(key);
    }

    @Override
    public final Map.@Nullable Entry<K, V> pollFirstEntry() {
        return handle().poll(Range.all());
    }

    @Override
    public final Map.@Nullable Entry<K, V> pollLastEntry() {
        return handle().poll(Range.<K>all().reversed());
    }

    @Override
    public final ConcurrentNavigableMap<K, V> asMap() {
        return new SortedTableMap<>(handle());
    }
}
