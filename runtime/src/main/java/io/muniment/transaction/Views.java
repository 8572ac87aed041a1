package io.muniment.transaction;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/** The open views. Usable from any thread, without a lock. */
final class Views {

    private static final long[] NONE = {};

    /** Places for views that come and go. */
    static final int SLOTS = 16;

    /** What lies between two of them, so that threads do not take turns with one line of memory. */
    private static final int APART = 8;

    /** The place of a view that is among {@link #others}. */
    private static final int OTHERS = -1;

    /** What is in a slot that no view has. */
    private static final long FREE = 0;

    /** What is in the slot of a view beyond its sequence. */
    private static final long TAKEN = 1 - View.EVERYTHING;

    /**
     * Each is free or has the sequence of a view. A thread tries its own and the one behind it. Numbers and not the
     * views: a new object that is stored in an old one is work for the collector.
     */
    private final AtomicLongArray slots = new AtomicLongArray(SLOTS * APART);

    /** The views that found no free slot. */
    private final Set<View> others = ConcurrentHashMap.newKeySet();

    /** The number of {@link #others}, or more for a moment. */
    private final AtomicInteger otherCount = new AtomicInteger();

    /** How many copies of open views have been added. */
    private final AtomicLong copies = new AtomicLong();

    /** Adds a view, which does not know its sequence yet, and so pins everything. */
    void add(View view) {
        int slot = (int) (Thread.currentThread().getId() & SLOTS - 1) * APART;
        if (!isPutInto(slot, view) && !isPutInto((slot + APART) % slots.length(), view)) {
            addOther(view);
        }
    }

    private boolean isPutInto(int slot, View view) {
        boolean isPut = slots.getPlain(slot) == FREE && slots.compareAndSet(slot, FREE, View.EVERYTHING + TAKEN);
        if (isPut) {
            view.place = slot;
        }
        return isPut;
    }

    private void addOther(View view) {
        otherCount.incrementAndGet();
        boolean isAdded = false;
        try {
            others.add(view);
            view.place = OTHERS;
            isAdded = true;
        } finally {
            if (!isAdded) {
                // Else nothing would ever be overwritten or dropped again.
                others.remove(view);
                otherCount.decrementAndGet();
            }
        }
    }

    /** A view that was added knows its sequence now. */
    void pinned(View view) {
        int place = view.place;
        if (place >= 0) {
            slots.set(place, view.sequence() + TAKEN);
        }
    }

    /** Whether the view was there. */
    boolean remove(View view) {
        int place = view.takeFromPlace();
        if (place >= 0) {
            slots.set(place, FREE);
        } else if (place == OTHERS) {
            others.remove(view);
            otherCount.decrementAndGet();
        }
        return place != View.NOWHERE;
    }

    boolean isEmpty() {
        long before;
        do {
            before = copies.get();
            if (otherCount.get() != 0 || takenSlots() != 0) {
                return false;
            }
        } while (copies.get() != before);
        return true;
    }

    /** The number of open views, about. */
    int count() {
        return otherCount.get() + takenSlots();
    }

    private int takenSlots() {
        int taken = 0;
        for (int slot = 0; slot < slots.length(); slot += APART) {
            taken += slots.get(slot) == FREE ? 0 : 1;
        }
        return taken;
    }

    private void forEachSequence(LongConsumer action) {
        for (int slot = 0; slot < slots.length(); slot += APART) {
            long found = slots.get(slot);
            if (found != FREE) {
                action.accept(found - TAKEN);
            }
        }
        // Not asked whether it is empty: it may call itself so while it is not.
        others.forEach(view -> action.accept(view.sequence()));
    }

    /**
     * A view that was added is a copy of another one, and has its sequence. To be called while that is still open:
     * who goes through the slots may have passed the one of the copy already, and find that of the other free.
     */
    void copied() {
        copies.incrementAndGet();
    }

    /** All commits up to this one are seen by every reader, while {@code visible} is visible. */
    long floor(long visible) {
        if (isEmpty()) {
            return visible;
        }
        long before;
        Lowest lowest;
        do {
            before = copies.get();
            lowest = new Lowest(visible);
            forEachSequence(lowest);
        } while (copies.get() != before);
        return Math.max(0, lowest.sequence);
    }

    private static final class Lowest implements LongConsumer {

        private long sequence;

        Lowest(long sequence) {
            this.sequence = sequence;
        }

        @Override
        public void accept(long other) {
            sequence = Math.min(sequence, other);
        }
    }

    /** What readers can see while {@code visible} is visible. */
    Pins pins(long visible) {
        if (isEmpty()) {
            return new Pins(visible, NONE);
        }
        long before;
        Several all;
        do {
            before = copies.get();
            all = new Several();
            forEachSequence(all);
        } while (copies.get() != before);
        long[] sequences = Arrays.copyOf(all.sequences, all.count);
        Arrays.sort(sequences);
        return new Pins(visible, sequences);
    }

    private static final class Several implements LongConsumer {

        private long[] sequences = new long[SLOTS];
        private int count;

        @Override
        public void accept(long sequence) {
            if (count == sequences.length) {
                sequences = Arrays.copyOf(sequences, 2 * count);
            }
            sequences[count++] = sequence;
        }
    }
}
