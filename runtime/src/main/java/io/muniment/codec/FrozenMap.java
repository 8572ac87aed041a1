package io.muniment.codec;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A map that nobody can change, and that can be told from a mere view of one that somebody can. */
final class FrozenMap<K, V> extends AbstractMap<K, V> {

    private static final Class<?> ONE = Map.of(1, 1).getClass();
    private static final Class<?> MANY = Map.of(1, 1, 2, 2).getClass();

    private final Map<K, V> content;

    /** Takes a map that nobody else holds. */
    FrozenMap(Map<K, V> own) {
        content = Collections.unmodifiableMap(own);
    }

    /** Whether nobody can change {@code map}: it is one of these, or of {@link Map#of}. */
    static boolean isFrozen(Map<?, ?> map) {
        Class<?> type = map.getClass();
        return type == FrozenMap.class || type == ONE || type == MANY;
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
}
