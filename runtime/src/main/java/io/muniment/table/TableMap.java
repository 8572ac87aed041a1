package io.muniment.table;

import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table as a map: a live view. Writes are the table's own commits, one for each key. Whatever walks it walks
 * one moment: an iterator that at which it was made, anything else that at which it began. Null is refused
 * wherever it comes as a key or a value. An entry of an iterator keeps the value of its moment;
 * {@code setValue} puts the value into the table, whatever is there by now.
 */
class TableMap<K, V> extends AbstractMap<K, V> implements ConcurrentMap<K, V> {

    final TableHandle<K, V> handle;

    TableMap(TableHandle<K, V> handle) {
        this.handle = handle;
    }

    // ---- What a map of a part of the table does otherwise

    /** Whether {@code key} can be in this map. */
    boolean covers(K key) {
        Objects.requireNonNull(key, "key");
        return true;
    }

    /** The raw entries among which those are that {@code view} sees. */
    Iterator<Map.Entry<K, Object>> raw(View view) {
        return handle.raw(view);
    }

    /** An entry as an iterator gives it. */
    Map.Entry<K, V> entry(K key, V value) {
        return new LiveEntry<>(handle, key, value);
    }

    /** What is true of all spliterators of this map. */
    int characteristics() {
        return 0;
    }

    // ---- Reading

    final Cursor<K, V> cursor(View view) {
        return new Cursor<>(handle.versions(), view.sequence(), () -> raw(view));
    }

    @Override
    public int size() {
        return handle.size();
    }

    @Override
    public boolean isEmpty() {
        return handle.size() == 0;
    }

    @Override
    public final @Nullable V get(@Nullable Object key) {
        K asked = asKey(key);
        return covers(asked) ? handle.get(asked) : null;
    }

    @Override
    public final boolean containsKey(@Nullable Object key) {
        K asked = asKey(key);
        return covers(asked) && handle.containsKey(asked);
    }

    @Override
    public final boolean containsValue(@Nullable Object value) {
        Objects.requireNonNull(value, "value");
        try (View view = handle.pin()) {
            for (Cursor<K, V> at = cursor(view); at.advance(); ) {
                if (handle.isSame(value, at.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether {@code key} has the value. */
    final boolean holds(Object key, Object value) {
        K asked = asKey(key);
        return covers(asked) && handle.holds(asked, value);
    }

    @Override
    public final void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        try (View view = handle.pin()) {
            walk(view, handle.onCopies(action));
        }
    }

    /** Calls {@code action} for each key and value of this map that {@code view} sees, as the table keeps them. */
    void walk(View view, BiConsumer<? super K, ? super V> action) {
        handle.forEach(view, action);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other == this || (other instanceof Map<?, ?> map && hasAll(map));
    }

    private boolean hasAll(Map<?, ?> other) {
        try (View view = handle.pin()) {
            int count = 0;
            for (Cursor<K, V> at = cursor(view); at.advance(); count++) {
                if (!handle.outOf(at.value()).equals(other.get(handle.outKey(at.key())))) {
                    return false;
                }
            }
            return count == other.size();
        } catch (ClassCastException | NullPointerException e) {
            return false;
        }
    }

    @Override
    public final int hashCode() {
        return super.hashCode();
    }

    // ---- Its parts

    @Override
    public Set<K> keySet() {
        return new MapPart.Keys<>(this);
    }

    @Override
    public final Collection<V> values() {
        return new MapPart.Values<>(this);
    }

    @Override
    public final Set<Map.Entry<K, V>> entrySet() {
        return new MapPart.Entries<>(this);
    }

    // ---- Writing

    @Override
    public final @Nullable V put(K key, V value) {
        return handle.put(checked(key), value, When.ALWAYS);
    }

    @Override
    public final @Nullable V putIfAbsent(K key, V value) {
        return handle.put(checked(key), value, When.ABSENT);
    }

    @Override
    public final @Nullable V replace(K key, V value) {
        return handle.put(checked(key), value, When.PRESENT);
    }

    @Override
    public final boolean replace(K key, V expected, V next) {
        return handle.replace(checked(key), expected, next);
    }

    /** A key that is not there is never encoded: it may be of another type. */
    @Override
    public final @Nullable V remove(@Nullable Object key) {
        K asked = asKey(key);
        return covers(asked) && handle.containsKey(asked) ? handle.remove(asked) : null;
    }

    @Override
    public final boolean remove(@Nullable Object key, @Nullable Object expected) {
        K asked = asKey(key);
        Objects.requireNonNull(expected, "value");
        return covers(asked) && handle.remove(asked, expected);
    }

    @Override
    public final @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next) {
        return handle.compute(checked(key), next);
    }

    @Override
    public final @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> make) {
        return handle.computeIfAbsent(checked(key), make);
    }

    @Override
    public final @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> next) {
        Objects.requireNonNull(next, "next");
        return covers(key) ? handle.computeIfPresent(key, next) : null;
    }

    @Override
    public final @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join) {
        return handle.merge(checked(key), value, join);
    }

    /** Replaces the newest value of each key that there was when it began, key by key. */
    @Override
    public final void replaceAll(BiFunction<? super K, ? super V, ? extends V> next) {
        Objects.requireNonNull(next, "function");
        try (View view = handle.pin()) {
            for (Cursor<K, V> at = cursor(view); at.advance(); ) {
                handle.computeIfPresent(
                        handle.outKey(at.key()),
                        (key, value) -> Objects.requireNonNull(next.apply(key, value), "value"));
            }
        }
    }

    @Override
    public void clear() {
        handle.clear();
    }

    private K checked(K key) {
        if (!covers(key)) {
            throw new IllegalArgumentException("the key is outside of the range of this map");
        }
        return key;
    }

    @SuppressWarnings("unchecked") // a key of another type is not found, or its comparison throws
    private K asKey(@Nullable Object key) {
        return (K) Objects.requireNonNull(key, "key");
    }
}
