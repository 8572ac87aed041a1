package io.muniment.transaction;

import io.muniment.log.Record;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * What has become visible and is not at rest yet: commits whose old versions are still to be dropped, and those
 * of which a view holds on to old versions. Guarded by the gate, where nothing else is said.
 */
final class Settling {

    /** How much is settled before others get through the gate. */
    private static final int SOME = 256;

    /** The batches that have been written, in their order. Added to by the leader, taken under the gate. */
    private final Queue<Written> written = new ConcurrentLinkedQueue<>();

    /** What waits for views to close, about in the order of its sequences. */
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /** Whether anything is {@link #held}, for those who close a view. Written under the gate. */
    private volatile boolean holds;

    /** Whether what is {@link #held} is to be looked through: a view was closed, or something came to be held. */
    private volatile boolean isDue;

    /** A batch of which {@code last} is the newest commit that becomes visible with it. */
    private record Written(long last, List<Record> batch) {}

    /** What waits until every reader sees {@code sequence}. */
    private record Held(long sequence, Consumer<Pins> what) {}

    /** Leaves a batch to whoever has the gate next. By the leader, before {@code last} is visible. */
    void add(List<Record> batch, long last) {
        written.add(new Written(last, batch));
    }

    /** Whether a batch that is visible has been left. From any thread. */
    boolean hasWritten(long visible) {
        Written next = written.peek();
        return next != null && next.last() <= visible;
    }

    /** Settles the batches that have been left. */
    void settleWritten(Pins pins) {
        while (hasWritten(pins.visible())) {
            try {
                for (Record record : written.element().batch()) {
                    if (record instanceof Commit commit && !record.isAcknowledged()) {
                        commit.settle(pins);
                    }
                }
            } finally {
                // Not before: whoever counts looks whether any is left.
                written.remove();
            }
        }
    }

    /**
     * Remembers what has to wait until every reader sees {@code sequence}. It may wait for a view that was closed a
     * moment before, by a thread that saw nothing held; so it is due at once. Either that thread sees that something is
     * held, or whoever looks now sees that the view is gone.
     */
    void hold(long sequence, Consumer<Pins> what) {
        held.addLast(new Held(sequence, what));
        holds = true;
        isDue = true;
    }

    /** Whether anything waits for a view to close. From any thread. */
    boolean holds() {
        return holds;
    }

    /** Has what is held looked through by whoever gives the gate back next. From any thread. */
    void due() {
        isDue = true;
    }

    /** Whether what is held is to be looked through. From any thread. */
    boolean isDue() {
        return isDue;
    }

    /** Whether it was due until now. Before the views are looked at. */
    boolean takeDue() {
        boolean was = isDue;
        isDue = false;
        return was;
    }

    /** Whether what is held first can be settled when every reader sees {@code floor}. */
    boolean holdsUpTo(long floor) {
        Held first = held.peekFirst();
        holds = first != null;
        return first != null && first.sequence() <= floor;
    }

    /** Settles some of what can be; if there may be more, that is due. */
    void settleHeld(Pins pins) {
        for (int i = 0; i < SOME && holdsUpTo(pins.floor()); i++) {
            held.removeFirst().what().accept(pins);
        }
        if (holdsUpTo(pins.floor())) {
            isDue = true;
        }
    }
}
