package io.muniment.table;

import io.muniment.error.ConflictException;

/**
 * The base of generated transaction classes: several reads and writes of one moment, in any tables.
 *
 * <p>What is read is what was visible when it began, with its own changes over it. Nobody else sees these before the
 * commit; then all see all of them at once.
 *
 * <p>A transaction belongs to the thread that began it, which can be inside of one at a time and meanwhile writes
 * nowhere else. A view is a transaction that only reads; any thread may use it, and any number of them may be open.
 * Either holds on to what it sees until it is closed: what others change meanwhile takes memory, and nobody's time.
 *
 * <p>After the end every method but {@link #close} throws {@link IllegalStateException}, as it does in a thread that
 * a transaction does not belong to. Writing to a view throws {@link UnsupportedOperationException}.
 */
public abstract class DatabaseTransaction implements AutoCloseable {

    private final TransactionHandle handle;

    /** For generated code. */
    protected DatabaseTransaction(TransactionHandle handle) {
        this.handle = handle;
    }

    /**
     * Makes all changes as one commit, and ends the transaction. For one that was begun by hand; the function that is
     * given to {@code write} or {@code compute} leaves that to them.
     *
     * @throws IllegalStateException if it is the transaction of a function; nothing is committed by this call then
     * @throws UnsupportedOperationException if it is a view
     * @throws ConflictException if something that was read here has been changed since; then nothing is committed, and
     *     all of it is to be done again in another transaction
     * @throws io.muniment.error.UniqueException if two entries would have the same of what is to be unique
     */
    public final void commit() {
        handle.commitByHand();
    }

    /** The newest commit that is seen here. */
    public final long sequence() {
        return handle.sequence();
    }

    /** Ends it; what was not committed is gone. Does nothing after the end. */
    @Override
    public final void close() {
        handle.end();
    }
}
