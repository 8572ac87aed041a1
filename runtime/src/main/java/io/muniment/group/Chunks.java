package io.muniment.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A list that nobody changes: a change makes another, which shares all with it but the way to what is changed. What it
 * takes grows with the logarithm of the size, wherever in the list it is.
 *
 * <p>It is a B-tree (Bayer and McCreight, 1972) by position instead of by key: a branch counts what is below each child.
 */
final class Chunks<E> {

    /** The most items of a leaf, and children of a branch. */
    private static final int WIDTH = 32;

    /** A node with fewer is joined to the one beside it, if both fit into one. */
    private static final int NARROW = WIDTH / 4;

    private static final Chunks<?> EMPTY = new Chunks<>(new Leaf(new Object[0]));

    /** Final, and all behind it was written before: so it may be handed over without synchronisation. */
    private final Node root;

    private Chunks(Node root) {
        this.root = root;
    }

    @SuppressWarnings("unchecked") // there is nothing of any type in it
    static <E> Chunks<E> empty() {
        return (Chunks<E>) EMPTY;
    }

    /** All that {@code items} holds when it is asked. */
    static <E> Chunks<E> of(Collection<? extends E> items) {
        Object[] all = items.toArray();
        List<Node> level = new ArrayList<>();
        for (int from = 0; from < all.length; from += WIDTH) {
            level.add(new Leaf(Arrays.copyOfRange(all, from, Math.min(all.length, from + WIDTH))));
        }
        while (level.size() > 1) {
            List<Node> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += WIDTH) {
                above.add(new Branch(level.subList(from, Math.min(level.size(), from + WIDTH))
                        .toArray(Node[]::new)));
            }
            level = above;
        }
        return level.isEmpty() ? empty() : new Chunks<>(level.get(0));
    }

    int size() {
        return root.size();
    }

    /** The item at {@code index}, which is one of this list. */
    @SuppressWarnings("unchecked") // what is in it was put as an E
    E get(int index) {
        Place place = place(index);
        return (E) place.items[place.at];
    }

    /** This with another item at {@code index}, which is one of this list. */
    Chunks<E> set(int index, E item) {
        return new Chunks<>(root.set(index, item));
    }

    /** This with one item more, at {@code index}, from 0 to the size. */
    Chunks<E> insert(int index, E item) {
        Node next = root.insert(index, item);
        return new Chunks<>(next.width() > WIDTH ? new Branch(next.split(index == size())) : next);
    }

    /** This without the item at {@code index}, which is one of this list. */
    Chunks<E> remove(int index) {
        return of(root.remove(index));
    }

    /** This without the first {@code count} items, of which there are as many. */
    Chunks<E> dropFirst(int count) {
        return count == size() ? empty() : count == 0 ? this : of(root.dropFirst(count));
    }

    private static <E> Chunks<E> of(Node top) {
        Node node = top;
        while (node instanceof Branch branch && branch.width() == 1) {
            node = branch.children[0];
        }
        return node.size() == 0 ? empty() : new Chunks<>(node);
    }

    /** The items from {@code index}, from 0 to the size, in order. */
    Iterator<E> iterator(int index) {
        return new Walk<>(this, index);
    }

    /** The items of the leaf in which {@code index} is, and where among them. */
    private Place place(int index) {
        Node node = root;
        int at = index;
        while (node instanceof Branch branch) {
            int child = branch.childAt(at);
            at -= branch.start(child);
            node = branch.children[child];
        }
        return new Place(((Leaf) node).items, at);
    }

    private record Place(Object[] items, int at) {}

    /** All leaves are equally far from the root. */
    private abstract static class Node {

        abstract int size();

        /** The number of items, or of children. */
        abstract int width();

        abstract Node set(int index, Object item);

        /** May be one wider than allowed; whoever asked splits it then. */
        abstract Node insert(int index, Object item);

        abstract Node remove(int index);

        abstract Node dropFirst(int count);

        /** The two parts of a node that is too wide; {@code atEnd}: the first as wide as allowed. */
        abstract Node[] split(boolean atEnd);

        /** This and the node behind it in one. */
        abstract Node with(Node next);

        static int middle(int width, boolean atEnd) {
            return atEnd ? width - 1 : width / 2;
        }
    }

    private static final class Leaf extends Node {

        private final Object[] items;

        Leaf(Object[] items) {
            this.items = items;
        }

        @Override
        int size() {
            return items.length;
        }

        @Override
        int width() {
            return items.length;
        }

        @Override
        Node set(int index, Object item) {
            Object[] next = items.clone();
            next[index] = item;
            return new Leaf(next);
        }

        @Override
        Node insert(int index, Object item) {
            return new Leaf(inserted(items, new Object[items.length + 1], index, item));
        }

        @Override
        Node remove(int index) {
            return new Leaf(removed(items, new Object[items.length - 1], index));
        }

        @Override
        Node dropFirst(int count) {
            return new Leaf(Arrays.copyOfRange(items, count, items.length));
        }

        @Override
        Node[] split(boolean atEnd) {
            int middle = middle(items.length, atEnd);
            return new Node[] {
                new Leaf(Arrays.copyOf(items, middle)), new Leaf(Arrays.copyOfRange(items, middle, items.length))
            };
        }

        @Override
        Node with(Node next) {
            Object[] more = ((Leaf) next).items;
            Object[] both = Arrays.copyOf(items, items.length + more.length);
            System.arraycopy(more, 0, both, items.length, more.length);
            return new Leaf(both);
        }
    }

    private static final class Branch extends Node {

        private final Node[] children;

        /** For each child how many items there are up to its end. */
        private final int[] ends;

        Branch(Node[] children) {
            this.children = children;
            this.ends = new int[children.length];
            int end = 0;
            for (int i = 0; i < children.length; i++) {
                assert children[i].size() > 0 || children.length == 1 : "an empty child is found in place of another";
                end += children[i].size();
                ends[i] = end;
            }
        }

        @Override
        int size() {
            return ends[ends.length - 1];
        }

        @Override
        int width() {
            return children.length;
        }

        /** The child in which an index is; for the one behind the end, the last. */
        int childAt(int index) {
            int found = Arrays.binarySearch(ends, index + 1);
            return Math.min(found < 0 ? -found - 1 : found, ends.length - 1);
        }

        int start(int child) {
            return child == 0 ? 0 : ends[child - 1];
        }

        @Override
        Node set(int index, Object item) {
            int at = childAt(index);
            return with(at, children[at].set(index - start(at), item));
        }

        private Branch with(int at, Node child) {
            Node[] next = children.clone();
            next[at] = child;
            return new Branch(next);
        }

        @Override
        Node insert(int index, Object item) {
            int at = childAt(index);
            Node child = children[at].insert(index - start(at), item);
            if (child.width() <= WIDTH) {
                return with(at, child);
            }
            Node[] parts = child.split(index == size());
            Node[] next = inserted(children, new Node[children.length + 1], at, parts[0]);
            next[at + 1] = parts[1];
            return new Branch(next);
        }

        @Override
        Node remove(int index) {
            int at = childAt(index);
            Node child = children[at].remove(index - start(at));
            if (child.size() == 0 && children.length > 1) {
                return new Branch(removed(children, new Node[children.length - 1], at));
            }
            int beside = at == 0 ? 1 : at - 1;
            boolean isJoined = child.width() < NARROW
                    && beside < children.length
                    && child.width() + children[beside].width() <= WIDTH;
            return isJoined ? joined(at, child, beside) : with(at, child);
        }

        private Node joined(int at, Node child, int beside) {
            Node both = at < beside ? child.with(children[beside]) : children[beside].with(child);
            Node[] next = removed(children, new Node[children.length - 1], Math.max(at, beside));
            next[Math.min(at, beside)] = both;
            return new Branch(next);
        }

        @Override
        Node dropFirst(int count) {
            int at = childAt(count);
            Node[] next = Arrays.copyOfRange(children, at, children.length);
            int dropped = count - start(at);
            next[0] = dropped == 0 ? next[0] : next[0].dropFirst(dropped);
            return new Branch(next);
        }

        @Override
        Node[] split(boolean atEnd) {
            int middle = middle(children.length, atEnd);
            return new Node[] {
                new Branch(Arrays.copyOf(children, middle)),
                new Branch(Arrays.copyOfRange(children, middle, children.length))
            };
        }

        @Override
        Node with(Node next) {
            Node[] more = ((Branch) next).children;
            Node[] both = Arrays.copyOf(children, children.length + more.length);
            System.arraycopy(more, 0, both, children.length, more.length);
            return new Branch(both);
        }
    }

    private static <T> T[] inserted(T[] from, T[] to, int index, T item) {
        System.arraycopy(from, 0, to, 0, index);
        to[index] = item;
        System.arraycopy(from, index, to, index + 1, from.length - index);
        return to;
    }

    private static <T> T[] removed(T[] from, T[] to, int index) {
        System.arraycopy(from, 0, to, 0, index);
        System.arraycopy(from, index + 1, to, index, to.length - index);
        return to;
    }

    /** Looks for its way once for each leaf. */
    private static final class Walk<E> implements Iterator<E> {

        private final Chunks<E> chunks;
        private int next;
        private Object[] items = {};
        private int at;

        Walk(Chunks<E> chunks, int index) {
            this.chunks = chunks;
            this.next = index;
        }

        @Override
        public boolean hasNext() {
            return next < chunks.size();
        }

        @Override
        @SuppressWarnings("unchecked") // what is in it was put as an E
        public E next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (at == items.length) {
                Place place = chunks.place(next);
                items = place.items;
                at = place.at;
            }
            next++;
            return (E) items[at++];
        }
    }
}
