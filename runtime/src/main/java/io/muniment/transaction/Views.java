package io.muniment.transaction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open views. Usable from any thread, without a lock. */
final class Views {

    private static final long[] NONE = {};

    /** A view is added before it knows its sequence, and pins everything until then. */
    private final Set<View> open = ConcurrentHashMap.newKeySet();

    /**
     * The number of {@link #open}, or more for a moment. The set itself may call itself empty while it is not:
     * it adds up several counters, one after the other.
     */
    private final AtomicInteger count = new AtomicInteger();

    void add(View view) {
        count.incrementAndGet();
        open.add(view);
    }

    /** Whether the view was there. */
    boolean remove(View view) {
        boolean removed = open.remove(view);
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

    /** All commits up to this one are seen by every reader, while {@code visible} is visible. */
    long floor(long visible) {
        long floor = visible;
        if (!isEmpty()) {
            for (View view : open) {
                floor = Math.min(floor, view.sequence());
            }
        }
        return Math.max(0, floor);
    }

    /** What readers can see while {@code visible} is visible. */
    Pins pins(long visible) {
        if (isEmpty()) {
            return new Pins(visible, NONE);
        }
        List<View> views = new ArrayList<>(open);
        long[] sequences = new long[views.size()];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = views.get(i).sequence();
        }
        Arrays.sort(sequences);
        return new Pins(visible, sequences);
    }
}
