package io.muniment.table;

import static java.util.Objects.requireNonNull;

import io.muniment.codec.ValueOutput;
import io.muniment.error.UnindexableException;
import io.muniment.error.UniqueException;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The indexes that a table has, one or more, and what its values are found by. */
final class Indexes<K, V> {

    /*
     * An index is a view of the table, and has no versions of its own: it leads from an index key i to every key k
     * of which any version that a reader may see has i, and to no other. Whoever looks up i reads each such k as
     * of its own moment and keeps those that have i there. A pair (i, k) is added before the version is linked,
     * and is removed when the last version of k that has i goes: pruned, overwritten, or taken back. So at rest,
     * when k has one version, the pairs of k are just what that version has; what is unique is checked by that. In an
     * index by several a version has a pair for each of them.
     *
     * What a value is found by is told by the user's code, on the user's thread, and never under the gate: there
     * it comes with the change (Rekeying), and stays with the versions in a Cell. A value that is not in a Cell
     * has been asked before the change that replaces it; if the value has become another by then, the change goes
     * back and is prepared again.
     */

    private final TableDescription<K, V> table;

    Indexes(TableDescription<K, V> table) {
        this.table = table;
    }

    /** An empty index each, for about so many entries. */
    List<IndexMap<K>> newMaps(int expected) {
        List<IndexMap<K>> maps = new ArrayList<>();
        for (IndexDescription<V, ?> index : table.indexes()) {
            int indexKeys = index.isUnique() ? expected : 0;
            maps.add(new IndexMap<>(index.isOrdered(), table.kind() == TableKind.SORTED, indexKeys));
        }
        return List.copyOf(maps);
    }

    /** The place of an index among those of the table. */
    int position(IndexDescription<V, ?> index) {
        for (int i = 0; i < table.indexes().size(); i++) {
            if (table.indexes().get(i) == index) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + table.name() + " has no such index: " + index.name());
    }

    /** Whether {@code indexKey} is among {@code keys}, which are as {@link IndexKeys#of} gives them. */
    boolean has(int index, @Nullable Object keys, Object indexKey) {
        if (keys instanceof IndexKeys.Several several) {
            return several.keys().contains(indexKey);
        }
        return keys != null && isSame(index, indexKey, keys);
    }

    /** Whether two index keys are one. */
    private boolean isSame(int index, Object a, Object b) {
        return table.indexes().get(index).isOrdered() ? IndexMap.compare(a, b) == 0 : a.equals(b);
    }

    /** The ascending order in which a look-up by an index gives two entries, where there is one; else 0. */
    int order(int index, Found<K, V> a, Found<K, V> b) {
        int byIndex = table.indexes().get(index).isOrdered() ? IndexMap.compare(a.by(), b.by()) : 0;
        return byIndex != 0 || table.kind() != TableKind.SORTED ? byIndex : IndexMap.compare(a.key(), b.key());
    }

    // ---- Pages, which have an order in every table

    /** The order of a page for the entry at {@code place} and the one with {@code key} at {@code by}. */
    int order(Slice<K> slice, Slice.Place<K> place, Object by, K key) {
        int byIndex = slice.range() == null ? 0 : IndexMap.compare(place.by(), by);
        int ascending = byIndex != 0 ? byIndex : compareKeys(place.key(), key);
        return slice.isDescending() ? -ascending : ascending;
    }

    /**
     * Whether the entry with {@code key} at {@code by} may have been read of a page that was read to {@code last}. Of a
     * hash table it may: how its keys are written is told by the user's code, and not under the gate.
     */
    boolean mayBeIn(Slice<K> slice, Slice.@Nullable Place<K> last, Object by, K key) {
        if (table.kind() != TableKind.SORTED) {
            return true;
        }
        return (slice.after() == null || order(slice, slice.after(), by, key) < 0)
                && (last == null || order(slice, last, by, key) >= 0);
    }

    private int compareKeys(K a, K b) {
        return table.kind() == TableKind.SORTED
                ? IndexMap.compare(a, b)
                : Arrays.compareUnsigned(bytesOf(a), bytesOf(b));
    }

    private byte[] bytesOf(K key) {
        ValueOutput out = new ValueOutput(64);
        table.keys().write(out, key);
        return out.toBytes();
    }

    /** Those of {@code keys}, all that have {@code by}, that come after the beginning of a page, in its order. */
    Iterator<K> inOrder(Slice<K> slice, Object by, Collection<K> keys) {
        K begin = slice.begin(by);
        if (keys instanceof NavigableSet<K> sorted) {
            NavigableSet<K> all = slice.isDescending() ? sorted.descendingSet() : sorted;
            return (begin == null ? all : all.tailSet(begin, false)).iterator();
        }
        if (begin == null && keys.size() < 2) {
            return keys.iterator();
        }
        Slice.Place<K> place = begin == null ? null : new Slice.Place<>(by, begin);
        return table.kind() == TableKind.SORTED
                ? keys.stream()
                        .filter(key -> place == null || order(slice, place, by, key) < 0)
                        .iterator()
                : new ByBytes<>(keys, this::bytesOf, begin, slice.isDescending());
    }

    boolean isUnique(int index) {
        return table.indexes().get(index).isUnique();
    }

    // ---- User code

    Rekeying rekeying(@Nullable V before, @Nullable V next) {
        return new Rekeying(before, keysOf(before), keysOf(next));
    }

    /** What {@code value} is found by; null for no value. */
    @Nullable IndexKeys keysOf(@Nullable V value) {
        if (value == null) {
            return null;
        }
        @Nullable Object[] keys = new @Nullable Object[table.indexes().size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = keyOf(i, value);
        }
        return new IndexKeys(keys);
    }

    /** What {@code value} is found by in one index, as {@link IndexKeys#of} gives it. */
    @Nullable Object keyOf(int index, V value) {
        IndexDescription<V, ?> description = table.indexes().get(index);
        try {
            Object key = description.key().apply(value);
            if (key != null && description.isBySeveral()) {
                return several(description.isOrdered(), (Collection<?>) key);
            }
            probe(description, key);
            return key;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnindexableException(table.name(), description.name(), e);
        }
    }

    private static IndexKeys.@Nullable Several several(boolean isOrdered, Collection<?> found) {
        Set<Object> keys = isOrdered ? new TreeSet<>() : new HashSet<>();
        for (Object key : found) {
            keys.add(requireNonNull(key));
        }
        return keys.isEmpty() ? null : new IndexKeys.Several(keys);
    }

    /** Lets what cannot be looked up throw here, where nothing has happened yet, rather than under the gate. */
    private static void probe(IndexDescription<?, ?> description, @Nullable Object key) {
        if (key == null) {
            return;
        }
        int unused = description.isOrdered() ? IndexMap.compare(key, key) : key.hashCode();
    }

    // ---- Pairs of index key and key, under the gate

    void add(List<IndexMap<K>> maps, K key, @Nullable IndexKeys keys) {
        add(maps, key, keys, null);
    }

    /** As far as they are not there already, because a version of the key has {@code present}. */
    void add(List<IndexMap<K>> maps, K key, @Nullable IndexKeys keys, @Nullable IndexKeys present) {
        for (int i = 0; keys != null && i < maps.size(); i++) {
            Object found = keys.of(i);
            Object there = present == null ? null : present.of(i);
            if (found instanceof IndexKeys.Several several) {
                for (Object indexKey : several.keys()) {
                    add(maps.get(i), i, indexKey, key, there);
                }
            } else if (found != null) {
                add(maps.get(i), i, found, key, there);
            }
        }
    }

    private void add(IndexMap<K> map, int index, Object indexKey, K key, @Nullable Object there) {
        if (!has(index, there, indexKey)) {
            map.add(indexKey, key);
        }
    }

    /** Removes the pairs of a version that is gone, but for those that {@code left}, or any before it, has too. */
    void remove(List<IndexMap<K>> maps, K key, @Nullable IndexKeys gone, @Nullable Version left) {
        for (int i = 0; gone != null && i < maps.size(); i++) {
            Object found = gone.of(i);
            if (found instanceof IndexKeys.Several several) {
                for (Object indexKey : several.keys()) {
                    remove(maps.get(i), i, indexKey, key, left);
                }
            } else if (found != null) {
                remove(maps.get(i), i, found, key, left);
            }
        }
    }

    /**
     * The same of a version that was not linked, as far as its pairs have been added: the order or equality of index
     * keys, which is user code, may have thrown before, and then throws again.
     */
    void removeAdded(List<IndexMap<K>> maps, K key, @Nullable IndexKeys added, @Nullable Version left) {
        for (int i = 0; added != null && i < maps.size(); i++) {
            for (Object indexKey : added.in(i)) {
                removeAdded(maps.get(i), i, indexKey, key, left);
            }
        }
    }

    private void removeAdded(IndexMap<K> map, int index, Object indexKey, K key, @Nullable Version left) {
        try {
            remove(map, index, indexKey, key, left);
        } catch (Throwable e) {
            // What cannot be looked up could not be added, unless it is a matter of luck; then it is there itself.
            if (map.hasItself(indexKey)) {
                throw e;
            }
        }
    }

    private void remove(IndexMap<K> map, int index, Object indexKey, K key, @Nullable Version left) {
        for (Version at = left; at != null; at = at.older) {
            if (at.keys != null && has(index, at.keys.of(index), indexKey)) {
                return;
            }
        }
        map.remove(indexKey, key);
    }

    // ---- Refusals

    /** That {@code key} would get, in a unique index, what {@code by} has since the commit {@code sequence}. */
    record Taken<K>(int index, K key, K by, long sequence) {}

    /** Two of {@code changes} that have the same of what is to be unique, or null. */
    @Nullable Taken<K> takenTwice(Collection<? extends VersionedMap.Link<K, V>> changes) {
        for (int i = 0; i < table.indexes().size(); i++) {
            Map<Object, K> seen = table.indexes().get(i).isOrdered() ? new TreeMap<>() : new HashMap<>();
            for (VersionedMap.Link<K, V> change : isUnique(i) ? changes : List.<VersionedMap.Link<K, V>>of()) {
                Rekeying rekeying = requireNonNull(change.rekeying());
                IndexKeys next = rekeying.nextKeys();
                for (Object indexKey : next == null ? Set.of() : next.in(i)) {
                    K other = seen.put(indexKey, change.key());
                    if (other != null) {
                        return new Taken<>(i, change.key(), other, 0);
                    }
                }
            }
        }
        return null;
    }

    UniqueException refusal(Taken<K> taken) {
        return UniqueException.ofWrite(
                table.name(),
                table.indexes().get(taken.index()).name(),
                table.keys().copy(taken.key()),
                table.keys().copy(taken.by()));
    }

    /** Throws if anything that is to be unique is not, in what was loaded. */
    void checkUnique(List<IndexMap<K>> maps) {
        for (int i = 0; i < maps.size(); i++) {
            List<K> twice = isUnique(i) ? maps.get(i).firstTwice() : List.of();
            if (!twice.isEmpty()) {
                throw UniqueException.ofOpen(
                        table.name(), table.indexes().get(i).name(), twice.get(0), twice.get(1));
            }
        }
    }
}
