package io.muniment.transaction;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Threads, each of which comes and goes again soon, without taking turns at anything as long as they are not many.
 * Usable from any thread, without a lock; one thread is added by one at a time.
 */
final class ThreadSet {

    private static final int SLOTS = 16;

    /** What lies between two of them, so that threads do not take turns with one line of memory. */
    private static final int APART = 16;

    /** Each has room for a thread, which tries its own and the one behind it. */
    private final AtomicReferenceArray<@Nullable Thread> slots = new AtomicReferenceArray<>(SLOTS * APART);

    /** Those that found both slots taken. */
    private final Set<Thread> others = ConcurrentHashMap.newKeySet();

    /** The number of {@link #others}, or more for a moment. */
    private final AtomicInteger otherCount = new AtomicInteger();

    boolean contains(Thread thread) {
        int own = own(thread);
        return slots.get(own) == thread
                || slots.get(behind(own)) == thread
                || (otherCount.get() != 0 && others.contains(thread));
    }

    /** Returns false if it is there already. */
    boolean add(Thread thread) {
        if (contains(thread)) {
            return false;
        }
        int own = own(thread);
        if (!slots.compareAndSet(own, null, thread) && !slots.compareAndSet(behind(own), null, thread)) {
            addOther(thread);
        }
        return true;
    }

    private void addOther(Thread thread) {
        otherCount.incrementAndGet();
        boolean isAdded = false;
        try {
            others.add(thread);
            isAdded = true;
        } finally {
            if (!isAdded) {
                others.remove(thread);
                otherCount.decrementAndGet();
            }
        }
    }

    void remove(Thread thread) {
        int own = own(thread);
        if (!slots.compareAndSet(own, thread, null)
                && !slots.compareAndSet(behind(own), thread, null)
                && others.remove(thread)) {
            otherCount.decrementAndGet();
        }
    }

    private static int own(Thread thread) {
        return (int) (thread.getId() & SLOTS - 1) * APART;
    }

    private int behind(int own) {
        return (own + APART) % slots.length();
    }
}
