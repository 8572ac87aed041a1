package io.muniment.group;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A map that nobody can change. In no particular order. */
final class MapGroup<S, V> extends AbstractMap<S, V> {

    private static final MapGroup<?, ?> EMPTY = new MapGroup<>(Trie.empty(), null, null);

    private final Trie<S, V> entries;

    /** What makes of a key, or of a value, the one that a caller gets; null for a group as the table keeps it. */
    private final @Nullable UnaryOperator<S> keyOut;

    private final @Nullable UnaryOperator<V> valueOut;

    private MapGroup(Trie<S, V> entries, @Nullable UnaryOperator<S> keyOut, @Nullable UnaryOperator<V> valueOut) {
        this.entries = entries;
        this.keyOut = keyOut;
        this.valueOut = valueOut;
    }

    @SuppressWarnings("unchecked") // there is nothing of any type in it
    static <S, V> MapGroup<S, V> empty() {
        return (MapGroup<S, V>) EMPTY;
    }

    static <S, V> MapGroup<S, V> of(Trie<S, V> entries) {
        return entries.size() == 0 ? empty() : new MapGroup<>(entries, null, null);
    }

    /** Whether this is how a table keeps it. */
    boolean isKept() {
        return keyOut == null;
    }

    /** This, as a caller gets it. */
    MapGroup<S, V> givenOut(UnaryOperator<S> keyCopy, UnaryOperator<V> valueCopy) {
        return new MapGroup<>(entries, keyCopy, valueCopy);
    }

    /** This itself if the key has this very value already. */
    MapGroup<S, V> with(S key, V value) {
        Trie<S, V> next = entries.with(key, value);
        return next == entries ? this : of(next);
    }

    /** This itself if the key is not there. */
    MapGroup<S, V> without(Object key) {
        Trie<S, V> next = entries.without(key);
        return next == entries ? this : of(next);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && entries.get(key) != null;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        V value = key == null ? null : entries.get(key);
        return value == null || valueOut == null ? value : valueOut.apply(value);
    }

    @Override
    public Set<Map.Entry<S, V>> entrySet() {
        return new AbstractSet<>() {

            @Override
            public int size() {
                return entries.size();
            }

            @Override
            public boolean contains(@Nullable Object entry) {
                return entry instanceof Map.Entry<?, ?> other
                        && other.getValue() != null
                        && other.getValue().equals(get(other.getKey()));
            }

            @Override
            public Iterator<Map.Entry<S, V>> iterator() {
                return new Entries(entries.iterator());
            }
        };
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        throw new UnsupportedOperationException("a group that was given out cannot be changed; the table can");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("a group that was given out cannot be changed; the table can");
    }

    private final class Entries implements Iterator<Map.Entry<S, V>> {

        private final Iterator<Map.Entry<S, V>> raw;

        Entries(Iterator<Map.Entry<S, V>> raw) {
            this.raw = raw;
        }

        @Override
        public boolean hasNext() {
            return raw.hasNext();
        }

        @Override
        public Map.Entry<S, V> next() {
            Map.Entry<S, V> entry = raw.next();
            return keyOut == null || valueOut == null
                    ? entry
                    : Map.entry(keyOut.apply(entry.getKey()), valueOut.apply(entry.getValue()));
        }
    }
}
