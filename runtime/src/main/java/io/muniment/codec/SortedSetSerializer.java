package io.muniment.codec;

import java.util.ConcurrentModificationException;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * The count, then the elements in their natural order. Kept as a sorted set that nobody can change.
 *
 * @param <S> {@code SortedSet<E>} or {@code NavigableSet<E>}: what is made is both
 */
final class SortedSetSerializer<E extends Comparable<? super E>, S extends SortedSet<E>> extends ValueSerializer<S> {

    private final ValueSerializer<E> elements;

    /** Whether those that were written in another order are put into this one. */
    private final boolean takesAnyOrder;

    SortedSetSerializer(ValueSerializer<E> elements, boolean takesAnyOrder) {
        this.elements = elements;
        this.takesAnyOrder = takesAnyOrder;
    }

    @Override
    public void write(ValueOutput out, S value) {
        NaturalOrder.require(value.comparator());
        int count = value.size();
        out.writeCount(count);
        out.enter();
        int written = 0;
        for (E element : value) {
            elements.write(out, element);
            written++;
        }
        out.leave();
        if (written != count) {
            throw new ConcurrentModificationException("A sorted set changed while it was written.");
        }
    }

    @Override
    public S read(ValueInput in) {
        int count = in.readCount();
        in.enter();
        TreeSet<E> set = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            E element = elements.read(in);
            if (i > 0 && set.last().compareTo(element) >= 0 && !takesAnyOrder) {
                throw in.malformed("the elements of a sorted set are not in order");
            }
            if (!set.add(element)) {
                throw in.malformed("an element of a sorted set is there twice");
            }
        }
        in.leave();
        return frozen(set);
    }

    @Override
    public S freeze(S value) {
        NaturalOrder.require(value.comparator());
        return value instanceof FrozenSortedSet && isUnchangedBy(elements::freeze, value)
                ? value
                : withEach(value, elements::freeze);
    }

    @Override
    public S copy(S kept) {
        return isUnchangedBy(elements::copy, kept) ? kept : withEach(kept, elements::copy);
    }

    private boolean isUnchangedBy(UnaryOperator<E> change, S set) {
        if (elements instanceof PlainSerializer) {
            return true;
        }
        for (E element : set) {
            if (change.apply(element) != element) {
                return false;
            }
        }
        return true;
    }

    private S withEach(S set, UnaryOperator<E> change) {
        TreeSet<E> changed = new TreeSet<>();
        for (E element : set) {
            changed.add(change.apply(element));
        }
        return frozen(changed);
    }

    @SuppressWarnings("unchecked")
    private S frozen(NavigableSet<E> own) {
        return (S) new FrozenSortedSet<>(own);
    }
}
