package io.muniment.codec;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.function.UnaryOperator;

/** The count, then the elements. Kept as a list that nobody can change. */
final class ListSerializer<E> extends ValueSerializer<List<E>> {

    /** What a count may reserve before any element has been read. */
    private static final int RESERVED_AT_ONCE = 64;

    private final ValueSerializer<E> elements;

    ListSerializer(ValueSerializer<E> elements) {
        this.elements = elements;
    }

    @Override
    public void write(ValueOutput out, List<E> value) {
        int count = value.size();
        out.writeCount(count);
        out.enter();
        int written = 0;
        for (E element : value) {
            elements.write(out, requireElement(element, written++));
        }
        out.leave();
        if (written != count) {
            throw new ConcurrentModificationException("A list changed while it was written.");
        }
    }

    @Override
    public List<E> read(ValueInput in) {
        int count = in.readCount();
        if (count == 0) {
            return List.of();
        }
        in.enter();
        List<E> list = count == 1 ? List.of(elements.read(in)) : readSeveral(in, count);
        in.leave();
        return list;
    }

    @SuppressWarnings("unchecked")
    private List<E> readSeveral(ValueInput in, int count) {
        E[] read = (E[]) new Object[Math.min(count, RESERVED_AT_ONCE)];
        for (int i = 0; i < count; i++) {
            if (i == read.length) {
                read = Arrays.copyOf(read, (int) Math.min(count, i * 2L));
            }
            read[i] = elements.read(in);
        }
        return List.of(read);
    }

    @Override
    public List<E> freeze(List<E> value) {
        List<E> frozen = copyOf(value);
        return elements instanceof PlainSerializer ? frozen : withEach(frozen, elements::freeze);
    }

    @Override
    public List<E> copy(List<E> kept) {
        return elements instanceof PlainSerializer ? kept : withEach(kept, elements::copy);
    }

    /** {@code value} itself if it is a list that nobody can change. */
    private static <E> List<E> copyOf(List<E> value) {
        try {
            return List.copyOf(value);
        } catch (NullPointerException e) {
            int index = 0;
            for (E element : value) {
                requireElement(element, index++);
            }
            throw e;
        }
    }

    /** {@code list} itself if {@code change} changes no element. */
    @SuppressWarnings("unchecked")
    private static <E> List<E> withEach(List<E> list, UnaryOperator<E> change) {
        E[] changed = null;
        for (int i = 0; i < list.size(); i++) {
            E element = list.get(i);
            E result = change.apply(element);
            if (changed == null && result != element) {
                changed = (E[]) list.toArray();
            }
            if (changed != null) {
                changed[i] = result;
            }
        }
        return changed == null ? list : List.of(changed);
    }

    private static <E> E requireElement(E element, int index) {
        if (element == null) {
            throw new NullPointerException("A list has null at index " + index + "; stored lists hold no nulls.");
        }
        return element;
    }
}
