package io.muniment.table;

import io.muniment.transaction.View;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Walks one moment of a map: that at which it was made. It holds on to that moment until it has come to its
 * end, or is garbage.
 *
 * @param <T> what it gives: a part of each entry
 */
final class MomentIterator<K, V, T> implements Iterator<T> {

    /** Made when first needed, because it has a thread. */
    private static final class Abandoned {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final TableMap<K, V> map;
    private final MapPart<K, V, T> part;
    private final Cursor<K, V> cursor;

    /** Closes the view, once. Does not know this iterator. */
    private final Cleaner.Cleanable held;

    private boolean hasNext;
    private @Nullable K last;

    MomentIterator(TableMap<K, V> map, MapPart<K, V, T> part) {
        this.map = map;
        this.part = part;
        View view = map.handle.pin();
        this.held = Abandoned.CLEANER.register(this, view::close);
        this.cursor = map.cursor(view);
        advance();
    }

    private void advance() {
        hasNext = cursor.advance();
        if (!hasNext) {
            held.clean();
        }
    }

    @Override
    public boolean hasNext() {
        map.handle.checkReadable();
        return hasNext;
    }

    @Override
    public T next() {
        try {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            K key = cursor.key();
            T next = part.of(key, cursor.value());
            last = key;
            advance();
            return next;
        } finally {
            // Or the view might be closed under the last step of an iterator that nobody will use again.
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void remove() {
        K key = last;
        if (key == null) {
            throw new IllegalStateException("remove() comes after next(), once");
        }
        last = null;
        map.handle.remove(key);
    }
}
