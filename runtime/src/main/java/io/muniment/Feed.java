package io.muniment;

import io.muniment.log.CommitReader;
import io.muniment.log.Logged;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Tells one listener or subscriber of commits, in a thread of its own that reads behind those who write. */
final class Feed<C> implements Runnable {

    /*
     * There is no queue: what somebody has still to be told of is in the log. The thread sleeps when it has read
     * all, or when no more is wanted; a leader who has moved the limit wakes it. It says first that it is about
     * to sleep and looks then at the limit, and the leader moves the limit and looks then at who sleeps.
     */

    /** Who is told. All of it is called by the feed's thread. */
    interface Sink<C> {

        /** Before anything else. */
        void begin(Feed<C> feed);

        void take(C commit);

        /** It has thrown {@code cause}; whether it is told of more all the same. */
        boolean goesOnAfter(Throwable cause);

        /** There is nothing more, because of {@code cause}, or because the database was closed; not after a cancel. */
        void end(@Nullable Throwable cause, boolean isAll);
    }

    private static final long UNBOUNDED = Long.MAX_VALUE;

    private final Feeds feeds;
    private final LongFunction<CommitReader> place;
    private final Function<Logged, C> make;
    private final Thread thread;

    /** Null after the end. With the thread. */
    private @Nullable Sink<C> sink;

    /** How many more are wanted. */
    private final AtomicLong wanted = new AtomicLong();

    /** The first commit that has still to be told of; 0, which keeps all, until that is known. */
    private volatile long next;

    private volatile boolean isParked;
    private volatile boolean isCancelled;
    private volatile @Nullable IllegalArgumentException refusal;

    Feed(Feeds feeds, LongFunction<CommitReader> place, Function<Logged, C> make, Sink<C> sink, String threadName) {
        this.feeds = feeds;
        this.place = place;
        this.make = make;
        this.sink = sink;
        this.thread = new Thread(this, threadName);
        thread.setDaemon(true);
    }

    /** Begins with what is committed from now on. */
    void startNow() {
        feeds.add(this);
        start(feeds.visible());
    }

    /** Begins behind commit {@code after}. */
    void startAfter(long after) {
        next = after + 1;
        feeds.add(this);
        start(after);
    }

    private void start(long after) {
        next = after + 1;
        try {
            thread.start();
        } catch (Throwable e) {
            feeds.remove(this);
            throw e;
        }
    }

    long next() {
        return next;
    }

    // ---- What others call

    /** So many more are wanted. */
    void request(long more) {
        if (more <= 0) {
            refusal = new IllegalArgumentException("what is requested is at least 1, and not " + more);
        } else {
            wanted.accumulateAndGet(more, (sum, added) -> sum + added < 0 ? UNBOUNDED : sum + added);
        }
        wake();
    }

    /** Nothing more is wanted. What is being told is not waited for. */
    void cancel() {
        isCancelled = true;
        feeds.remove(this);
        wake();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    void wakeIfParked() {
        if (isParked) {
            LockSupport.unpark(thread);
        }
    }

    boolean isCaller() {
        return Thread.currentThread() == thread;
    }

    /** Waits until the thread has come to its end, or {@code deadline}; whether it has. */
    boolean endsBefore(long deadline) {
        boolean interrupted = false;
        long left = deadline - System.nanoTime();
        while (thread.isAlive() && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = deadline - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Nobody waits for it any more. */
    void giveUp() {
        cancel();
        thread.interrupt();
    }

    // ---- The thread

    @Override
    public void run() {
        Sink<C> told = sink;
        if (told == null) {
            return;
        }
        Throwable cause = null;
        boolean isAll = false;
        try {
            told.begin(this);
            isAll = tellAll(told);
        } catch (Throwable e) {
            cause = e;
        }
        sink = null;
        feeds.remove(this);
        try {
            if (!isCancelled) {
                isCancelled = true;
                told.end(cause, isAll);
            }
        } catch (Throwable e) {
            Feeds.LOGGER.log(System.Logger.Level.WARNING, "A subscriber has thrown something at its end.", e);
        }
    }

    /** Tells of commits until the database is closed, and then of what is wanted still; whether that was all. */
    private boolean tellAll(Sink<C> told) throws Exception {
        try (CommitReader reader = place.apply(next - 1)) {
            while (!isCancelled) {
                checkRequests();
                boolean isEnding = feeds.isEnding();
                long limit = feeds.limit();
                boolean isWanted = wanted.get() > 0;
                Logged logged = isWanted ? reader.next(limit) : null;
                if (logged != null) {
                    tell(told, logged);
                } else if (isEnding) {
                    return next > limit;
                } else {
                    sleep(isWanted ? limit : -1);
                }
            }
        }
        return false;
    }

    private void checkRequests() {
        if (refusal != null) {
            throw refusal;
        }
    }

    private void tell(Sink<C> told, Logged logged) {
        C commit = make.apply(logged);
        wanted.updateAndGet(count -> count == UNBOUNDED ? count : count - 1);
        try {
            told.take(commit);
        } catch (Throwable e) {
            long failures = feeds.failed();
            if (Long.bitCount(failures) == 1) {
                Feeds.LOGGER.log(
                        System.Logger.Level.WARNING,
                        "A listener has thrown something at commit " + logged.sequence()
                                + ", which is committed all the"
                                + " same; it is failure " + failures + " since opening. The next one to be logged is "
                                + 2 * failures + ".",
                        e);
            }
            if (!told.goesOnAfter(e)) {
                cancel();
            }
        }
        next = logged.sequence() + 1;
        // What a listener leaves behind must not keep the next one, nor the thread, from waiting.
        Thread.interrupted();
    }

    /** Sleeps until there is more than {@code tried}, -1 if nothing is wanted, or something else to do. */
    private void sleep(long tried) {
        isParked = true;
        boolean hasMore = wanted.get() > 0 && feeds.limit() != tried;
        if (!hasMore && !isCancelled && !feeds.isEnding() && refusal == null) {
            LockSupport.park(this);
        }
        isParked = false;
    }
}
