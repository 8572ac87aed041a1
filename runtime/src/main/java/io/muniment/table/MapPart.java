package io.muniment.table;

import io.muniment.transaction.View;
import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys, the values or the entries of a map as a live collection.
 *
 * @param <T> what each entry gives to the collection
 */
abstract class MapPart<K, V, T> extends AbstractCollection<T> {

    final TableMap<K, V> map;

    MapPart(TableMap<K, V> map) {
        this.map = map;
    }

    /** What an entry, as the table keeps it, gives to this collection. */
    abstract T of(K key, V value);

    /** Takes the entry away if it is still what was seen. */
    boolean drop(K key, V value) {
        return map.handle.removeKept(key, value);
    }

    /** The order of a sorted spliterator: null for the natural one. */
    @Nullable Comparator<? super T> order() {
        return null;
    }

    /** The most that there may be. */
    final long estimate() {
        return map.handle.size();
    }

    @Override
    public final Iterator<T> iterator() {
        return new MomentIterator<>(map, this);
    }

    @Override
    public Spliterator<T> spliterator() {
        return new MomentSpliterator<>(this, map.characteristics());
    }

    @Override
    public final void forEach(Consumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        try (View view = map.handle.pin()) {
            map.walk(view, (key, value) -> action.accept(of(key, value)));
        }
    }

    @Override
    public final boolean removeIf(Predicate<? super T> filter) {
        Objects.requireNonNull(filter, "filter");
        boolean hasRemoved = false;
        try (View view = map.handle.pin()) {
            for (Cursor<K, V> at = map.cursor(view); at.advance(); ) {
                if (filter.test(of(at.key(), at.value()))) {
                    hasRemoved |= drop(at.key(), at.value());
                }
            }
        }
        return hasRemoved;
    }

    @Override
    public final int size() {
        return map.size();
    }

    @Override
    public final boolean isEmpty() {
        return map.isEmpty();
    }

    @Override
    public final void clear() {
        map.clear();
    }

    /** A part that holds nothing twice. */
    abstract static class Distinct<K, V, T> extends MapPart<K, V, T> implements Set<T> {

        Distinct(TableMap<K, V> map) {
            super(map);
        }

        @Override
        public Spliterator<T> spliterator() {
            return new MomentSpliterator<>(this, map.characteristics() | Spliterator.DISTINCT);
        }

        /** Whether the other is a set that has the same elements as this one at one moment. */
        @Override
        public final boolean equals(@Nullable Object other) {
            return other == this || (other instanceof Set<?> set && hasAll(set));
        }

        private boolean hasAll(Collection<?> other) {
            try (View view = map.handle.pin()) {
                int count = 0;
                for (Cursor<K, V> at = map.cursor(view); at.advance(); count++) {
                    if (!other.contains(of(at.key(), at.value()))) {
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
            int sum = 0;
            for (T element : this) {
                sum += element.hashCode();
            }
            return sum;
        }
    }

    /** The keys. */
    static class Keys<K, V> extends Distinct<K, V, K> {

        Keys(TableMap<K, V> map) {
            super(map);
        }

        @Override
        final K of(K key, V value) {
            return map.handle.outKey(key);
        }

        @Override
        final boolean drop(K key, V value) {
            return map.handle.remove(key) != null;
        }

        @Override
        public final boolean contains(@Nullable Object key) {
            return map.containsKey(key);
        }

        @Override
        public final boolean remove(@Nullable Object key) {
            return map.remove(key) != null;
        }
    }

    /** The values. */
    static final class Values<K, V> extends MapPart<K, V, V> {

        Values(TableMap<K, V> map) {
            super(map);
        }

        @Override
        V of(K key, V value) {
            return map.handle.outOf(value);
        }

        @Override
        public boolean contains(@Nullable Object value) {
            return map.containsValue(value);
        }

        @Override
        public boolean remove(@Nullable Object value) {
            Objects.requireNonNull(value, "value");
            try (View view = map.handle.pin()) {
                for (Cursor<K, V> at = map.cursor(view); at.advance(); ) {
                    if (map.handle.isSame(value, at.value()) && drop(at.key(), at.value())) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** The entries. */
    static final class Entries<K, V> extends Distinct<K, V, Map.Entry<K, V>> {

        Entries(TableMap<K, V> map) {
            super(map);
        }

        @Override
        Map.Entry<K, V> of(K key, V value) {
            return map.entry(map.handle.outKey(key), map.handle.outOf(value));
        }

        @Override
        public boolean contains(@Nullable Object element) {
            return element instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && entry.getValue() != null
                    && map.holds(entry.getKey(), entry.getValue());
        }

        @Override
        public boolean remove(@Nullable Object element) {
            return element instanceof Map.Entry<?, ?> entry
                    && entry.getKey() != null
                    && entry.getValue() != null
                    && map.remove(entry.getKey(), entry.getValue());
        }
    }
}
