package io.muniment.codec;

import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The count, then each key with its value, in the map's order. Kept as a map that nobody can change, in that order. */
final class MapSerializer<K, V> extends ValueSerializer<Map<K, V>> {

    private final ValueSerializer<K> keys;
    private final ValueSerializer<V> values;

    MapSerializer(ValueSerializer<K> keys, ValueSerializer<V> values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public void write(ValueOutput out, Map<K, V> value) {
        int count = value.size();
        out.writeCount(count);
        out.enter();
        int written = 0;
        for (Map.Entry<K, V> entry : value.entrySet()) {
            keys.write(out, requireKey(entry.getKey()));
            values.write(out, requireValue(entry.getValue()));
            written++;
        }
        out.leave();
        if (written != count) {
            throw new ConcurrentModificationException("A map changed while it was written.");
        }
    }

    @Override
    public Map<K, V> read(ValueInput in) {
        int count = in.readCount();
        if (count == 0) {
            return Map.of();
        }
        in.enter();
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K key = keys.read(in);
            if (map.putIfAbsent(key, values.read(in)) != null) {
                throw in.malformed("a map has a key twice");
            }
        }
        in.leave();
        return new FrozenMap<>(map);
    }

    @Override
    public Map<K, V> freeze(Map<K, V> value) {
        if (value.isEmpty()) {
            return Map.of();
        }
        return FrozenMap.isFrozen(value) && isUnchangedBy(keys::freeze, values::freeze, value)
                ? value
                : withEach(value, keys::freeze, values::freeze);
    }

    @Override
    public Map<K, V> copy(Map<K, V> kept) {
        return isUnchangedBy(keys::copy, values::copy, kept) ? kept : withEach(kept, keys::copy, values::copy);
    }

    private boolean isUnchangedBy(UnaryOperator<K> keyChange, UnaryOperator<V> valueChange, Map<K, V> map) {
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

    private static <K, V> Map<K, V> withEach(Map<K, V> map, UnaryOperator<K> keyChange, UnaryOperator<V> valueChange) {
        Map<K, V> changed = new LinkedHashMap<>();
        for (Map.Entry<K, V> entry : map.entrySet()) {
            changed.put(keyChange.apply(requireKey(entry.getKey())), valueChange.apply(requireValue(entry.getValue())));
        }
        return new FrozenMap<>(changed);
    }

    static <K> K requireKey(K key) {
        if (key == null) {
            throw new NullPointerException("A map has a null key; stored maps hold no nulls.");
        }
        return key;
    }

    static <V> V requireValue(V value) {
        if (value == null) {
            throw new NullPointerException("A map has a null value; stored maps hold no nulls.");
        }
        return value;
    }
}
