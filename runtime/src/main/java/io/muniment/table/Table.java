package io.muniment.table;

import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A durable map from keys to values, hashed by key.
 *
 * <p>Every method may be called from any thread. Reads take no lock and see the newest visible commit. A
 * method that writes is one commit: it is atomic, and it returns once the commit is as durable as the
 * database's {@link io.muniment.Durability} asks. A method that decides not to write (a {@code remove} of an
 * absent key, say) writes no record. No lock is held while a function given by the caller runs; it may run
 * more than once and must not write to the database.
 *
 * <p>Null keys and values are refused with {@link NullPointerException} before anything changes. Every method throws
 * {@link io.muniment.error.ClosedException} after the database is closed; writes throw the other exceptions of
 * {@link io.muniment.error.DatabaseException} as they are described there.
 *
 * @param <K> the key: a type with value equality that never changes
 * @param <V> the value
 */
public interface Table<K, V> {

    /** The value of {@code key}, or null when there is none. */
    @Nullable V get(K key);

    /** The value of {@code key}, or empty when there is none. */
    default Optional<V> find(K key) {
        return Optional.ofNullable(get(key));
    }

    /** The value of {@code key}, or {@code other} when there is none. */
    default V getOrDefault(K key, V other) {
        V value = get(key);
        return value == null ? other : value;
    }

    /** Whether {@code key} has a value. */
    boolean containsKey(K key);

    /** The number of keys that have a value. Constant time. */
    int size();

    /** Whether no key has a value. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /** Gives {@code key} the value, and returns the one that it had, or null. */
    @Nullable V put(K key, V value);

    /** Gives {@code key} the value if it has none. Returns the one that it had, or null. */
    @Nullable V putIfAbsent(K key, V value);

    /** Gives {@code key} the value if it has one. Returns the one that it had, or null. */
    @Nullable V replace(K key, V value);

    /** Gives {@code key} the value {@code next} if its value equals {@code expected}. Returns whether it did. */
    boolean replace(K key, V expected, V next);

    /** Takes the value of {@code key} away, and returns it, or null when there was none. */
    @Nullable V remove(K key);

    /** Takes the value of {@code key} away if it equals {@code expected}. Returns whether it did. */
    boolean remove(K key, V expected);

    /**
     * Gives {@code key} what {@code next} makes of the key and its value (null when it has none); a null
     * result takes the value away. Returns the new value. If {@code next} throws, nothing changes.
     */
    @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next);

    /** Gives {@code key}, if it has no value, the one that {@code make} returns, unless that is null. Returns the current value. */
    @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> make);

    /** As {@link #compute}, but only if {@code key} has a value. */
    @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> next);

    /**
     * Gives {@code key} the value if it has none, else what {@code join} makes of the old value and this one;
     * a null result takes the value away. Returns the new value.
     */
    @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join);

    /** Takes all values away, in one commit. */
    void clear();

    /** Calls {@code action} for each key and value of one moment: commits made meanwhile are not seen. */
    void forEach(BiConsumer<? super K, ? super V> action);

    /**
     * This table as a map: a live view, as durable as the table itself. Its iterators see the moment at
     * which they were made.
     */
    ConcurrentMap<K, V> asMap();
}
