package io.muniment;

import io.muniment.error.CommitsGoneException;
import io.muniment.log.CommitReader;
import io.muniment.log.Log;
import io.muniment.log.Logged;
import io.muniment.log.MemoryLog;
import io.muniment.log.Segments;
import io.muniment.log.SegmentsReader;
import io.muniment.storage.Storage;
import io.muniment.transaction.CommitGate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All who are told of the commits of a database: where they read, what wakes them, and their end. */
final class Feeds {

    static final System.Logger LOGGER = System.getLogger("io.muniment");

    private final CommitGate gate;

    /** The last commit that is written, and that nothing takes back any more. */
    private final LongSupplier limit;

    /** A place to read from, now or later: gives a reader of what comes after a commit. */
    private final Supplier<LongFunction<CommitReader>> places;

    /** Has a function run whenever the limit has moved. */
    private final Consumer<Runnable> hook;

    private final Duration wait;
    private final Set<Feed<?>> open = ConcurrentHashMap.newKeySet();
    private final LongAdder failures = new LongAdder();

    private volatile boolean isEnding;

    private Feeds(
            CommitGate gate,
            LongSupplier limit,
            Supplier<LongFunction<CommitReader>> places,
            Consumer<Runnable> hook,
            Duration wait) {
        this.gate = gate;
        this.limit = limit;
        this.places = places;
        this.hook = hook;
        this.wait = wait;
    }

    /** Of a database that writes a log. */
    static Feeds ofLog(CommitGate gate, Storage storage, Log log, Segments segments, Duration wait) {
        return new Feeds(
                gate,
                () -> Math.min(gate.visible(), segments.writtenSequence()),
                () -> after -> new SegmentsReader(storage, segments::readableBytes, 1, after),
                log::onWritten,
                wait);
    }

    /** Of a database that is open for reading only, and whose log is read from commit {@code oldest} on. */
    static Feeds ofFiles(CommitGate gate, Storage storage, long oldest, Duration wait) {
        return new Feeds(
                gate,
                gate::visible,
                () -> after -> new SegmentsReader(storage, first -> Long.MAX_VALUE, oldest, after),
                ready -> {},
                wait);
    }

    /** Of a database that was converted in memory: no commit of the files is one of it. */
    static Feeds ofNothing(CommitGate gate, Duration wait) {
        return new Feeds(gate, gate::visible, () -> NothingToRead::new, ready -> {}, wait);
    }

    /** Stands behind the last commit, with nothing before it. */
    private record NothingToRead(long after) implements CommitReader {

        @Override
        public @Nullable Logged next(long limit) {
            if (after < limit) {
                throw new CommitsGoneException(after, limit + 1);
            }
            return null;
        }

        @Override
        public void close() {
            // There is nothing to give back.
        }
    }

    /** Of a database in memory. */
    static Feeds inMemory(CommitGate gate, Duration wait) {
        return new Feeds(
                gate,
                gate::visible,
                () -> {
                    MemoryLog.Place place = gate.memory().place();
                    return place::readAfter;
                },
                gate::onShown,
                wait);
    }

    /** A place to read from, now or later. */
    LongFunction<CommitReader> place() {
        return places.get();
    }

    long limit() {
        return limit.getAsLong();
    }

    long visible() {
        return gate.visible();
    }

    boolean isEnding() {
        return isEnding;
    }

    /** Has {@code feed} woken from now on, and what it has still to read kept. */
    void add(Feed<?> feed) {
        open.add(feed);
        hook.accept(this::wake);
    }

    void remove(Feed<?> feed) {
        open.remove(feed);
    }

    /** The limit has moved. Called by leaders and under the gate. */
    private void wake() {
        for (Feed<?> feed : open) {
            feed.wakeIfParked();
        }
    }

    /** One of them has thrown something; returns how many have by now. */
    long failed() {
        failures.increment();
        return failures.sum();
    }

    /** The first commit that somebody has still to read. */
    long nextToRead() {
        long next = Long.MAX_VALUE;
        for (Feed<?> feed : open) {
            next = Math.min(next, feed.next());
        }
        return next;
    }

    Stats.Listeners stats() {
        long newest = gate.visible();
        long behind = 0;
        int count = 0;
        for (Feed<?> feed : open) {
            behind = Math.max(behind, newest + 1 - Math.max(1, feed.next()));
            count++;
        }
        return new Stats.Listeners(count, failures.sum(), behind);
    }

    /** Whether the calling thread is one in which somebody is told of commits. */
    boolean isCaller() {
        return open.stream().anyMatch(Feed::isCaller);
    }

    /** No commits will come any more: lets all come to their end, and waits for that, but not for ever. */
    void end() {
        isEnding = true;
        open.forEach(Feed::wake);
        long deadline = System.nanoTime() + wait.toNanos();
        for (Feed<?> feed : open) {
            if (feed.isCaller()) {
                feed.cancel();
            } else if (!feed.endsBefore(deadline)) {
                feed.giveUp();
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "A listener has not been told of the commits from " + feed.next() + " on: it took longer than "
                                + wait + " to close the database.");
            }
        }
    }
}
