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

    /** The batches that have been written, in their order. Added to by the leader, taken under the gate. */
    private final Queue<Written> written = new ConcurrentLinkedQueue<>();

    /** What waits for views to close, about in the order of its sequences. */
    private final ArrayDeque<Held> held = new ArrayDeque<>();

    /** Whether anything is {@link #held}, for those who close a view. Written under the gate. */
    private volatile boolean holds;

    /** Whether something came to be {@link #held} since {@link #takeJustHeld} was last asked. */
    private boolean justHeld;

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
            for (Record record : written.remove().batch()) {
                if (record instanceof Commit commit && !record.isAcknowledged()) {
                    commit.settle(pins);
                }
            }
        }
    }

    /** Remembers what has to wait until every reader sees {@code sequence}. */
    void hold(long sequence, Consumer<Pins> what) {
        held.addLast(new Held(sequence, what));
        holds = true;
        justHeld = true;
    }

    /** Whether anything waits for a view to close. From any thread. */
    boolean holds() {
        return holds;
    }

    /** Settles some of what the views that are gone have held up; returns whether there may be more. */
    boolean settleSome(Pins pins) {
        for (int i = 0; i < 256; i++) {
            Held next = held.peekFirst();
            if (next == null || next.sequence() > pins.floor()) {
                holds = next != null;
                return false;
            }
            held.removeFirst();
            next.what().accept(pins);
        }
        return true;
    }

    /** Whether anything came to be held since this was last asked. */
    boolean takeJustHeld() {
        boolean was = justHeld;
        justHeld = false;
        return was;
    }
}
