package io.muniment.group;

import java.util.Iterator;

/**
 * All elements of a sequence, which nobody can change. They are numbered without a gap.
 *
 */
public final class SequenceGroup<E> {

    /** The number of the first element of all. */
    public static final long FIRST = 1;

    /** The highest number that a stored sequence may begin with, so that the numbers behind it never overflow. */
    static final long LAST_START = 1L << 62;

    private static final SequenceGroup<?> EMPTY = new SequenceGroup<>(FIRST, ListGroup.empty());

    private final long first;
    private final ListGroup<E> elements;

    SequenceGroup(long first, ListGroup<E> elements) {
        this.first = first;
        this.elements = elements;
    }

    /** One that never had an element. */
    @SuppressWarnings("unchecked") // there is nothing of any type in it
    public static <E> SequenceGroup<E> empty() {
        return (SequenceGroup<E>) EMPTY;
    }

    /** The number of the first element; while there is none, of the next. */
    public long first() {
        return first;
    }

    /** The number that the next element gets. */
    public long next() {
        return first + elements.size();
    }

    /** How many elements there are. */
    public int size() {
        return elements.size();
    }

    /** Whether there is an element of this number. */
    public boolean contains(long number) {
        return number >= first && number < next();
    }

    /** The element of this number, which there is. */
    public E get(long number) {
        return elements.get((int) (number - first));
    }

    /** The elements from {@code number}, from {@link #first} to {@link #next}, in order. */
    public Iterator<E> iterator(long number) {
        return elements.iterator((int) (number - first));
    }

    ListGroup<E> elements() {
        return elements;
    }

    SequenceGroup<E> with(E element) {
        return new SequenceGroup<>(first, elements.withAt(elements.size(), element));
    }

    SequenceGroup<E> dropFirst(int count) {
        return new SequenceGroup<>(first + count, elements.dropFirst(count));
    }
}
