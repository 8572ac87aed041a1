package io.muniment.codec;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A set that nobody can change, and that can be told from a mere view of one that somebody can. */
final class FrozenSet<E> extends AbstractSet<E> {

    private static final Class<?> ONE_OR_TWO = Set.of(1).getClass();
    private static final Class<?> MANY = Set.of(1, 2, 3).getClass();

    private final Set<E> content;

    /** Takes a set that nobody else holds. */
    FrozenSet(Set<E> own) {
        content = Collections.unmodifiableSet(own);
    }

    /** Whether nobody can change {@code set}: it is one of these, or of {@link Set#of}. */
    static boolean isFrozen(Set<?> set) {
        Class<?> type = set.getClass();
        return type == FrozenSet.class || type == ONE_OR_TWO || type == MANY;
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
    public void forEach(Consumer<? super E> action) {
        content.forEach(action);
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
}
