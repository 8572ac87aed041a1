package io.muniment.transaction;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A moment that a reader holds on to: all tables at one sequence. The versions that it sees are kept until it
 * is closed. Usable from any thread; to close it twice is harmless.
 */
public final class View implements AutoCloseable {

    /** Holds on to everything: what a view has until it knows its sequence. */
    static final long EVERYTHING = -1;

    /** The place of a view that is not among the open ones. */
    static final int NOWHERE = -2;

    private static final AtomicIntegerFieldUpdater<View> PLACE =
            AtomicIntegerFieldUpdater.newUpdater(View.class, "place");

    private final CommitGate gate;
    private final Views views;

    /** Where {@link Views} has it, who writes this without a call: there may be no stack left for one. */
    volatile int place = NOWHERE;

    private volatile long sequence = EVERYTHING;
    private volatile boolean isClosed;

    View(CommitGate gate, Views views) {
        this.gate = gate;
        this.views = views;
    }

    /** The newest commit that this view sees. */
    public long sequence() {
        return sequence;
    }

    /** Takes it from its place, which the first who asks is told; the others are told {@link #NOWHERE}. */
    int takeFromPlace() {
        return PLACE.getAndSet(this, NOWHERE);
    }

    void pinAt(long visible) {
        sequence = visible;
        views.pinned(this);
    }

    /** Whether nobody has closed it. */
    public boolean isOpen() {
        return !isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
        gate.release(this);
    }
}
