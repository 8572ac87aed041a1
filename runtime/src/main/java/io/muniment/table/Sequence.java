package io.muniment.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A durable list that only grows at its end, and whose elements are numbered: 1, 2, 3 and so on, without a gap, in the
 * order of the commits. For journals, audits, queues. What {@link Table} says of threads, commits, null and exceptions
 * holds here too.
 *
 * <p>The oldest elements can be removed. The numbers of the others stay, and no number is given a second time.
 *
 * @param <E> the elements
 */
public interface Sequence<E> {

    /**
     * Adds the element at the end, and returns its number. In a transaction that reads the end: of several that do,
     * one after the other gets through.
     */
    long append(E element);

    /**
     * Adds the element at the end. In a transaction this reads nothing, so that transactions which add to a sequence do
     * not exclude each other; their elements are numbered in the order of their commits.
     */
    void add(E element);

    /** The element of this number, or null when there is none: not yet, or no more. */
    @Nullable E get(long number);

    /** The element of this number, or empty when there is none. */
    default Optional<E> find(long number) {
        return Optional.ofNullable(get(number));
    }

    /** The number of the oldest element that there is; while there is none, {@link #next}. */
    long first();

    /** The number that the next element gets. It is 1 in the beginning. */
    long next();

    /** How many elements there are. Constant time. */
    int size();

    /** Whether there is no element. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * The elements from {@code number} on, at most {@code limit}, of one moment: an unmodifiable list, whose first
     * element has the number {@code number}, or {@link #first} if that is higher.
     *
     * @throws IllegalArgumentException if {@code limit} is negative
     */
    List<E> from(long number, int limit);

    /** Calls {@code action} for each number and element of one moment, in order. */
    void forEach(Action<? super E> action);

    /** Removes all elements whose numbers are below {@code number}. Returns how many. */
    int removeBefore(long number);

    /** What is done with an element. */
    @FunctionalInterface
    interface Action<E> {

        /** Takes an element and its number. */
        void accept(long number, E element);
    }
}
