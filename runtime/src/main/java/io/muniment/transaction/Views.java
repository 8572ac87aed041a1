package io.muniment.transaction;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The open views. Usable from any thread, without a lock. */
final class Views {

    private static final long[] NONE = {};

    /** Places for views that come and go. */
    static final int SLOTS = 16;

    /** What lies between two of them, so that threads do not take turns with one line of memory. */
    private static final int APART = 16;

    /** Each has room for a view. A thread tries its own and the one behind it. */
    private final AtomicReferenceArray<@Nullable View> slots = new AtomicReferenceArray<>(SLOTS * APART);

    /** The views that found no free slot. */
    private final Set<View> others = ConcurrentHashMap.newKeySet();

    /** The number of open views, or more for a moment. */
    private final AtomicInteger count = new AtomicInteger();

    /** How many copies of open views have been added. */
    private final AtomicLong copies = new AtomicLong();

    /** Adds a view, which does not know its sequence yet, and so pins everything. */
    void add(View view) {
        count.incrementAndGet();
        boolean isAdded = false;
        try {
            int slot = (int) (Thread.currentThread().getId() % SLOTS) * APART;
            if (!isPutInto(slot, view) && !isPutInto((slot + APART) % slots.length(), view)) {
                others.add(view);
            }
            isAdded = true;
        } finally {
            if (!isAdded) {
                // Else nothing would ever be overwritten again.
                count.decrementAndGet();
            }
        }
    }

    private boolean isPutInto(int slot, View view) {
        if (slots.getPlain(slot) != null) {
            return false;
        }
        view.inSlot(slot);
        boolean isPut = slots.compareAndSet(slot, null, view);
        if (!isPut) {
            view.inSlot(View.NO_SLOT);
        }
        return isPut;
    }

    /** Whether the view was there. */
    boolean remove(View view) {
        int slot = view.slot();
        boolean removed = slot == View.NO_SLOT ? others.remove(view) : slots.compareAndSet(slot, view, null);
        if (removed) {
            count.decrementAndGet();
        }
        return removed;
    }

    boolean isEmpty() {
        return count.get() == 0;
    }

    int count() {
        return count.get();
    }

    private void forEachSequence(LongConsumer action) {
        for (int slot = 0; slot < slots.length(); slot += APART) {
            View view = slots.get(slot);
            if (view != null) {
                action.accept(view.sequence());
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
