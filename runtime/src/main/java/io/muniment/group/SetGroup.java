package io.muniment.group;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A set that nobody can change. In no particular order. */
final class SetGroup<E> extends AbstractSet<E> {

    private static final SetGroup<?> EMPTY = new SetGroup<>(Trie.empty(), null);

    private final Trie<E, Boolean> elements;

    /** What makes of an element the one that a caller gets; null for a group as the table keeps it. */
    private final @Nullable UnaryOperator<E> out;

    private SetGroup(Trie<E, Boolean> elements, @Nullable UnaryOperator<E> out) {
        this.elements = elements;
        this.out = out;
    }

    @SuppressWarnings("unchecked") // there is nothing of any type in it
    static <E> SetGroup<E> empty() {
        return (SetGroup<E>) EMPTY;
    }

    static <E> SetGroup<E> of(Trie<E, Boolean> elements) {
        return elements.size() == 0 ? empty() : new SetGroup<>(elements, null);
    }

    /** Whether this is how a table keeps it. */
    boolean isKept() {
        return out == null;
    }

    /** This, as a caller gets it. */
    SetGroup<E> givenOut(UnaryOperator<E> copy) {
        return new SetGroup<>(elements, copy);
    }

    /** This itself if the element is there already. */
    SetGroup<E> with(E element) {
        Trie<E, Boolean> next = elements.get(element) == null ? elements.with(element, Boolean.TRUE) : elements;
        return next == elements ? this : of(next);
    }

    /** This itself if the element is not there. */
    SetGroup<E> without(Object element) {
        Trie<E, Boolean> next = elements.without(element);
        return next == elements ? this : of(next);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return element != null && elements.get(element) != null;
    }

    @Override
    public Iterator<E> iterator() {
        Iterator<Map.Entry<E, Boolean>> entries = elements.iterator();
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public E next() {
                E element = entries.next().getKey();
                return out == null ? element : out.apply(element);
            }
        };
    }

    @Override
    public boolean remove(@Nullable Object element) {
        throw new UnsupportedOperationException("a group that was given out cannot be changed; the table can");
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("a group that was given out cannot be changed; the table can");
    }
}
