package io.muniment.group;

import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads groups: whole, as a value of its own; as the edits that make one group of another; and, because a
 * group that has grown by edits may be larger than any record, in pieces. What it keeps shares with the group before
 * all that an edit leaves.
 *
 * @param <G> the group: a set, a list, a map, or the elements of a sequence
 * @param <I> what it consists of
 */
public abstract class GroupSerializer<G, I> extends ValueSerializer<G> {

    /** What a count may reserve before anything has been read. */
    private static final int RESERVED_AT_ONCE = 64;

    GroupSerializer() {}

    // ---- What a kind of group is

    /** A group without anything in it, as it is kept. */
    public abstract G empty();

    /** How many items a group has. */
    public abstract int size(G group);

    /** The items, in the order in which they are written. */
    public abstract Iterator<I> items(G group);

    /** What the items are numbered from, 0 where they are not. */
    long start(G group) {
        return 0;
    }

    abstract void writeItem(ValueOutput out, I item);

    abstract I readItem(ValueInput in);

    /** The group of these items, which are as they are kept; null if they cannot be one. */
    abstract @Nullable G of(long start, List<I> items);

    /** Whether items are numbered, so that {@link #start} is to be written. */
    boolean isNumbered() {
        return false;
    }

    abstract ValueSerializer<?> elements();

    /** The values of a map; the elements of anything else. */
    ValueSerializer<?> values() {
        return elements();
    }

    // ---- Whole

    @Override
    public final void write(ValueOutput out, G group) {
        writeStart(out, group);
        int count = size(group);
        out.writeCount(count);
        out.enter();
        int written = 0;
        for (Iterator<I> items = items(group); items.hasNext(); written++) {
            writeItem(out, items.next());
        }
        out.leave();
        if (written != count) {
            throw new ConcurrentModificationException("A group changed while it was written.");
        }
    }

    private void writeStart(ValueOutput out, G group) {
        if (isNumbered()) {
            out.writeVarLong(start(group), true);
        }
    }

    private long readStart(ValueInput in) {
        return isNumbered() ? in.readVarLong(true) : 0;
    }

    @Override
    public final G read(ValueInput in) {
        long start = readStart(in);
        int count = in.readCount();
        in.enter();
        G group = of(start, readItems(in, count));
        in.leave();
        return checked(in, group);
    }

    private List<I> readItems(ValueInput in, int count) {
        List<I> items = new ArrayList<>(Math.min(count, RESERVED_AT_ONCE));
        for (int i = 0; i < count; i++) {
            items.add(readItem(in));
        }
        return items;
    }

    private G checked(ValueInput in, @Nullable G group) {
        if (group == null) {
            throw in.malformed("a group of items that cannot be one");
        }
        return group;
    }

    // ---- Compared

    /**
     * Whether {@code group}, a caller's, has the items of {@code kept}. Two items are the same if their bytes are, so
     * that arrays are compared by what is in them.
     */
    public final boolean isSame(G group, G kept) {
        if (size(group) != size(kept) || start(group) != start(kept)) {
            return false;
        }
        ValueOutput one = new ValueOutput();
        ValueOutput other = new ValueOutput();
        Iterator<I> inOrder = items(kept);
        for (Iterator<I> items = items(group); items.hasNext() && inOrder.hasNext(); ) {
            I item = items.next();
            I beside = counterpart(kept, item, inOrder.next());
            if (beside == null || !hasSameBytes(one, item, other, beside)) {
                return false;
            }
        }
        return true;
    }

    /** The item of {@code kept} that {@code item} is to be the same as, null if there is none: the next in order. */
    @Nullable I counterpart(G kept, I item, I next) {
        return next;
    }

    private boolean hasSameBytes(ValueOutput one, I item, ValueOutput other, I beside) {
        one.setPosition(0);
        other.setPosition(0);
        writeItem(one, item);
        writeItem(other, beside);
        return Arrays.equals(one.getBuffer(), 0, one.position(), other.getBuffer(), 0, other.position());
    }

    // ---- By edits

    /** What {@code edit} makes of {@code group}, null for none: the same object if it changes nothing. */
    public final @Nullable G apply(@Nullable G group, Edit edit) {
        G before = group == null ? empty() : group;
        G after = edit.kind() == Edit.Kind.EMPTY ? emptied(before) : edited(before, edit);
        return after == before ? group : after;
    }

    /** What is left of a group when all is removed; the same object if there is nothing to remove. */
    G emptied(G group) {
        return empty();
    }

    /**
     * What an edit other than {@link Edit.Kind#EMPTY} makes of a group.
     *
     * @throws IndexOutOfBoundsException if there is no such place in it
     * @throws IllegalArgumentException if it is no edit of this kind of group
     */
    abstract G edited(G group, Edit edit);

    static IllegalArgumentException noSuchEdit(Edit edit) {
        return new IllegalArgumentException("there is no " + edit.kind() + " in a group of this kind");
    }

    /** Appends an edit; returns it as it is kept. When it throws, {@code out} is as it was. */
    public final Edit writeFrozen(ValueOutput out, Edit edit) {
        int start = out.position();
        boolean isWritten = false;
        try {
            out.writeByte(edit.kind().number());
            if (edit.kind().hasIndex()) {
                out.writeVarInt(edit.index(), true);
            }
            Object element = edit.kind().hasElement() ? frozen(out, elements(), edit.requireElement()) : null;
            Object value = edit.kind().hasValue() ? frozen(out, values(), edit.requireValue()) : null;
            isWritten = true;
            return edit.with(element, value);
        } finally {
            if (!isWritten) {
                out.setPosition(start);
            }
        }
    }

    @SuppressWarnings("unchecked") // the tables give what their types allow
    private static <T> T frozen(ValueOutput out, ValueSerializer<T> serializer, Object value) {
        return out.writeFrozen(serializer, (T) value);
    }

    /** Reads what {@link #writeFrozen} wrote. */
    public final Edit readEdit(ValueInput in) {
        Edit.Kind kind = Edit.Kind.of(in.readByteUnsigned());
        if (kind == null) {
            throw in.malformed("no edit has this number");
        }
        int index = kind.hasIndex() ? in.readVarInt(true) : 0;
        Object element = kind.hasElement() ? elements().read(in) : null;
        Object value = kind.hasValue() ? values().read(in) : null;
        return new Edit(kind, index, element, value);
    }

    // ---- In pieces

    /**
     * Some of the items of a group, which follow each other.
     *
     * @param size of the whole group
     * @param start what its items are numbered from
     * @param from how many items come before these
     * @param items as they are kept
     */
    public record Piece<I>(int size, long start, int from, List<I> items) {

        /** Whether this is the whole group. */
        public boolean isWhole() {
            return items.size() == size;
        }
    }

    /**
     * Appends items of {@code group} until there are no more, or {@code out} has come to {@code full}, but one at least
     * if there is one.
     *
     * @param from how many items have been written already
     * @param rest those that have not
     * @return how many were written
     */
    public final int writePiece(ValueOutput out, G group, int from, Iterator<I> rest, int full) {
        out.writeVarInt(size(group), true);
        writeStart(out, group);
        out.writeVarInt(from, true);
        int countAt = out.position();
        out.writeInt(0);
        out.enter();
        int count = 0;
        while (rest.hasNext() && (count == 0 || out.position() < full)) {
            writeItem(out, rest.next());
            count++;
        }
        out.leave();
        int end = out.position();
        out.setPosition(countAt);
        out.writeInt(count);
        out.setPosition(end);
        return count;
    }

    /** Reads what {@link #writePiece} wrote. */
    public final Piece<I> readPiece(ValueInput in) {
        int size = in.readVarInt(true);
        long start = readStart(in);
        int from = in.readVarInt(true);
        int count = in.readInt();
        boolean fits = size >= 0 && from >= 0 && count >= 0 && from <= size - count && (count > 0 || size == 0);
        if (!fits || count > in.remaining()) {
            throw in.malformed("a piece of a group that cannot be one");
        }
        in.enter();
        List<I> items = readItems(in, count);
        in.leave();
        return new Piece<>(size, start, from, items);
    }

    /** The group of all its pieces, in any order; null if they are not all, or cannot be one. */
    public final @Nullable G join(List<Piece<I>> pieces) {
        List<Piece<I>> inOrder = new ArrayList<>(pieces);
        inOrder.sort(Comparator.comparingInt(Piece::from));
        Piece<I> first = inOrder.get(0);
        List<I> items = first.items;
        for (Piece<I> piece : inOrder.subList(1, inOrder.size())) {
            items = items == first.items ? new ArrayList<>(items) : items;
            if (piece.from != items.size() || piece.size != first.size || piece.start != first.start) {
                return null;
            }
            items.addAll(piece.items);
        }
        return first.from == 0 && items.size() == first.size ? of(first.start, items) : null;
    }

    /** Of pieces of which some are missing, a group of what there is; null if even that cannot be one. */
    public final @Nullable G salvage(List<Piece<I>> pieces) {
        List<I> items = new ArrayList<>();
        pieces.stream().sorted(Comparator.comparingInt(Piece::from)).forEach(piece -> items.addAll(piece.items));
        return of(pieces.get(0).start, items);
    }

    // ---- From another kind of items

    /**
     * The group of what becomes of the items of another, in their order and with their numbers.
     *
     * @param addition gives the edit that adds what becomes of an item
     * @param out a buffer: each item is written to its beginning, so that what cannot be written is noticed
     * @return null if the items are not different, where they have to be
     */
    public final <H, J> @Nullable G converted(
            GroupSerializer<H, J> from, H group, Function<? super J, Edit> addition, ValueOutput out) {
        List<I> items = new ArrayList<>(from.size(group));
        for (Iterator<J> rest = from.items(group); rest.hasNext(); ) {
            out.setPosition(0);
            items.add(item(writeFrozen(out, addition.apply(rest.next()))));
        }
        return of(from.start(group), items);
    }

    /** The item that an edit adds. */
    @SuppressWarnings("unchecked") // the caller gives what its types allow
    I item(Edit addition) {
        return (I) addition.requireElement();
    }

    /** The edit that adds an item: the reverse of {@link #item}. */
    Edit addition(I item) {
        return Edit.add(item);
    }

    /**
     * A group that comes by several commits, because it may be larger than a record.
     *
     * @param many so many edits for each commit
     */
    public final Installments<G> installments(G group, int many) {
        return new Installments<>(this, group, many);
    }

    /** A group of one item, to be put first, and edits that add the others. */
    public static final class Installments<G> {

        private final G begun;
        private final Supplier<List<Edit>> next;

        private <I> Installments(GroupSerializer<G, I> groups, G group, int many) {
            Iterator<I> rest = groups.items(group);
            List<I> first = rest.hasNext() ? List.of(rest.next()) : List.of();
            begun = Objects.requireNonNull(groups.of(groups.start(group), first), "one item is a group");
            next = () -> {
                List<Edit> edits = new ArrayList<>();
                while (edits.size() < many && rest.hasNext()) {
                    edits.add(groups.addition(rest.next()));
                }
                return edits;
            };
        }

        /** What is put first. */
        public G begun() {
            return begun;
        }

        /** The edits that are next, none at the end. */
        public List<Edit> next() {
            return next.get();
        }
    }

    static <T> T requireElement(T element, String what) {
        return Objects.requireNonNull(element, () -> what + " has a null element; stored ones hold no nulls.");
    }
}
