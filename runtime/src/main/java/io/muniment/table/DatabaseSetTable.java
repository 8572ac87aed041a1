package io.muniment.table;

import io.muniment.group.Edit;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** The base of generated table classes: a set for each key of an open database. */
public abstract non-sealed class DatabaseSetTable<K, E> extends DatabaseGroupTable<K, Set<E>>
        implements SetTable<K, E> {

    /** For generated code. */
    protected DatabaseSetTable(TableHandle<K, Set<E>> handle) {
        super(handle);
    }

    @Override
    public final boolean contains(K key, E element) {
        Objects.requireNonNull(element, "element");
        return kept(key).contains(element);
    }

    @Override
    public final boolean add(K key, E element) {
        return edit(checked(key), Edit.add(element)).isChanged();
    }

    @Override
    public final boolean addAll(K key, Collection<? extends E> elements) {
        return editEach(checked(key), elements, Edit::add);
    }

    @Override
    public final boolean remove(K key, E element) {
        return edit(checked(key), Edit.remove(element)).isChanged();
    }

    @Override
    public final boolean removeAll(K key, Collection<? extends E> elements) {
        return editEach(checked(key), elements, Edit::remove);
    }

    private boolean editEach(K key, Collection<? extends E> elements, Function<Object, Edit> edit) {
        return !elements.isEmpty()
                && handle().edit(key, elements.stream().map(edit).toList()).isChanged();
    }
}
