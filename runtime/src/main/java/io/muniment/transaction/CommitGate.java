package io.muniment.transaction;

import io.muniment.error.DatabaseException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.log.Acknowledged;
import io.muniment.log.Log;
import io.muniment.log.MemoryLog;
import io.muniment.log.Record;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one place through which every commit goes, and the only one that changes what the tables hold.
 *
 * <p>Usable from any thread. Reads do not come here but for {@link #visible()} and, when they need one moment
 * for several steps, {@link #pin()}.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // whoever writes holds the gate
public final class CommitGate implements Log.Follower {

    /*
     * One order. Under the lock a commit gets its sequence, its versions are linked into the tables and its
     * record is queued; so the order of sequences, of versions and of records in the log is one. No I/O and no
     * user code happens under the lock, but for equality and order of keys.
     *
     * Visible. Versions carry their sequence, and readers take the newest that is not above `visible`, which
     * moves when the log says that a commit is as durable as was asked. What is above it can still be taken
     * back, newest first: after a full disk, or a failure of the disk.
     *
     * Overwriting. A commit whose maker does not wait for the disk becomes visible under the lock. If moreover
     * no view is open, nobody can want the old version, and the new value overwrites it: no version is made.
     * A view that is being opened at that moment must not see half of this. Both sides say first what they
     * are about to do and look then at the other: the writer sets `overwriting` and looks for views; the
     * reader adds its view and looks at `overwriting`. So either the writer makes a version or the reader
     * waits for the few instructions until `visible` has moved.
     * A commit of several changes, but not many, overwrites too: `overwrites` is odd meanwhile, and so are the stamps of
     * the tables that it changes, so that no reader takes a value of it for one that can be seen. A reader that comes
     * just then waits until it is through, and looks again.
     *
     * Settling. When commits that waited have become visible, their old versions are dropped and the tables count
     * anew: under the gate, but not by waiting for it. The leader, who has others to wake, leaves the batch to
     * whoever has the gate, if somebody has. So before anything else happens under the gate, what was left is
     * settled; and whoever counts looks whether something was left.
     *
     * Lock order: the lead of the log, then the gate. Whoever holds the gate only queues.
     */

    /** Small frames, as many as are deeper than the way to the disk. */
    private static final int STACK_PROBE = 128;

    /** As many frames that stay large when they are compiled, as are deeper than a commit that is not compiled yet. */
    private static final int LARGE_FRAMES = 48;

    /** As many of these as are deeper than the end of a transaction or a view. */
    private static final int END_FRAMES = 16;

    /** What is spent before parking at the lock, in steps of {@link Thread#onSpinWait}. */
    private static final int SPINS = 200;

    private final ReentrantLock gate = new ReentrantLock();

    /** Those that have tables to themselves, and those that wait. Guarded by the gate. */
    private final Exclusions exclusions = new Exclusions(gate);

    /** Null in memory, and for reading only. Set before the database is open, not after. */
    private @Nullable Log log;

    /** What is committed in memory, since somebody wants to read it. Guarded by the gate. */
    private @Nullable MemoryLog memory;

    /** Run when something in memory has become visible. Guarded by the gate. */
    private @Nullable Runnable onShown;

    /** The database's directory, for messages. */
    private final String path;

    private final Views views = new Views();
    private final Inside inside = new Inside();
    private final Settling settling = new Settling();

    /**
     * The newest sequence that readers see. Written under the gate while it is the newest of all; while there are
     * commits that wait for the disk, by the leader.
     */
    private volatile long visible;

    /** The commit that is overwriting old versions, while {@code visible} is below it. Written under the gate. */
    private volatile long overwriting;

    /** Odd while a commit of several changes is overwriting old versions. Written under the gate. */
    private volatile long overwrites;

    /** Whether a commit is becoming visible, and what the tables count with it. Written under the gate. */
    private volatile boolean counting;

    /** How often it has been begun to change what the tables count. Written under the gate. */
    private volatile long counts;

    /** The newest sequence given. Guarded by the gate. */
    private long newest;

    /** How many have tables to themselves: while that is nobody, no commit has to wait. Guarded by the gate. */
    private int exclusive;

    /** Makes the exception that refuses commits, once there is a reason. Written under the gate. */
    private volatile @Nullable Supplier<DatabaseException> refusal;

    /** Reasons that are at hand when there is no memory or stack to make one. */
    private final Broken halfMade;

    private final Broken unqueued;
    private final Broken unsettled;

    private volatile boolean isClosed;

    /** Why no commits are taken any more: what is in memory is not what was asked for. */
    private static final class Broken implements Supplier<DatabaseException> {

        private final String path;
        private final String what;

        /** Written before this is the reason. */
        private @Nullable Throwable cause;

        Broken(String path, String what) {
            this.path = path;
            this.what = what;
        }

        @Override
        public DatabaseException get() {
            return new FailedException(path, what, Outcome.NOT_COMMITTED, cause);
        }
    }

    /**
     * A gate in front of {@code log}, or of nothing for a database in memory.
     *
     * @param path the database's directory, for messages
     * @param last the sequence of the last commit that the tables hold
     */
    public CommitGate(@Nullable Log log, String path, long last) {
        this.log = log;
        this.path = path;
        this.halfMade = new Broken(path, "a commit was made by half");
        this.unqueued = new Broken(path, "a commit could not be queued");
        this.unsettled = new Broken(path, "a commit could not be settled");
        this.visible = last;
        this.newest = last;
    }

    /** Goes on behind {@code last}, with {@code into} to write to. Before the database is open. */
    public void goOn(@Nullable Log into, long last) {
        log = into;
        newest = last;
        visible = last;
        overwriting = last;
    }

    /** Whether commits are written anywhere. */
    public boolean hasLog() {
        return log != null;
    }

    /** The threads that are inside a transaction. */
    public Inside inside() {
        return inside;
    }

    /** The newest sequence that readers see. */
    public long visible() {
        return visible;
    }

    /**
     * Whether readers see just {@code sequence}, and no commit is overwriting what they see. What a reader has read
     * between two times at which it is so is all of that sequence.
     */
    public boolean isQuietAt(long sequence) {
        return overwriting <= sequence && visible == sequence;
    }

    /**
     * Makes the commit and returns when it is acknowledged, or when it has decided that there is nothing to
     * write and all that it saw is visible.
     */
    public void commit(Commit commit) {
        if (log != null && commit.until() != Acknowledged.QUEUED) {
            probeStack();
        }
        try {
            passAndAwait(commit);
        } catch (StackOverflowError e) {
            // What is that fast is not probed. What failed is noticed, but there may have been no stack to give the
            // lock back, or to wake who waits for it. There is some more here; to have it twice is harmless.
            gate.lock();
            do {
                gate.unlock();
            } while (gate.isHeldByCurrentThread());
            throw e;
        }
    }

    /** As {@link #commit}, for what may be more than one change of one key, and must not be made by half. */
    public void commitSeveral(Commit commit) {
        probeDeep(LARGE_FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
        passAndAwait(commit);
    }

    private void passAndAwait(Commit commit) {
        if (log != null) {
            log.awaitRoom();
        }
        Record awaited = pass(commit);
        if (awaited != null) {
            requireLog().await(awaited);
        }
    }

    /**
     * As {@link #commit}, but does not wait for the disk: returns whether the commit is on its way there, and then
     * {@code told} is told of its end, perhaps before this returns. If not, all is as after {@link #commit}.
     */
    public boolean submit(Commit commit, Consumer<? super @Nullable DatabaseException> told) {
        probeDeep(LARGE_FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
        if (log != null) {
            log.awaitRoom();
        }
        commit.tell(told);
        Record awaited = pass(commit);
        if (awaited != null && awaited != commit) {
            requireLog().await(awaited);
        }
        return awaited == commit;
    }

    /** As {@link #awaitBarrier}, but does not wait: {@code told} is told. */
    public void submitBarrier(Acknowledged until, Consumer<? super @Nullable DatabaseException> told) {
        Record barrier = new Record(until);
        barrier.tell(told);
        enqueue(barrier);
    }

    /**
     * Throws a StackOverflowError here, where nothing has happened yet, rather than between memory and log: goes as
     * deep as a commit goes, and returns.
     */
    private static void probeStack() {
        probeStack(STACK_PROBE);
    }

    /** The same for the end of a transaction or a view: called when it begins. */
    public static void probeEnd() {
        probeDeep(END_FRAMES, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static int probeStack(int depth) {
        return depth == 0 ? 0 : 1 + probeStack(depth - 1);
    }

    /** The same, with all of {@code a} to {@code h} in each frame. */
    private static long probeDeep(int depth, long a, long b, long c, long d, long e, long f, long g, long h) {
        return depth == 0 ? a : probeDeep(depth - 1, b, c, d, e, f, g, h, a + 1) + a * b + c * d + e * f + g * h;
    }

    /**
     * How often it has been begun or ended to overwrite several values as one. What is read between two times at which
     * this is the same, and even, is nothing that is being overwritten.
     */
    public long overwrites() {
        return overwrites;
    }

    /** Returns when nothing is being overwritten that was when this was called. */
    private void awaitOverwritten() {
        long begun = overwrites;
        for (int spins = 0; (begun & 1) != 0 && overwrites == begun; spins++) {
            spinOrYield(spins);
        }
    }

    /** What who waits for a few instructions of another thread does: that may have lost the processor. */
    public static void spinOrYield(int spins) {
        if (spins < 64) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Returns when {@code sequence} is visible, and all that can be seen of the newest versions by now. */
    public void awaitVisible(long sequence) {
        awaitOverwritten();
        if (visible >= sequence) {
            return;
        }
        awaitBarrier(Acknowledged.QUEUED);
    }

    /** Returns when all commits acknowledged before are as far as {@code until}. */
    public void awaitBarrier(Acknowledged until) {
        if (log == null) {
            awaitOverwritten();
            checkOpen();
            return;
        }
        Record barrier = new Record(until);
        enqueue(barrier);
        requireLog().await(barrier);
    }

    /** Queues a record that is no commit, behind all commits that have passed. */
    public void enqueue(Record barrier) {
        gate.lock();
        try {
            checkOpen();
            requireLog().enqueue(barrier);
        } finally {
            leave();
        }
    }

    /** The steps under the lock. Returns what the caller has to wait for, or null. */
    private @Nullable Record pass(Commit commit) {
        enter();
        try {
            if (exclusive != 0) {
                awaitTurn(commit);
            }
            checkOpen();
            boolean isAllVisible = visible == newest;
            if (isAllVisible) {
                // Some of it perhaps since this thread has the gate. Now, and not later: what a commit has found in a
                // Cell when it decided, with what is known of it there, is still in that when it is linked.
                settleWritten();
            }
            boolean isMade = commit.decide();
            letGo(commit.view());
            if (!isMade) {
                return barrierFor(commit.newestSeen());
            }
            boolean atOnce =
                    log == null || (commit.until() == Acknowledged.QUEUED && isAllVisible && log.admits(commit));
            if (atOnce) {
                linkAtOnce(commit);
                return null;
            }
            if (commit.until() == Acknowledged.QUEUED) {
                probeStack();
                commit.waitUntil(Acknowledged.WRITTEN);
            }
            linkAndQueue(commit);
            return commit;
        } finally {
            // Here, and not by a call more: there may be no stack left for that.
            gate.unlock();
            settleLeft();
        }
    }

    /** What has been decided needs its view no more; and without it there may be none. */
    private void letGo(@Nullable View view) {
        if (view != null) {
            remove(view);
        }
    }

    /**
     * Takes the lock. Whoever has it keeps it for less time than it takes to park and to be woken, so it is worth to
     * wait a little first.
     */
    private void enter() {
        boolean entered = gate.tryLock();
        for (int spins = 0; !entered && spins < SPINS && !gate.hasQueuedThreads(); spins++) {
            Thread.onSpinWait();
            entered = gate.tryLock();
        }
        if (!entered) {
            gate.lock();
        }
        boolean isSettled = false;
        try {
            settleWritten();
            isSettled = true;
        } finally {
            if (!isSettled) {
                // There was no stack left: whoever called this never comes to give it back.
                gate.unlock();
            }
        }
    }

    /** Gives the lock back, and settles what a leader has left meanwhile because the lock was taken. */
    private void leave() {
        gate.unlock();
        settleLeft();
    }

    private void settleLeft() {
        while ((settling.hasWritten(visible) || settling.isDue()) && gate.tryLock()) {
            try {
                settleWritten();
                settleDue();
            } finally {
                gate.unlock();
            }
        }
    }

    /** What {@code counter}, which is changed when commits are settled, says of just all that is visible. */
    public int counted(IntSupplier counter) {
        long before = counts;
        if (!counting && !settling.hasWritten(visible)) {
            int count = counter.getAsInt();
            if (counts == before && !counting && !settling.hasWritten(visible)) {
                return count;
            }
        }
        return underGate(counter);
    }

    /** Links a commit before which all is visible and settled. */
    private void linkAtOnce(Commit commit) {
        counting = true;
        counts++;
        try {
            linkAndShow(commit);
        } finally {
            counting = false;
        }
    }

    private void linkAndShow(Commit commit) {
        long sequence = newest + 1;
        boolean alone = false;
        boolean isSeveral = false;
        overwriting = sequence;
        try {
            alone = commit.mayOverwrite() && views.isEmpty();
            isSeveral = alone && commit.overwritesSeveral();
            if (isSeveral) {
                overwrites++;
            }
            link(commit, sequence, alone);
            boolean isQueued = false;
            try {
                commit.acknowledge();
                queue(commit, sequence);
                isQueued = true;
            } finally {
                // Even if that failed: what was overwritten is not there any more, and readers must not wait for it.
                newest = sequence;
                visible = sequence;
                if (!isQueued && refusal == null) {
                    refusal = halfMade;
                }
            }
        } finally {
            overwriting = visible;
            if (isSeveral) {
                overwrites++;
                commit.overwritten();
            }
        }
        boolean isSettled = false;
        try {
            if (!alone) {
                settle(() -> commit.settle(pins()));
            }
            isSettled = true;
        } finally {
            // There may be no stack left to settle it, nor to call what says so.
            if (!isSettled && refusal == null) {
                refusal = unsettled;
            }
        }
        if (onShown != null) {
            onShown.run();
        }
    }

    /**
     * What is committed in memory from now on, for reading; it begins behind the newest commit when this is called the
     * first time.
     */
    public MemoryLog memory() {
        enter();
        try {
            if (memory == null) {
                memory = new MemoryLog(newest);
            }
            return memory;
        } finally {
            leave();
        }
    }

    /** Has {@code shown} run, under the gate, each time that something has become visible at once. */
    public void onShown(Runnable shown) {
        enter();
        try {
            onShown = shown;
        } finally {
            leave();
        }
    }

    private void linkAndQueue(Commit commit) {
        long sequence = newest + 1;
        link(commit, sequence, false);
        queue(commit, sequence);
    }

    /** Links all of the commit or, when that fails for want of memory, nothing. */
    private void link(Commit commit, long sequence, boolean alone) {
        try {
            commit.link(sequence, alone);
        } catch (Throwable e) {
            try {
                commit.unlink(pins());
                commit.takenBack(newest);
            } catch (Throwable again) {
                // First of all, and without a call: there may be no stack left for one.
                if (refusal == null) {
                    halfMade.cause = e;
                    refusal = halfMade;
                }
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** From here on the commit is in memory; if it cannot be queued, memory and log have parted. */
    private void queue(Commit commit, long sequence) {
        commit.number(sequence);
        newest = sequence;
        try {
            if (log != null) {
                log.enqueue(commit);
            } else if (memory != null) {
                memory.append(commit);
            }
        } catch (Throwable e) {
            if (refusal == null) {
                unqueued.cause = e;
                refusal = unqueued;
            }
            throw new FailedException(path, "a commit could not be queued", Outcome.UNKNOWN, e);
        }
    }

    private @Nullable Record barrierFor(long seen) {
        if (seen <= visible) {
            return null;
        }
        Record barrier = new Record(Acknowledged.QUEUED);
        requireLog().enqueue(barrier);
        return barrier;
    }

    private Log requireLog() {
        if (log == null) {
            throw new IllegalStateException("only a database with a log waits for one");
        }
        return log;
    }

    // ---- Views

    /** Opens a view of what is visible now. Takes no lock. */
    public View pin() {
        View view = beginView();
        try {
            for (int spins = 0; ; spins++) {
                long sequence = visible;
                if (overwriting <= sequence) {
                    view.pinAt(sequence);
                    if (settling.holds()) {
                        // While it held on to everything, it may have kept something from being settled.
                        settling.due();
                    }
                    return view;
                }
                // A commit is between overwriting and visible.
                spinOrYield(spins);
            }
        } catch (Throwable e) {
            // Nobody gets it, so nobody would ever close it.
            view.close();
            throw e;
        }
    }

    /** Another view of what {@code open} sees, which is open and stays so until this returns. Takes no lock. */
    public View pin(View open) {
        View view = beginView();
        try {
            view.pinAt(open.sequence());
            views.copied();
            return view;
        } catch (Throwable e) {
            view.close();
            throw e;
        }
    }

    /** The number of open views, about. */
    public int openViews() {
        return views.count();
    }

    /** The first half of {@link #pin}: a view that holds on to everything, until it is told its sequence. */
    View beginView() {
        View view = new View(this, views);
        views.add(view);
        return view;
    }

    void release(View view) {
        remove(view);
        settleLeft();
    }

    private void remove(View view) {
        if (views.remove(view) && settling.holds()) {
            settling.due();
        }
    }

    // ---- Settling

    /** Settles what the views that are gone have held up, a little at a time so that commits get through. */
    private void settleDue() {
        if (settling.takeDue() && settling.holdsUpTo(views.floor(visible))) {
            settle(() -> settling.settleHeld(pins()));
        }
    }

    private void settleWritten() {
        if (settling.hasWritten(visible)) {
            counts++;
            settle(() -> settling.settleWritten(pins()));
        }
    }

    /**
     * Does a part of settling under the gate. Where it fails, for want of memory, commits are there, but what the
     * tables count is not right any more: so no further commits are taken.
     */
    private void settle(Runnable part) {
        try {
            part.run();
        } catch (Throwable e) {
            if (refusal == null) {
                unsettled.cause = e;
                refusal = unsettled;
            }
        }
    }

    /**
     * Remembers what has to wait until every reader sees {@code sequence}. Under the gate, where {@code what} is
     * called too, and settles it or has it held again.
     */
    public void settleLater(long sequence, Consumer<Pins> what) {
        settling.hold(sequence, what);
    }

    private Pins pins() {
        return views.pins(visible);
    }

    // ---- Having tables to oneself

    /**
     * Runs {@code body} while no other thread commits: for one that has lost too often. Reads go on. Others
     * wait without holding anything.
     */
    public <R> R alone(Supplier<R> body) {
        beginAlone();
        try {
            return body.get();
        } finally {
            endExclusive();
        }
    }

    /** From here to {@link #endExclusive} no other thread commits; what has passed the gate before is visible. */
    public void beginAlone() {
        begin(null);
    }

    /**
     * From here to {@link #endExclusive} no other thread commits changes of {@code tables}; what has passed the gate
     * before is visible. Until then the calling thread commits changes of no others, so that it waits for nobody.
     *
     * @param tables by id, and not changed by anybody any more
     */
    public void beginExclusive(BitSet tables) {
        begin(tables);
    }

    private void begin(@Nullable BitSet tables) {
        long passed;
        enter();
        try {
            if (exclusions.isOwner()) {
                throw new IllegalStateException("a function given to a write must not write itself");
            }
            exclusions.take(tables, this::checkReadable);
            exclusive = exclusions.count();
            passed = newest;
        } finally {
            leave();
        }
        try {
            awaitVisible(passed);
        } catch (Throwable e) {
            endExclusive();
            throw e;
        }
    }

    /** Lets the others commit again. */
    public void endExclusive() {
        enter();
        try {
            exclusions.giveBack();
            exclusive = exclusions.count();
        } finally {
            leave();
        }
    }

    /** What {@code question} finds while nothing is committed. It is short, and does no I/O. */
    public int underGate(IntSupplier question) {
        enter();
        try {
            return question.getAsInt();
        } finally {
            leave();
        }
    }

    /** Others may have had the gate meanwhile. */
    private void awaitTurn(Commit commit) {
        exclusions.awaitTurn(commit, this::checkOpen);
        settleWritten();
    }

    // ---- What the log tells

    @Override
    public void written(List<Record> batch) {
        long last = lastUnacknowledged(batch);
        if (last == 0) {
            return;
        }
        settling.add(batch, last);
        visible = last;
        settleLeft();
    }

    private static long lastUnacknowledged(List<Record> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            Record record = batch.get(i);
            if (!record.isBarrier() && !record.isAcknowledged()) {
                return record.sequence();
            }
        }
        return 0;
    }

    @Override
    public List<Record> takeBack(Supplier<List<Record>> unwritten, @Nullable Supplier<DatabaseException> refusing) {
        enter();
        try {
            if (refusing != null) {
                refuse(refusing);
            }
            List<Record> all = unwritten.get();
            List<Record> back = new ArrayList<>();
            for (Record record : all) {
                // What has become visible is as durable as was asked, whatever went wrong after that.
                if (!record.isAcknowledged() && (record.isBarrier() || record.sequence() > visible)) {
                    back.add(record);
                }
            }
            List<Record> newestFirst = new ArrayList<>(back);
            Collections.reverse(newestFirst);
            Pins pins = pins();
            for (Record record : newestFirst) {
                // Less than all may have been taken back before, when there was no memory to go on.
                if (record instanceof Commit commit && commit.isFirstTakenBackNow()) {
                    newest = record.sequence() - 1;
                    commit.unlink(pins);
                }
            }
            for (Record record : newestFirst) {
                if (record instanceof Commit commit) {
                    commit.takenBack(newest);
                }
            }
            assert newest >= visible : "what is visible is never taken back";
            return back;
        } finally {
            leave();
        }
    }

    // ---- The end

    /** Refuses commits from now on with what {@code cause} makes; the first reason stays. */
    public void refuse(Supplier<DatabaseException> cause) {
        gate.lock();
        try {
            if (refusal == null) {
                refusal = cause;
            }
            exclusions.wakeAll();
        } finally {
            leave();
        }
    }

    /** Throws the reason for which commits are refused, if there is one. */
    public void checkOpen() {
        Supplier<DatabaseException> reason = refusal;
        if (reason != null) {
            throw reason.get();
        }
    }

    /** Throws if the database is closed; after a failure reads go on. */
    public void checkReadable() {
        if (isClosed) {
            checkOpen();
        }
    }

    /**
     * Refuses commits and reads from now on. Commits that have passed the gate are completed.
     *
     * @param tables run under the gate, so that the tables know too
     */
    public void close(Supplier<DatabaseException> cause, Runnable tables) {
        gate.lock();
        try {
            refusal = cause;
            isClosed = true;
            exclusions.wakeAll();
            tables.run();
        } finally {
            leave();
        }
    }

    /** Queues the last record, which is not refused any more. */
    public void enqueueLast(Record last) {
        gate.lock();
        try {
            requireLog().enqueue(last);
        } finally {
            leave();
        }
    }
}
