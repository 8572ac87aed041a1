package io.muniment.transaction;

/**
 * The threads that are inside a transaction: each in one at a time. Usable from any thread.
 *
 * <p>What a thread would do to the database beside its transaction would be a commit of its own, which the
 * transaction does not see and may lose to, again and again. So it is refused. The same goes for a function given to a
 * write of a single key, which is run again when the key has been changed meanwhile: what it had written would be there
 * twice.
 */
public final class Inside {

    private final ThreadSet threads = new ThreadSet();

    /** Those of them that run a function given to a write of a single key. */
    private final ThreadSet inFunctions = new ThreadSet();

    /**
     * The calling thread begins a transaction.
     *
     * @throws IllegalStateException if it is inside of one
     */
    public void enter() {
        if (!threads.add(Thread.currentThread())) {
            throw refusal("this thread is inside a transaction already: use the one that it has, or end"
                    + " it before another one begins");
        }
    }

    /** The transaction of {@code thread} is over. */
    public void leave(Thread thread) {
        threads.remove(thread);
    }

    /**
     * The calling thread is about to write outside of any transaction.
     *
     * @throws IllegalStateException if it is inside of one
     */
    public void checkOutside() {
        if (threads.contains(Thread.currentThread())) {
            throw refusal("this thread is inside a transaction: write to the tables of that, not to"
                    + " those of the database");
        }
    }

    private IllegalStateException refusal(String inTransaction) {
        return new IllegalStateException(
                isInFunction()
                        ? "a function given to compute, merge or the like may run more than once, so it must not write"
                                + " itself: to write more than what it returns, use a transaction"
                        : inTransaction);
    }

    /**
     * The calling thread, which is not inside of a transaction, is about to run a function whose result it writes: until
     * {@link #leaveFunction} it is as if inside of one, but for reading.
     */
    public void enterFunction() {
        CommitGate.probeEnd();
        enter();
        boolean isAdded = false;
        try {
            isAdded = inFunctions.add(Thread.currentThread());
        } finally {
            if (!isAdded) {
                leave(Thread.currentThread());
            }
        }
    }

    /** The function has returned. */
    public void leaveFunction() {
        Thread thread = Thread.currentThread();
        try {
            inFunctions.remove(thread);
        } finally {
            leave(thread);
        }
    }

    /** Whether the calling thread runs a function whose result it writes. */
    public boolean isInFunction() {
        return inFunctions.contains(Thread.currentThread());
    }
}
