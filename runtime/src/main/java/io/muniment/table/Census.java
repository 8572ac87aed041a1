package io.muniment.table;

import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether entries could be together in a table, without a table: it counts them, and keeps their keys, and what
 * they are found by, only as far as two of them could be in each other's way. For the database.
 */
public final class Census<K, V> implements Receiver<K, V> {

    /*
     * Keys that were different in a table of the same order are so still, as long as they are the same objects: then
     * none is kept. Whether they are is seen by the first of them. If that has changed, all are kept; if it has not
     * and a later one has, those that have gone by are missed, and the counting has to begin again.
     */

    private static final int MOST_EXPECTED = 1 << 28;

    private final TableDescription<K, V> table;

    /** Null where nothing is to be found by them. */
    private final @Nullable Indexes<K, V> indexes;

    private final boolean areAllKept;
    private final LongAdder entries = new LongAdder();
    private int expected;

    /** Of each index; filled where it is unique or has an order, which is the user's code. */
    private List<IndexMap<K>> maps = List.of();

    /** What has become of keys; null until the first has come. */
    private volatile @Nullable Keys keys;

    /** Whether keys are as they were, or else each with its origin. */
    private record Keys(@Nullable ConcurrentMap<Object, Object> origins) {}

    /** A key has changed in a table in which others had not: there is no telling whether it has become one of those. */
    public static final class KeysMissedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient TableDescription<?, ?> table;

        KeysMissedException(TableDescription<?, ?> table) {
            super("keys of table " + table.name() + " have to be kept", null, false, false);
            this.table = table;
        }

        /** The table that has to be counted anew, with all its keys. */
        public TableDescription<?, ?> table() {
            return table;
        }
    }

    /**
     * Without any entries yet.
     *
     * @param areIndexed whether what entries are found by is looked at too
     * @param areAllKept whether all keys are kept, because two that were different may be one in this table
     */
    public Census(TableDescription<K, V> table, boolean areIndexed, boolean areAllKept) {
        this.table = table;
        this.indexes = areIndexed && !table.indexes().isEmpty() ? new Indexes<>(table) : null;
        this.areAllKept = areAllKept;
        clear();
    }

    @Override
    public void clear() {
        entries.reset();
        maps = indexes == null ? List.of() : indexes.newMaps(expected);
        keys = null;
    }

    @Override
    public void expect(long count) {
        if (keys == null) {
            expected = (int) Math.min(count + count / 4, MOST_EXPECTED);
            clear();
        }
    }

    /**
     * As it says there; keeps no value.
     *
     * @throws KeysMissedException if keys were not kept that are needed now
     * @throws io.muniment.error.UnindexableException if it cannot be told what the value is found by
     */
    @Override
    public boolean add(Object origin, K key, V value) {
        ConcurrentMap<Object, Object> origins = keys(origin == key).origins;
        if (origins == null) {
            if (origin != key) {
                throw new KeysMissedException(table);
            }
            probe(key);
        } else if (origins.putIfAbsent(key, origin) != null) {
            return false;
        }
        index(key, value);
        entries.increment();
        return true;
    }

    private Keys keys(boolean isUnchanged) {
        Keys found = keys;
        return found == null ? begin(isUnchanged) : found;
    }

    private synchronized Keys begin(boolean isUnchanged) {
        Keys begun = keys;
        if (begun == null) {
            begun = new Keys(areAllKept || !isUnchanged ? newMap() : null);
            keys = begun;
        }
        return begun;
    }

    private ConcurrentMap<Object, Object> newMap() {
        return table.kind() == TableKind.SORTED ? new ConcurrentSkipListMap<>() : new ConcurrentHashMap<>(expected);
    }

    /** What a table asks of a key, which may throw. */
    private void probe(K key) {
        int unused = table.kind() == TableKind.SORTED ? IndexMap.compare(key, key) : key.hashCode();
    }

    private void index(K key, V value) {
        if (indexes == null) {
            return;
        }
        IndexKeys found = indexes.keysOf(value);
        for (int i = 0; found != null && i < maps.size(); i++) {
            IndexDescription<V, ?> index = table.indexes().get(i);
            if (index.isUnique() || index.isOrdered()) {
                IndexMap<K> map = maps.get(i);
                found.in(i).forEach(indexKey -> map.add(indexKey, key));
            }
        }
    }

    @Override
    public @Nullable Object origin(K key) {
        Keys found = keys;
        return found == null || found.origins == null ? null : found.origins.get(key);
    }

    /** How many entries there are. */
    public long entries() {
        return entries.sum();
    }

    /**
     * Looks whether what is to be unique is. After the last entry.
     *
     * @throws io.muniment.error.UniqueException if it is not
     */
    public void checkUnique() {
        if (indexes != null) {
            indexes.checkUnique(maps);
        }
    }
}
