package io.muniment.transaction;

/**
 * A moment that a reader holds on to: all tables at one sequence. The versions that it sees are kept until it
 * is closed. Usable from any thread; to close it twice is harmless.
 */
public final class View implements AutoCloseable {

    /** Holds on to everything: what a view has until it knows its sequence. */
    static final long EVERYTHING = -1;

    /** The slot of a view that is in none. */
    static final int NO_SLOT = -1;

    private final CommitGate gate;

    /** Where {@link Views} has it. Written before anybody else knows this view. */
    private int slot = NO_SLOT;

    private volatile long sequence = EVERYTHING;
    private volatile boolean isClosed;

    View(CommitGate gate) {
        this.gate = gate;
    }

    /** The newest commit that this view sees. */
    public long sequence() {
        return sequence;
    }

    void inSlot(int number) {
        slot = number;
    }

    int slot() {
        return slot;
    }

    void pinAt(long visible) {
        sequence = visible;
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
