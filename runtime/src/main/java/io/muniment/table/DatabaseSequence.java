package io.muniment.table;

import io.muniment.codec.Unit;
import io.muniment.group.Edit;
import io.muniment.group.SequenceGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The base of generated table classes: a sequence of an open database. */
public abstract non-sealed class DatabaseSequence<E> extends LockableTable implements Sequence<E> {

    private final TableHandle<Unit, SequenceGroup<E>> handle;

    /** For generated code. */
    protected DatabaseSequence(TableHandle<Unit, SequenceGroup<E>> handle) {
        this.handle = handle;
    }

    @Override
    final TableHandle<Unit, SequenceGroup<E>> handle() {
        return handle;
    }

    private SequenceGroup<E> all() {
        SequenceGroup<E> all = handle.get(Unit.UNIT);
        return all == null ? SequenceGroup.empty() : all;
    }

    @Override
    public final long append(E element) {
        SequenceGroup<E> before =
                handle.edit(Unit.UNIT, List.of(Edit.add(element))).before();
        return before == null ? SequenceGroup.FIRST : before.next();
    }

    @Override
    public final void add(E element) {
        handle.editUnseen(Unit.UNIT, Edit.add(element));
    }

    @Override
    public final @Nullable E get(long number) {
        SequenceGroup<E> all = all();
        return all.contains(number) ? all.get(number) : null;
    }

    @Override
    public final long first() {
        return all().first();
    }

    @Override
    public final long next() {
        return all().next();
    }

    @Override
    public final int size() {
        return all().size();
    }

    @Override
    public final List<E> from(long number, int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("the limit is " + limit + "; it is at least 0");
        }
        SequenceGroup<E> all = all();
        Iterator<E> rest = all.iterator(Math.min(Math.max(number, all.first()), all.next()));
        List<E> elements = new ArrayList<>();
        while (elements.size() < limit && rest.hasNext()) {
            elements.add(rest.next());
        }
        return Collections.unmodifiableList(elements);
    }

    @Override
    public final void forEach(Action<? super E> action) {
        Objects.requireNonNull(action, "action");
        SequenceGroup<E> all = all();
        long number = all.first();
        for (Iterator<E> rest = all.iterator(number); rest.hasNext(); number++) {
            action.accept(number, rest.next());
        }
    }

    @Override
    public final int removeBefore(long number) {
        Edited<SequenceGroup<E>> edited = handle.editBy(Unit.UNIT, all -> {
            long end = Math.min(Math.max(number, all.first()), all.next());
            int count = (int) (end - all.first());
            return count == 0 ? null : Edit.drop(count);
        });
        SequenceGroup<E> before = edited.before();
        SequenceGroup<E> after = edited.after();
        return before == null || after == null ? 0 : before.size() - after.size();
    }

    /** The table's name, without elements. */
    @Override
    public final String toString() {
        return handle.toString();
    }
}
