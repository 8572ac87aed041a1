package io.muniment.codec;

import java.util.ConcurrentModificationException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The count, then each key with its value, in the natural order of the keys. Kept as a sorted map that nobody can
 * change.
 *
 * @param <M> {@code SortedMap<K, V>} or {@code NavigableMap<K, V>}: what is made is both
 */
final class SortedMapSerializer<K extends Comparable<? super K>, V, M extends SortedMap<K, V>>
        extends ValueSerializer<M> {

    private final ValueSerializer<K> keys;
    private final ValueSerializer<V> values;

    /** Whether those that were written in another order are put into this one. */
    private final boolean takesAnyOrder;

    SortedMapSerializer(ValueSerializer<K> keys, ValueSerializer<V> values, boolean takesAnyOrder) {
        this.keys = keys;
        this.values = values;
        this.takesAnyOrder = takesAnyOrder;
    }

    @Override
    public void write(ValueOutput out, M value) {
        NaturalOrder.require(value.comparator());
        int count = value.size();
        out.writeCount(count);
        out.enter();
        int written = 0;
        for (Map.Entry<K, V> entry : value.entrySet()) {
            keys.write(out, entry.getKey());
            values.write(out, MapSerializer.requireValue(entry.getValue()));
            written++;
        }
        out.leave();
        if (written != count) {
            throw new ConcurrentModificationException("A sorted map changed while it was written.");
        }
    }

    @Override
    public M read(ValueInput in) {
        int count = in.readCount();
        in.enter();
        TreeMap<K, V> map = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            K key = keys.read(in);
            if (i > 0 && map.lastKey().compareTo(key) >= 0 && !takesAnyOrder) {
                throw in.malformed("the keys of a sorted map are not in order");
            }
            if (map.put(key, values.read(in)) != null) {
                throw in.malformed("a key of a sorted map is there twice");
            }
        }
        in.leave();
        return frozen(map);
    }

    @Override
    public M freeze(M value) {
        NaturalOrder.require(value.comparator());
        return value instanceof FrozenSortedMap && isUnchangedBy(keys::freeze, values::freeze, value)
                ? value
                : withEach(value, keys::freeze, values::freeze);
    }

    @Override
    public M copy(M kept) {
        return isUnchangedBy(keys::copy, values::copy, kept) ? kept : withEach(kept, keys::copy, values::copy);
    }

    private boolean isUnchangedBy(UnaryOperator<K> keyChange, UnaryOperator<V> valueChange, M map) {
        if (keys instanceof PlainSerializer && values instanceof PlainSerializer) {
            return true;
        }
        for (Map.Entry<K, V> entry : map.entrySet()) {
            K key = entry.getKey();
            V value = entry.getValue();
            if (keyChange.apply(key) != key || valueChange.apply(value) != value) {
                return false;
            }
        }
        return true;
    }

    private M withEach(M map, UnaryOperator<K> keyChange, UnaryOperator<V> valueChange) {
        TreeMap<K, V> changed = new TreeMap<>();
        for (Map.Entry<K, V> entry : map.entrySet()) {
            changed.put(
                    keyChange.apply(entry.getKey()), valueChange.apply(MapSerializer.requireValue(entry.getValue())));
        }
        return frozen(changed);
    }

    @SuppressWarnings("unchecked")
    private M frozen(NavigableMap<K, V> own) {
        return (M) new FrozenSortedMap<>(own);
    }
}
