package io.muniment.group;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Iterator;
import java.util.RandomAccess;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A list that nobody can change. */
final class ListGroup<E> extends AbstractList<E> implements RandomAccess {

    private static final ListGroup<?> EMPTY = new ListGroup<>(Chunks.empty(), null);

    private final Chunks<E> elements;

    /** What makes of an element the one that a caller gets; null for a group as the table keeps it. */
    private final @Nullable UnaryOperator<E> out;

    private ListGroup(Chunks<E> elements, @Nullable UnaryOperator<E> out) {
        this.elements = elements;
        this.out = out;
    }

    @SuppressWarnings("unchecked") // there is nothing of any type in it
    static <E> ListGroup<E> empty() {
        return (ListGroup<E>) EMPTY;
    }

    static <E> ListGroup<E> of(Collection<E> elements) {
        return of(Chunks.of(elements));
    }

    private static <E> ListGroup<E> of(Chunks<E> elements) {
        return elements.size() == 0 ? empty() : new ListGroup<>(elements, null);
    }

    /** Whether this is how a table keeps it. */
    boolean isKept() {
        return out == null;
    }

    /** This, as a caller gets it. */
    ListGroup<E> givenOut(UnaryOperator<E> copy) {
        return new ListGroup<>(elements, copy);
    }

    /**
     * This with one element more, at {@code index}.
     *
     * @throws IndexOutOfBoundsException if that is not from 0 to the size
     */
    ListGroup<E> withAt(int index, E element) {
        if (index < 0 || index > size()) {
            throw outOfBounds(index);
        }
        if (size() == Integer.MAX_VALUE) {
            throw new IndexOutOfBoundsException("the list is full: it has " + size() + " elements");
        }
        return of(elements.insert(index, element));
    }

    /**
     * This with another element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    ListGroup<E> replacedAt(int index, E element) {
        return of(elements.set(checked(index), element));
    }

    /**
     * This without the element at {@code index}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    ListGroup<E> withoutAt(int index) {
        return of(elements.remove(checked(index)));
    }

    /**
     * This without the first {@code count} elements.
     *
     * @throws IndexOutOfBoundsException if there are not as many
     */
    ListGroup<E> dropFirst(int count) {
        if (count < 0 || count > size()) {
            throw outOfBounds(count);
        }
        return of(elements.dropFirst(count));
    }

    private int checked(int index) {
        if (index < 0 || index >= size()) {
            throw outOfBounds(index);
        }
        return index;
    }

    private IndexOutOfBoundsException outOfBounds(int index) {
        return new IndexOutOfBoundsException("index " + index + ", and the list has " + size() + " elements");
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public E get(int index) {
        return given(elements.get(checked(index)));
    }

    private E given(E element) {
        return out == null ? element : out.apply(element);
    }

    @Override
    public Iterator<E> iterator() {
        return iterator(0);
    }

    /** The elements from {@code index}, from 0 to the size, in order. */
    Iterator<E> iterator(int index) {
        Iterator<E> kept = elements.iterator(index);
        return new Iterator<>() {

            @Override
            public boolean hasNext() {
                return kept.hasNext();
            }

            @Override
            public E next() {
                return given(kept.next());
            }
        };
    }
}
