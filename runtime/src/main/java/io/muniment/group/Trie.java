package io.muniment.group;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map that nobody changes: a change makes another, which shares all with it but the way to what is changed. Keys and
 * values are never null.
 *
 * <p>It is the hash array mapped trie of Bagwell, "Ideal Hash Trees" (2001): five bits of the hash at each level choose
 * a slot, and only those slots are kept that hold something. Keys whose hashes are wholly the same share a
 * {@link Bucket}.
 */
final class Trie<K, V> {

    private static final int BITS = 5;
    private static final int HASH_BITS = 32;
    private static final Trie<?, ?> EMPTY = new Trie<>(new Branch(0, new Object[0]), 0);

    /** Final, and all behind it was written before: so it may be handed over without synchronisation. */
    private final Node root;

    private final int size;

    private Trie(Node root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked") // there is nothing of any type in it
    static <K, V> Trie<K, V> empty() {
        return (Trie<K, V>) EMPTY;
    }

    /** Collects entries into a trie that nobody else has yet, and so without copying. Used by one thread. */
    static final class Builder<K, V> {

        private final Step step = new Step(true);
        private Node root = new Branch(0, new Object[0]);
        private int size;

        /** Returns whether the key is new. If it is not, its value is replaced. */
        boolean put(K key, V value) {
            step.before = null;
            root = root.with(0, hash(key), key, value, step);
            if (step.before == null) {
                size++;
            }
            return step.before == null;
        }

        /** What was collected. The builder is not used after this. */
        Trie<K, V> build() {
            return size == 0 ? empty() : new Trie<>(root, size);
        }
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // what is at a key was put as a V
    @Nullable V get(Object key) {
        return (V) root.find(0, hash(key), key);
    }

    /** This with {@code key} mapped to {@code value}; this itself if it is already, to this very object. */
    Trie<K, V> with(K key, V value) {
        Step step = new Step(false);
        Node next = root.with(0, hash(key), key, value, step);
        return next == root ? this : new Trie<>(next, step.before == null ? size + 1 : size);
    }

    /** This without {@code key}; this itself if it is not there. */
    Trie<K, V> without(Object key) {
        Node next = root.without(0, hash(key), key);
        if (next == root) {
            return this;
        }
        return size == 1 ? empty() : new Trie<>(Objects.requireNonNull(next), size - 1);
    }

    /** The keys and values, in an order that depends on the hashes alone, and for equal hashes on the history. */
    Iterator<Map.Entry<K, V>> iterator() {
        return new Walk<>(root);
    }

    /** Spread, so that types whose hashes differ in high bits only do not all go one way. */
    private static int hash(Object key) {
        int hash = key.hashCode() * 0x9e3779b9;
        return hash ^ hash >>> 15;
    }

    /** What a change tells on the way back. */
    private static final class Step {

        /** Whether nobody else has the nodes yet, so that they are changed where they are. */
        final boolean inPlace;

        /** The value that was replaced, or null. */
        @Nullable Object before;

        Step(boolean inPlace) {
            this.inPlace = inPlace;
        }
    }

    private abstract static class Node {

        abstract @Nullable Object find(int shift, int hash, Object key);

        /** This itself if nothing changes. */
        abstract Node with(int shift, int hash, Object key, Object value, Step step);

        /** This itself if the key is not there; null if nothing is left. */
        abstract @Nullable Node without(int shift, int hash, Object key);

        /** At even places a key with its value behind it, or null with a node behind it. */
        abstract @Nullable Object[] slots();

        /** The entry, if there is one and no more. */
        abstract Map.@Nullable Entry<Object, Object> only();
    }

    /** The next five bits of the hash lead to a slot. */
    private static final class Branch extends Node {

        /** A bit for each slot that there is. */
        private int bits;

        private @Nullable Object[] slots;

        Branch(int bits, @Nullable Object[] slots) {
            this.bits = bits;
            this.slots = slots;
        }

        @Override
        @Nullable Object[] slots() {
            return slots;
        }

        @Override
        Map.@Nullable Entry<Object, Object> only() {
            return slots.length == 2 && slots[0] != null ? Map.entry(slots[0], Objects.requireNonNull(slots[1])) : null;
        }

        static int bit(int shift, int hash) {
            return 1 << (hash >>> shift);
        }

        private int at(int bit) {
            return 2 * Integer.bitCount(bits & bit - 1);
        }

        @Override
        @Nullable Object find(int shift, int hash, Object key) {
            int bit = bit(shift, hash);
            if ((bits & bit) == 0) {
                return null;
            }
            int at = at(bit);
            Object there = slots[at];
            if (there == null) {
                return child(at).find(shift + BITS, hash, key);
            }
            return there.equals(key) ? slots[at + 1] : null;
        }

        private Node child(int at) {
            return (Node) Objects.requireNonNull(slots[at + 1]);
        }

        @Override
        Node with(int shift, int hash, Object key, Object value, Step step) {
            int bit = bit(shift, hash);
            int at = at(bit);
            if ((bits & bit) == 0) {
                return inserted(bit, at, key, value, step);
            }
            Object there = slots[at];
            if (there == null) {
                Node child = child(at);
                Node next = child.with(shift + BITS, hash, key, value, step);
                return next == child ? this : replaced(at, null, next, step);
            }
            Object before = Objects.requireNonNull(slots[at + 1]);
            if (there.equals(key)) {
                step.before = before;
                return before == value ? this : replaced(at, there, value, step);
            }
            return replaced(at, null, both(shift + BITS, there, before, hash, key, value), step);
        }

        private Node inserted(int bit, int at, Object key, Object value, Step step) {
            @Nullable Object[] next = new @Nullable Object[slots.length + 2];
            System.arraycopy(slots, 0, next, 0, at);
            next[at] = key;
            next[at + 1] = value;
            System.arraycopy(slots, at, next, at + 2, slots.length - at);
            if (step.inPlace) {
                bits |= bit;
                slots = next;
                return this;
            }
            return new Branch(bits | bit, next);
        }

        private Node replaced(int at, @Nullable Object key, Object value, Step step) {
            if (step.inPlace) {
                slots[at] = key;
                slots[at + 1] = value;
                return this;
            }
            @Nullable Object[] next = slots.clone();
            next[at] = key;
            next[at + 1] = value;
            return new Branch(bits, next);
        }

        /** A node with two keys that are not equal. */
        private static Node both(int shift, Object first, Object firstValue, int hash, Object key, Object value) {
            int firstHash = hash(first);
            if (firstHash == hash) {
                return new Bucket(hash, Chunks.of(List.of(Map.entry(first, firstValue))))
                        .with(shift, hash, key, value, new Step(false));
            }
            Step own = new Step(true);
            Node node = new Branch(0, new Object[0]).with(shift, firstHash, first, firstValue, own);
            own.before = null;
            return node.with(shift, hash, key, value, own);
        }

        @Override
        @Nullable Node without(int shift, int hash, Object key) {
            int bit = bit(shift, hash);
            if ((bits & bit) == 0) {
                return this;
            }
            int at = at(bit);
            Object there = slots[at];
            if (there != null) {
                return there.equals(key) ? removed(bit, at) : this;
            }
            Node child = child(at);
            Node next = child.without(shift + BITS, hash, key);
            if (next == child) {
                return this;
            }
            return next == null ? removed(bit, at) : shrunk(at, next);
        }

        private @Nullable Node removed(int bit, int at) {
            if (slots.length == 2) {
                return null;
            }
            @Nullable Object[] next = new @Nullable Object[slots.length - 2];
            System.arraycopy(slots, 0, next, 0, at);
            System.arraycopy(slots, at + 2, next, at, next.length - at);
            return new Branch(bits & ~bit, next);
        }

        /** With a child that has become smaller: a single key moves up, so that no way is longer than it must be. */
        private Node shrunk(int at, Node child) {
            Map.Entry<Object, Object> only = child.only();
            return only == null
                    ? replaced(at, null, child, new Step(false))
                    : replaced(at, only.getKey(), only.getValue(), new Step(false));
        }
    }

    /**
     * Entries whose keys have one hash. They are in order as far as the keys have one, so that it takes more than equal
     * hashes to make this slow.
     */
    private static final class Bucket extends Node {

        private final int hash;
        private final Chunks<Map.Entry<Object, Object>> entries;

        Bucket(int hash, Chunks<Map.Entry<Object, Object>> entries) {
            this.hash = hash;
            this.entries = entries;
        }

        @Override
        @Nullable Object[] slots() {
            @Nullable Object[] slots = new @Nullable Object[2 * entries.size()];
            int at = 0;
            for (Iterator<Map.Entry<Object, Object>> all = entries.iterator(0); all.hasNext(); at += 2) {
                Map.Entry<Object, Object> entry = all.next();
                slots[at] = entry.getKey();
                slots[at + 1] = entry.getValue();
            }
            return slots;
        }

        @Override
        Map.@Nullable Entry<Object, Object> only() {
            return entries.size() == 1 ? entries.get(0) : null;
        }

        /** Where the key is, or, negative and less one, where it belongs. */
        private int indexOf(Object key) {
            boolean hasOrder = key instanceof Comparable<?>;
            int index = lowest(key);
            for (Iterator<Map.Entry<Object, Object>> rest = entries.iterator(index); rest.hasNext(); index++) {
                Object there = rest.next().getKey();
                if (there.equals(key)) {
                    return index;
                }
                if (hasOrder && order(there, key) != 0) {
                    break;
                }
            }
            return -index - 1;
        }

        /** Where those begin that their order does not place before {@code key}. */
        private int lowest(Object key) {
            int low = 0;
            int high = entries.size();
            while (low < high) {
                int middle = low + high >>> 1;
                if (order(key(middle), key) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private Object key(int index) {
            return entries.get(index).getKey();
        }

        /**
         * By class, then by their own order. Keys without one come behind the others, whatever their class, and are
         * not told apart: 0.
         */
        @SuppressWarnings("unchecked") // two of one class that is Comparable, to itself by its contract
        private static int order(Object a, Object b) {
            boolean hasOrder = a instanceof Comparable<?>;
            if (hasOrder != b instanceof Comparable<?>) {
                return hasOrder ? -1 : 1;
            }
            if (!hasOrder) {
                return 0;
            }
            return a.getClass() == b.getClass()
                    ? ((Comparable<Object>) a).compareTo(b)
                    : a.getClass().getName().compareTo(b.getClass().getName());
        }

        @Override
        @Nullable Object find(int shift, int wanted, Object key) {
            int index = wanted == hash ? indexOf(key) : -1;
            return index < 0 ? null : entries.get(index).getValue();
        }

        @Override
        Node with(int shift, int next, Object key, Object value, Step step) {
            if (next != hash) {
                // One level down from here they part, or further.
                return new Branch(Branch.bit(shift, hash), new @Nullable Object[] {null, this})
                        .with(shift, next, key, value, new Step(true));
            }
            int index = indexOf(key);
            if (index < 0) {
                return new Bucket(hash, entries.insert(-index - 1, Map.entry(key, value)));
            }
            Object before = entries.get(index).getValue();
            step.before = before;
            return before == value ? this : new Bucket(hash, entries.set(index, Map.entry(key(index), value)));
        }

        @Override
        @Nullable Node without(int shift, int wanted, Object key) {
            int index = wanted == hash ? indexOf(key) : -1;
            if (index < 0) {
                return this;
            }
            return entries.size() == 1 ? null : new Bucket(hash, entries.remove(index));
        }
    }

    /** Goes through all nodes, the way down kept in arrays. */
    private static final class Walk<K, V> implements Iterator<Map.Entry<K, V>> {

        private static final int LEVELS = HASH_BITS / BITS + 3;

        private final @Nullable Object[][] slots = new @Nullable Object[LEVELS][];
        private final int[] at = new int[LEVELS];
        private int level;

        Walk(Node root) {
            slots[0] = root.slots();
            descend();
        }

        /** Goes on to the next key, which may be where it is already. */
        private void descend() {
            while (level >= 0) {
                @Nullable Object[] here = slots[level];
                int next = at[level];
                if (next == here.length) {
                    level--;
                    if (level >= 0) {
                        at[level] += 2;
                    }
                } else if (here[next] == null) {
                    level++;
                    slots[level] = ((Node) Objects.requireNonNull(here[next + 1])).slots();
                    at[level] = 0;
                } else {
                    return;
                }
            }
        }

        @Override
        public boolean hasNext() {
            return level >= 0;
        }

        @Override
        @SuppressWarnings("unchecked") // what is there was put as a K and a V
        public Map.Entry<K, V> next() {
            if (level < 0) {
                throw new NoSuchElementException();
            }
            @Nullable Object[] here = slots[level];
            int index = at[level];
            at[level] += 2;
            descend();
            return Map.entry((K) Objects.requireNonNull(here[index]), (V) Objects.requireNonNull(here[index + 1]));
        }
    }
}
