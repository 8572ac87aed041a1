package io.muniment.table;

import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A durable map for each key. The maps are in no particular order.
 *
 * @param <K> the key of the table: a type with value equality that never changes
 * @param <S> the keys of the maps: such a type too
 * @param <V> the values of the maps
 */
public interface MapTable<K, S, V> extends GroupTable<K, Map<S, V>> {

    /** The value of {@code subKey} in the map of {@code key}, or null when there is none. */
    @Nullable V get(K key, S subKey);

    /** Whether {@code subKey} has a value in the map of {@code key}. */
    boolean containsKey(K key, S subKey);

    /** Gives {@code subKey} the value in the map of {@code key}, and returns the one that it had, or null. */
    @Nullable V put(K key, S subKey, V value);

    /** Gives {@code subKey} the value in the map of {@code key} if it has none. Returns the one that it had, or null. */
    @Nullable V putIfAbsent(K key, S subKey, V value);

    /**
     * Gives all these sub-keys their values in the map of {@code key}, in one commit. Without any it does nothing.
     *
     * @throws io.muniment.error.TooLargeException if they are too many for one record
     */
    void putAll(K key, Map<? extends S, ? extends V> entries);

    /** Takes the value of {@code subKey} away, and returns it, or null when there was none. The map may get empty. */
    @Nullable V remove(K key, S subKey);

    /**
     * Gives {@code subKey} what {@code next} makes of it and its value (null when it has none); a null result takes the
     * value away. Returns the new value. If {@code next} throws, nothing changes; it may run more than once, and a write
     * to the database from inside of it is refused with {@link IllegalStateException}.
     */
    @Nullable V compute(K key, S subKey, BiFunction<? super S, ? super @Nullable V, ? extends @Nullable V> next);

    /**
     * Gives {@code subKey} the value if it has none, else what {@code join} makes of the old value and this one; a null
     * result takes the value away. Returns the new value.
     */
    @Nullable V merge(K key, S subKey, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join);
}
