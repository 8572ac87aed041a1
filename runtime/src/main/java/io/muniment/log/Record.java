package io.muniment.log;

import io.muniment.error.DatabaseException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One commit's bytes on their way to the disk, and the thread that waits for them.
 *
 * <p>The thread that makes a record fills it, hands it to {@link Log#enqueue} and then either forgets it, or has
 * somebody told of its end, or waits in {@link Log#await}. A leader completes it, once. A record without a sequence is a <em>barrier</em>:
 * it writes nothing and is complete when all before it are.
 */
public class Record {

    private static final byte[] NO_BYTES = {};

    /** The body is the first {@link #length} bytes. */
    final byte[] bytes;

    final int length;

    /** What is waited for; fixed before the record is queued. */
    private Acknowledged until;

    /** The number of the commit, given under the gate; 0 for a barrier. */
    private long sequence;

    /** Whether its maker has been told already, so that it is never taken back. Fixed before it is queued. */
    private boolean acknowledged;

    /** Who is told of the end, instead of a thread that waits. Fixed before it is queued. */
    private @Nullable Consumer<? super @Nullable DatabaseException> told;

    /** Whether any of it may have been written. With the lead. */
    boolean attempted;

    /** Published by {@link #complete}. */
    private @Nullable DatabaseException failure;

    private volatile boolean complete;

    /** The thread parked for this record; whoever completes it or gives up the lead wakes it. */
    private volatile @Nullable Thread waiter;

    /** A barrier. */
    public Record(Acknowledged until) {
        this(NO_BYTES, 0, until);
    }

    /** A commit whose body is the first {@code length} of {@code bytes}, which nobody changes any more. */
    public Record(byte[] bytes, int length, Acknowledged until) {
        this.bytes = bytes;
        this.length = length;
        this.until = until;
    }

    /** Whether this only waits for what is before it. */
    public final boolean isBarrier() {
        return sequence == 0;
    }

    /** The number of the commit; 0 for a barrier. */
    public final long sequence() {
        return sequence;
    }

    /** Gives the commit its number. Under the gate. */
    public final void number(long next) {
        sequence = next;
    }

    /** The bytes of the body. */
    public final int sizeBytes() {
        return length;
    }

    /** What its maker waits for. */
    public final Acknowledged until() {
        return until;
    }

    /** Makes its maker wait for more than it asked for. Before it is queued. */
    public final void waitUntil(Acknowledged atLeast) {
        if (until.compareTo(atLeast) < 0) {
            until = atLeast;
        }
    }

    /** Whether its maker has been told already. */
    public final boolean isAcknowledged() {
        return acknowledged;
    }

    /** Says that its maker does not wait. Before it is queued. */
    public final void acknowledge() {
        acknowledged = true;
    }

    /**
     * Names who is told when it is complete: null, or what it failed with. Then no thread waits. Before it is queued.
     *
     * @param who is quick, because a leader calls it, and throws nothing
     */
    public final void tell(Consumer<? super @Nullable DatabaseException> who) {
        told = who;
    }

    /** Whether no thread waits for it, so that the log's own has to lead. */
    final boolean isLeft() {
        return acknowledged || told != null;
    }

    /** Whether the waiting is over, one way or the other. */
    public final boolean isComplete() {
        return complete;
    }

    /** Ends the waiting, and wakes who waits: there {@code cause} is thrown unless it is null. Or tells who is to be told. */
    public final void complete(@Nullable DatabaseException cause) {
        failure = cause;
        complete = true;
        wake();
        if (told != null) {
            told.accept(cause);
        }
    }

    /** Throws what the record was completed with, if it failed. After it is complete. */
    final void throwFailure() {
        DatabaseException cause = failure;
        if (cause != null) {
            throw cause;
        }
    }

    final void waitedForBy(@Nullable Thread thread) {
        waiter = thread;
    }

    final void wake() {
        Thread thread = waiter;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
