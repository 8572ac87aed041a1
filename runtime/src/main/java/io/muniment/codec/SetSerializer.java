package io.muniment.codec;

import java.util.ConcurrentModificationException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The count, then the elements in the set's order. Kept as a set that nobody can change, in the same order. */
final class SetSerializer<E> extends ValueSerializer<Set<E>> {

    private final ValueSerializer<E> elements;

    SetSerializer(ValueSerializer<E> elements) {
        this.elements = elements;
    }

    @Override
    public void write(ValueOutput out, Set<E> value) {
        int count = value.size();
        out.writeCount(count);
        out.enter();
        int written = 0;
        for (E element : value) {
            elements.write(out, requireElement(element));
            written++;
        }
        out.leave();
        if (written != count) {
            throw new ConcurrentModificationException("A set changed while it was written.");
        }
    }

    @Override
    public Set<E> read(ValueInput in) {
        int count = in.readCount();
        if (count == 0) {
            return Set.of();
        }
        in.enter();
        Set<E> set = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            if (!set.add(elements.read(in))) {
                throw in.malformed("a set has an element twice");
            }
        }
        in.leave();
        return new FrozenSet<>(set);
    }

    @Override
    public Set<E> freeze(Set<E> value) {
        if (value.isEmpty()) {
            return Set.of();
        }
        return FrozenSet.isFrozen(value) && isUnchangedBy(elements::freeze, value)
                ? value
                : withEach(value, elements::freeze);
    }

    @Override
    public Set<E> copy(Set<E> kept) {
        return isUnchangedBy(elements::copy, kept) ? kept : withEach(kept, elements::copy);
    }

    private boolean isUnchangedBy(UnaryOperator<E> change, Set<E> set) {
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

    private static <E> Set<E> withEach(Set<E> set, UnaryOperator<E> change) {
        Set<E> changed = new LinkedHashSet<>();
        for (E element : set) {
            changed.add(change.apply(requireElement(element)));
        }
        return new FrozenSet<>(changed);
    }

    private static <E> E requireElement(E element) {
        if (element == null) {
            throw new NullPointerException("A set has a null element; stored sets hold no nulls.");
        }
        return element;
    }
}
