package io.muniment.transaction;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The threads that are inside a transaction: each in one at a time. Usable from any thread.
 *
 * <p>What a thread would do to the database beside its transaction would be a commit of its own, which the
 * transaction does not see and may lose to, again and again. So it is refused.
 */
public final class Inside {

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /**
     * The calling thread begins a transaction.
     *
     * @throws IllegalStateException if it is inside of one
     */
    public void enter() {
        if (!threads.add(Thread.currentThread())) {
            throw new IllegalStateException(
                    "this thread is inside a transaction already: use the one that it has, or end"
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
            throw new IllegalStateException("this thread is inside a transaction: write to the tables of that, not to"
                    + " those of the database");
        }
    }
}
