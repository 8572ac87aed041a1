package io.muniment.codec;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/** A sorted set that nobody can change, and that can be told from a mere view of one that somebody can. */
final class FrozenSortedSet<E> extends AbstractSet<E> implements NavigableSet<E> {

    private final NavigableSet<E> content;

    /** Takes a set that nobody else holds. */
    FrozenSortedSet(NavigableSet<E> own) {
        content = Collections.unmodifiableNavigableSet(own);
    }

    @Override
    public Iterator<E> iterator() {
        return content.iterator();
    }

    @Override
    public Spliterator<E> spliterator() {
        return content.spliterator();
    }

    @Override
    public int size() {
        return content.size();
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return content.contains(element);
    }

    @Override
    public boolean remove(@Nullable Object element) {
        return content.remove(element);
    }

    @Override
    public void clear() {
        content.clear();
    }

    @Override
    public @Nullable Comparator<? super E> comparator() {
        return content.comparator();
    }

    @Override
    public E first() {
        return content.first();
    }

    @Override
    public E last() {
        return content.last();
    }

    @Override
    public @Nullable E lower(E element) {
        return content.lower(element);
    }

    @Override
    public @Nullable E floor(E element) {
        return content.floor(element);
    }

    @Override
    public @Nullable E ceiling(E element) {
        return content.ceiling(element);
    }

    @Override
    public @Nullable E higher(E element) {
        return content.higher(element);
    }

    @Override
    public @Nullable E pollFirst() {
        return content.pollFirst();
    }

    @Override
    public @Nullable E pollLast() {
        return content.pollLast();
    }

    @Override
    public NavigableSet<E> descendingSet() {
        return content.descendingSet();
    }

    @Override
    public Iterator<E> descendingIterator() {
        return content.descendingIterator();
    }

    @Override
    public NavigableSet<E> subSet(E from, boolean fromInclusive, E to, boolean toInclusive) {
        return content.subSet(from, fromInclusive, to, toInclusive);
    }

    @Override
    public NavigableSet<E> headSet(E to, boolean inclusive) {
        return content.headSet(to, inclusive);
    }

    @Override
    public NavigableSet<E> tailSet(E from, boolean inclusive) {
        return content.tailSet(from, inclusive);
    }

    @Override
    public SortedSet<E> subSet(E from, E to) {
        return content.subSet(from, to);
    }

    @Override
    public SortedSet<E> headSet(E to) {
        return content.headSet(to);
    }

    @Override
    public SortedSet<E> tailSet(E from) {
        return content.tailSet(from);
    }
}
