package io.muniment.table;

import io.muniment.group.Edit;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;

/** The base of generated table classes: a list for each key of an open database. */
public abstract non-sealed class DatabaseListTable<K, E> extends DatabaseGroupTable<K, List<E>>
        implements ListTable<K, E> {

    /** For generated code. */
    protected DatabaseListTable(TableHandle<K, List<E>> handle) {
        super(handle);
    }

    @Override
    public final E get(K key, int index) {
        return of(key).get(index);
    }

    @Override
    public final void add(K key, E element) {
        handle().editUnseen(checked(key), Edit.add(element));
    }

    @Override
    public final void add(K key, int index, E element) {
        edit(checked(key), Edit.insert(index, element));
    }

    @Override
    public final void addAll(K key, Collection<? extends E> elements) {
        checked(key);
        if (!elements.isEmpty()) {
            handle().edit(key, elements.stream().<Edit>map(Edit::add).toList());
        }
    }

    @Override
    public final E set(K key, int index, E element) {
        return before(edit(checked(key), Edit.set(index, element))).get(index);
    }

    @Override
    public final E remove(K key, int index) {
        return before(edit(checked(key), Edit.removeAt(index))).get(index);
    }

    @Override
    public final E removeFirst(K key) {
        List<E> before = beforeRemoving(key, Edit.removeAt(0));
        return before.get(0);
    }

    @Override
    public final E removeLast(K key) {
        List<E> before = beforeRemoving(key, Edit.removeLast());
        return before.get(before.size() - 1);
    }

    private List<E> beforeRemoving(K key, Edit edit) {
        try {
            return before(edit(checked(key), edit));
        } catch (IndexOutOfBoundsException e) {
            throw new NoSuchElementException("the list is empty, so nothing can be removed from it", e);
        }
    }
}
