package io.muniment.log;

import io.muniment.error.DatabaseException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.storage.NoSpaceException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The log of an open database: takes records in their order and brings them to the disk, for many threads at
 * once.
 */
public final class Log {

    /*
     * Who writes. There is no thread that writes for the others while they wait: a hand-over costs more than a
     * write. Whoever waits for a record and finds nobody leading takes the lead: it drains the queue, writes
     * what it found in one go, syncs once if anybody in it waits for that, tells the follower (which makes the
     * commits visible) and completes the records. When it gives up the lead it wakes the owner of the record
     * that is next, who leads in turn. So while one batch is synced the next one gathers. A thread of the log
     * itself leads for records that no thread waits for: at once if somebody is to be told of them, else it lets
     * some gather.
     *
     * The lead is exclusive; all fields that say so are only touched by the one that has it, and the lead's
     * hand-over publishes them.
     *
     * Room. The bytes of a record that is acknowledged before it is written must fit the disk space that the
     * segment already has (`admits`), so a full disk can refuse what was not acknowledged, and lose nothing
     * that was.
     */

    /** Told by the leader what became of the records. */
    public interface Follower {

        /** All of {@code batch} is as far as those in it that wait have asked. They are completed after this. */
        void written(List<Record> batch);

        /**
         * Takes back what will not be written: under the gate, gets the records from {@code unwritten}, undoes
         * those that were not acknowledged, newest first, and returns these in their order. If
         * {@code refusing} is given, no commits are taken from then on.
         */
        List<Record> takeBack(Supplier<List<Record>> unwritten, @Nullable Supplier<DatabaseException> refusing);
    }

    /** A barrier at which the leader does something, with all before it written and synced. */
    private static final class Turn extends Record {

        private final Work work;

        Turn(Work work) {
            super(Acknowledged.SYNCED);
            this.work = work;
        }
    }

    /** What a {@link Turn} does. */
    private interface Work {
        void run() throws IOException;
    }

    private static final int BATCH_BYTES = 1 << 20;

    /** What a record takes in the log beyond its body, at most. */
    static final int OVERHEAD_BYTES = LogFormat.BATCH_HEADER_BYTES + 5;

    private static final int SPINS = 200;

    /** How long what a full disk holds up waits for the next try, unless somebody commits before. */
    private static final long FULL_DISK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final MpscUnboundedVarHandleArrayQueue<Record> queue = new MpscUnboundedVarHandleArrayQueue<>(1024);
    private final AtomicBoolean lead = new AtomicBoolean();
    private final Segments segments;
    private final int queueLimitBytes;
    private final long lingerNanos;
    private final Thread thread;

    /** Set once, before the first record. */
    private @Nullable Follower follower;

    private Runnable onGrowth = () -> {};
    private long growthStepBytes = Long.MAX_VALUE;

    /** Run by a leader each time that something was written and told; null while nobody reads behind. */
    private volatile @Nullable Runnable onWritten;

    /** The bytes written since {@link #onGrowth} was last run. With the lead. */
    private long grownBytes;

    /** The bytes queued and not yet written, with overheads. */
    private final AtomicLong queuedBytes = new AtomicLong();

    /** The bytes that can be written without asking the disk for space. Written by leaders. */
    private volatile long roomBytes;

    /** Records that the full disk has kept from being written and that were acknowledged. With the lead. */
    private final ArrayDeque<Record> held = new ArrayDeque<>();

    /** The records being written. With the lead. */
    private List<Record> batch = new ArrayList<>();

    /** What ended the batch and was not done yet. With the lead. */
    private @Nullable Turn turn;

    /** What left the queue and will not be written, until all who wait for it have been told. With the lead. */
    private final ArrayList<Record> taken = new ArrayList<>();

    /** Whether {@link #held} has any, for the log's thread. */
    private volatile boolean hasHeld;

    /** The failure after which nothing is written. Written with the lead. */
    private volatile @Nullable Throwable failure;

    /** Whether a leader had no memory or stack to tell of the failure, so that the log's thread has to. */
    private volatile boolean mustStop;

    private final ReentrantLock roomLock = new ReentrantLock();
    private final Condition roomMade = roomLock.newCondition();

    private volatile boolean threadParked;
    private volatile boolean threadLingers;

    /** Whether something is queued that somebody is to be told of, so that the log's thread does not linger. */
    private volatile boolean isHurried;

    private volatile boolean isEnded;

    /**
     * A log that goes on in {@code segments}.
     *
     * @param queueLimitBytes the bytes that may be queued before writers wait
     * @param maxDelayMillis how long a record that nobody waits for may stay queued
     */
    public Log(Segments segments, int queueLimitBytes, long maxDelayMillis) {
        this.segments = segments;
        this.queueLimitBytes = queueLimitBytes;
        this.lingerNanos = TimeUnit.MILLISECONDS.toNanos(Math.max(1, Math.min(5, maxDelayMillis / 4)));
        this.roomBytes = segments.roomBytes();
        this.thread = new Thread(this::runThread, "muniment-log");
        thread.setDaemon(true);
    }

    /**
     * Says who is told, and starts.
     *
     * @param grown run by a leader each time that another {@code stepBytes} have been written; must be quick
     */
    public void start(Follower told, Runnable grown, long stepBytes) {
        follower = told;
        onGrowth = grown;
        growthStepBytes = stepBytes;
        thread.start();
    }

    /** Has {@code written} run by a leader each time that something was written and told; it must be quick. */
    public void onWritten(Runnable written) {
        onWritten = written;
    }

    private void tellReaders() {
        Runnable readers = onWritten;
        if (readers != null) {
            readers.run();
        }
    }

    // ---- What writers call

    /**
     * Waits while more is queued than the limit. Not under the gate. A full disk or a failure keeps the room from
     * coming, and then whoever goes on is refused.
     */
    public void awaitRoom() {
        while (queuedBytes.get() > queueLimitBytes && !hasHeld && failure == null && !isEnded) {
            if (lead.compareAndSet(false, true)) {
                leadThenPassOn();
            } else {
                awaitRoomMade();
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller looks again, in a loop
    private void awaitRoomMade() {
        roomLock.lock();
        try {
            // The leader signals after it has made room; the bound on the wait covers one that gives up instead.
            if (queuedBytes.get() > queueLimitBytes) {
                roomMade.awaitNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Thread.yield();
        } finally {
            roomLock.unlock();
        }
    }

    /** Whether the record is sure to find room on the disk, behind all that is queued. Under the gate. */
    public boolean admits(Record record) {
        return queuedBytes.get() + record.length + OVERHEAD_BYTES <= roomBytes;
    }

    /** Queues a record. Under the gate, so that the order of the queue is that of the sequences. */
    public void enqueue(Record record) {
        long queued = queuedBytes.addAndGet(record.length + OVERHEAD_BYTES);
        queue.offer(record);
        if (record.isAcknowledged()) {
            if (threadParked || (threadLingers && queued > BATCH_BYTES)) {
                LockSupport.unpark(thread);
            }
        } else if (record.isLeft()) {
            isHurried = true;
            if (threadParked || threadLingers) {
                LockSupport.unpark(thread);
            }
        }
    }

    /**
     * Returns when the record is complete; throws what it failed with. An interrupt is kept for later: it
     * neither ends the wait nor touches the files.
     */
    public void await(Record record) {
        boolean interrupted = false;
        int spins = 0;
        while (!record.isComplete()) {
            if (!mustStop && lead.compareAndSet(false, true)) {
                leadThenPassOn();
            } else if (spins < SPINS) {
                spins++;
                Thread.onSpinWait();
            } else {
                record.waitedForBy(Thread.currentThread());
                if (!record.isComplete() && (lead.get() || mustStop)) {
                    LockSupport.park(this);
                    interrupted |= Thread.interrupted();
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        record.throwFailure();
    }

    /**
     * Finishes the segment and begins the next; returns the last sequence in what is finished. Everything up to
     * it is synced.
     *
     * @param enqueue queues the record it is given, under the gate
     */
    public long rotate(Consumer<Record> enqueue) {
        long[] last = new long[1];
        Turn rotation = new Turn(() -> last[0] = segments.rotate());
        enqueue.accept(rotation);
        await(rotation);
        return last[0];
    }

    /**
     * Writes and syncs all that is queued, marks the end, and closes the files; after a failure only closes
     * them. Commits must have been refused before.
     *
     * @param enqueue queues the record it is given, under the gate
     */
    public void close(Consumer<Record> enqueue) {
        try {
            if (failure == null) {
                end(enqueue);
            }
        } finally {
            isEnded = true;
            endThread();
            lockLead();
            try {
                segments.close();
            } finally {
                lead.set(false);
            }
        }
    }

    private void end(Consumer<Record> enqueue) {
        try {
            endOnce(enqueue);
        } catch (DiskFullException e) {
            // Commits that came last did not fit, and were refused together with this. Now there are none.
            endOnce(enqueue);
        }
    }

    private void endOnce(Consumer<Record> enqueue) {
        Turn end = new Turn(segments::end);
        enqueue.accept(end);
        await(end);
    }

    private void endThread() {
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lockLead() {
        while (!lead.compareAndSet(false, true)) {
            Thread.yield();
        }
    }

    // ---- The leader

    /** The others are woken when the next leader has the lead, so that the disk does not wait for that. */
    private void leadThenPassOn() {
        List<Record> told = List.of();
        try {
            told = leadOnce();
        } catch (Throwable e) {
            leaveToThread(e);
        } finally {
            passOn();
        }
        for (int i = 0; i < told.size(); i++) {
            finish(told.get(i), null);
        }
    }

    /** Not even stopping has succeeded, for want of memory or stack. The log's thread has all of its stack left. */
    private void leaveToThread(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        mustStop = true;
        LockSupport.unpark(thread);
    }

    /** Gives up the lead; who owns the next record is woken to take it. */
    private void passOn() {
        do {
            Record next = queue.peek();
            lead.set(false);
            if (next != null) {
                if (next.isLeft()) {
                    LockSupport.unpark(thread);
                } else {
                    next.wake();
                }
                return;
            }
        } while (!queue.isEmpty() && lead.compareAndSet(false, true));
    }

    /**
     * One batch: drain, write, sync if anybody asked, tell; then the turn, if one ended the batch. Returns the
     * records that are done and not completed yet.
     */
    private List<Record> leadOnce() {
        List<Record> told;
        try {
            Throwable before = failure;
            if (before != null) {
                stop(before);
                return List.of();
            }
            List<Record> next = new ArrayList<>(batch.size());
            turn = drain();
            write(turn != null);
            told = batch;
            batch = next;
        } catch (NoSpaceException e) {
            refuseForSpace(e);
            return List.of();
        } catch (Throwable e) {
            stop(e);
            return List.of();
        }
        Turn due = turn;
        if (due != null) {
            take(due);
        }
        return told;
    }

    private void write(boolean beforeTurn) throws IOException {
        if (!batch.isEmpty() || beforeTurn) {
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).attempted = true;
            }
            segments.append(batch, beforeTurn || wanted() == Acknowledged.SYNCED);
            Objects.requireNonNull(follower).written(batch);
            tellReaders();
            release(batch);
            hasHeld = !held.isEmpty();
            if (segments.wantsSpare()) {
                LockSupport.unpark(thread);
            }
        }
    }

    private void tellGrowth(long bytes) {
        grownBytes += bytes;
        if (grownBytes >= growthStepBytes) {
            grownBytes = 0;
            onGrowth.run();
        }
    }

    private Acknowledged wanted() {
        Acknowledged wanted = Acknowledged.QUEUED;
        for (Record record : batch) {
            if (record.until().compareTo(wanted) > 0) {
                wanted = record.until();
            }
        }
        return wanted;
    }

    private void take(Turn due) {
        try {
            due.work.run();
            release(List.of(due));
            due.complete(null);
            turn = null;
        } catch (NoSpaceException e) {
            release(List.of(due));
            due.complete(new DiskFullException(segments.path(), "the next log file could not be begun", e));
            turn = null;
        } catch (Throwable e) {
            stop(e);
        }
    }

    private static void finish(Record record, @Nullable DatabaseException cause) {
        if (!record.isAcknowledged() && !record.isComplete()) {
            record.complete(cause);
        }
    }

    /** Room first, then what is queued: between the two `admits` refuses rather than promises. */
    private void release(List<? extends Record> done) {
        roomBytes = segments.roomBytes();
        long bytes = 0;
        for (Record record : done) {
            bytes += record.length + OVERHEAD_BYTES;
        }
        tellGrowth(bytes);
        boolean waiting = queuedBytes.getAndAdd(-bytes) > queueLimitBytes;
        if (waiting) {
            roomLock.lock();
            try {
                roomMade.signalAll();
            } finally {
                roomLock.unlock();
            }
        }
    }

    // ---- When it does not work

    /** The disk is full and nothing was written: what is not acknowledged is taken back, the rest is kept. */
    private void refuseForSpace(NoSpaceException cause) {
        try {
            List<Record> back = Objects.requireNonNull(follower).takeBack(this::takeAll, null);
            for (Record record : taken) {
                if (record.isAcknowledged()) {
                    held.add(record);
                }
            }
            release(back);
            for (Record record : back) {
                finish(record, new DiskFullException(segments.path(), "what was asked was not done", cause));
            }
            taken.clear();
        } catch (Throwable e) {
            stop(e);
            return;
        }
        writeHeld();
    }

    /** What was acknowledged was promised room: it is written at once, so that it does not wait for the disk to empty. */
    private void writeHeld() {
        batch.clear();
        if (held.isEmpty()) {
            return;
        }
        batch.addAll(held);
        try {
            segments.append(batch, false);
            tellReaders();
            held.clear();
            release(batch);
            batch.clear();
        } catch (NoSpaceException e) {
            // They stay held, and are the first to be written by the next leader.
            batch.clear();
            hasHeld = true;
            return;
        } catch (Throwable e) {
            held.clear();
            stop(e);
        }
        hasHeld = false;
    }

    /**
     * A write or sync has failed: nothing is written any more, and what is not acknowledged has failed with it. May
     * be done again when it was not done to its end.
     */
    private void stop(Throwable cause) {
        failure = cause;
        List<Record> back =
                Objects.requireNonNull(follower).takeBack(this::takeAll, () -> failed(Outcome.NOT_COMMITTED, cause));
        release(taken);
        for (Record record : back) {
            finish(record, failed(record.attempted ? Outcome.UNKNOWN : Outcome.NOT_COMMITTED, cause));
        }
        for (Record record : taken) {
            finish(record, null);
        }
        taken.clear();
        hasHeld = false;
        mustStop = false;
    }

    private FailedException failed(Outcome outcome, Throwable cause) {
        return new FailedException(segments.path(), "a write or sync of the log failed", outcome, cause);
    }

    /** The batch, what a full disk holds up, the turn, and all that is queued. With the lead and the gate. */
    private List<Record> takeAll() {
        // Nothing leaves its place before it has another: none gets lost if there is no memory for that.
        taken.addAll(batch);
        batch.clear();
        taken.addAll(held);
        held.clear();
        if (turn != null) {
            taken.add(turn);
            turn = null;
        }
        for (Record record = queue.peek(); record != null; record = queue.peek()) {
            taken.add(record);
            queue.poll();
        }
        return taken;
    }

    /** Takes records up to the bytes of one batch, or up to a turn, which is returned. */
    private @Nullable Turn drain() {
        long bytes = 0;
        while (bytes < BATCH_BYTES) {
            Record record = held.isEmpty() ? queue.peek() : held.peek();
            if (record == null) {
                return null;
            }
            if (record instanceof Turn next) {
                queue.poll();
                return next;
            }
            // It leaves the queue when it has a place in the batch: none gets lost if there is no memory for that.
            batch.add(record);
            if (held.isEmpty()) {
                queue.poll();
            } else {
                held.poll();
            }
            bytes += record.length + OVERHEAD_BYTES;
        }
        return null;
    }

    // ---- The log's own thread

    /** Leads for records that nobody waits for, and makes the next segment ready. */
    private void runThread() {
        while (!isEnded || mustStop) {
            if (mustStop) {
                stopLate();
                continue;
            }
            if (segments.wantsSpare()) {
                segments.prepareSpare();
            }
            if (queue.isEmpty() && !hasHeld) {
                threadParked = true;
                if (queue.isEmpty() && !segments.wantsSpare() && !isEnded && !mustStop) {
                    LockSupport.park(this);
                }
                threadParked = false;
                continue;
            }
            linger();
            if (lead.compareAndSet(false, true)) {
                leadThenPassOn();
            }
        }
    }

    /** Tells those who wait what a leader could not; if there is still no memory for that, a little later. */
    private void stopLate() {
        if (lead.compareAndSet(false, true)) {
            leadThenPassOn();
        }
        if (mustStop) {
            LockSupport.parkNanos(this, lingerNanos);
        }
    }

    /** Lets more gather, unless there is enough for a batch or somebody is to be told. */
    private void linger() {
        threadLingers = true;
        if (hasHeld && !isEnded && !isHurried) {
            LockSupport.parkNanos(this, FULL_DISK_NANOS);
        } else if (queuedBytes.get() < BATCH_BYTES && !isEnded && !isHurried) {
            LockSupport.parkNanos(this, lingerNanos);
        }
        threadLingers = false;
        isHurried = false;
    }
}
