package io.muniment.table;

import java.util.Collection;
import java.util.Set;

/**
 * A durable set for each key. The sets are in no particular order.
 *
 * @param <K> the key: a type with value equality that never changes
 * @param <E> what the sets hold: a type with value equality that never changes
 */
public interface SetTable<K, E> extends GroupTable<K, Set<E>> {

    /** Whether the set of {@code key} has the element. */
    boolean contains(K key, E element);

    /** Adds the element to the set of {@code key}. Returns whether it is new there. */
    boolean add(K key, E element);

    /**
     * Adds the elements to the set of {@code key}, in one commit. Returns whether any is new there. Without any
     * elements it does nothing.
     *
     * @throws io.muniment.error.TooLargeException if they are too many for one record
     */
    boolean addAll(K key, Collection<? extends E> elements);

    /** Removes the element from the set of {@code key}, which may get empty. Returns whether it was there. */
    boolean remove(K key, E element);

    /**
     * Removes the elements from the set of {@code key}, in one commit. Returns whether any was there.
     *
     * @throws io.muniment.error.TooLargeException if they are too many for one record
     */
    boolean removeAll(K key, Collection<? extends E> elements);
}
