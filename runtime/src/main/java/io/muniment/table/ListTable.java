package io.muniment.table;

import java.util.Collection;
import java.util.List;

/**
 * A durable list for each key. Getting, adding, replacing and removing take a time that grows with the logarithm of the
 * list's size, wherever in it that is.
 *
 * @param <K> the key: a type with value equality that never changes
 * @param <E> what the lists hold
 */
public interface ListTable<K, E> extends GroupTable<K, List<E>> {

    /**
     * The element of the list of {@code key} at {@code index}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    E get(K key, int index);

    /**
     * Adds the element at the end of the list of {@code key}. In a transaction this reads nothing, so that transactions
     * which only add to a list do not exclude each other.
     */
    void add(K key, E element);

    /**
     * Adds the element to the list of {@code key}, so that it is at {@code index}.
     *
     * @throws IndexOutOfBoundsException if that is not from 0 to the list's size; then nothing is changed
     */
    void add(K key, int index, E element);

    /**
     * Adds the elements at the end of the list of {@code key}, in one commit. Without any it does nothing.
     *
     * @throws io.muniment.error.TooLargeException if they are too many for one record
     */
    void addAll(K key, Collection<? extends E> elements);

    /**
     * Replaces the element of the list of {@code key} at {@code index}, and returns the one that was there.
     *
     * @throws IndexOutOfBoundsException if there is none; then nothing is changed
     */
    E set(K key, int index, E element);

    /**
     * Removes the element of the list of {@code key} at {@code index}, and returns it. The list may get empty.
     *
     * @throws IndexOutOfBoundsException if there is none; then nothing is changed
     */
    E remove(K key, int index);

    /**
     * Removes the first element of the list of {@code key}, and returns it.
     *
     * @throws java.util.NoSuchElementException if there is none; then nothing is changed
     */
    E removeFirst(K key);

    /**
     * Removes the last element of the list of {@code key}, and returns it.
     *
     * @throws java.util.NoSuchElementException if there is none; then nothing is changed
     */
    E removeLast(K key);
}
