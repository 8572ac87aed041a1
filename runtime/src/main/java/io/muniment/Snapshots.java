package io.muniment;

import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.log.Acknowledged;
import io.muniment.log.Log;
import io.muniment.log.Segments;
import io.muniment.log.StoreId;
import io.muniment.log.StoredTables;
import io.muniment.schema.SchemaDescription;
import io.muniment.snapshot.Generations;
import io.muniment.snapshot.SnapshotHeader;
import io.muniment.snapshot.SnapshotWriter;
import io.muniment.snapshot.TableContent;
import io.muniment.storage.NoSpaceException;
import io.muniment.storage.Storage;
import io.muniment.table.LiveTable;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes the snapshots of an open database: when asked, and by itself when enough of the log is garbage. One at a
 * time; commits and reads go on meanwhile.
 */
final class Snapshots {

    /** The growth of the log after which the garbage is looked at. */
    static final long STEP_BYTES = 1 << 20;

    private final Storage storage;
    private final SchemaDescription schema;
    private final StoreId storeId;
    private final Options options;
    private final CommitGate gate;
    private final Log log;
    private final Segments segments;
    private final Feeds feeds;
    private final Collection<LiveTable<?, ?>> tables;

    /** Held while a snapshot is taken. */
    private final ReentrantLock turn = new ReentrantLock();

    /** The newest snapshot: replaced under {@link #turn}, read by any. */
    private volatile Newest newest;

    /** What is known of the newest snapshot; sequence 0 and nothing else when there is none. */
    record Newest(long sequence, long bytes, long entries) {}

    /** What the last snapshot has left of the log for those who have still to read it. */
    private volatile long heldBytes;

    private volatile long taken;
    private volatile Stats.@Nullable SnapshotFailure failure;
    private volatile boolean isEnded;
    private volatile boolean isDue;
    private final Thread thread;

    Snapshots(
            Storage storage,
            SchemaDescription schema,
            StoreId storeId,
            Options options,
            CommitGate gate,
            Log log,
            Segments segments,
            Feeds feeds,
            Collection<LiveTable<?, ?>> tables,
            Newest newest) {
        this.storage = storage;
        this.schema = schema;
        this.storeId = storeId;
        this.options = options;
        this.gate = gate;
        this.log = log;
        this.segments = segments;
        this.feeds = feeds;
        this.tables = tables;
        this.newest = newest;
        this.thread = new Thread(this::runThread, "muniment-snapshot");
        thread.setDaemon(true);
    }

    void start() {
        if (options.automaticSnapshots()) {
            thread.start();
        }
    }

    Newest newest() {
        return newest;
    }

    long taken() {
        return taken;
    }

    Optional<Stats.SnapshotFailure> failure() {
        return Optional.ofNullable(failure);
    }

    /** The bytes in use in the log and the newest snapshot. */
    long usedBytes() {
        return segments.usedBytes() + newest.bytes();
    }

    /**
     * What of the used bytes is current. Of all entries and changes that were ever written and are still in the
     * files, as many are current as there are entries, or parts of groups.
     */
    long liveBytes() {
        Newest last = newest;
        long written = last.entries() + gate.visible() - last.sequence();
        long live = entries(tables);
        return written <= live ? usedBytes() : (long) ((double) usedBytes() * live / written);
    }

    /** What the tables hold, counted as a snapshot counts it, but for the pieces of groups. */
    static long entries(Collection<LiveTable<?, ?>> tables) {
        long entries = 0;
        for (LiveTable<?, ?> table : tables) {
            entries += Math.max(table.entries(), table.items());
        }
        return entries;
    }

    // ---- Taking one

    /** Takes a snapshot, unless nothing was committed since the last. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // written by whose turn it is
    SnapshotReport take(int workers) {
        long start = System.nanoTime();
        turn.lock();
        try {
            long before = usedBytes();
            boolean isNew = hasChanges();
            if (isNew) {
                write(workers);
                taken++;
                failure = null;
            }
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            return new SnapshotReport(newest.sequence(), isNew, before, usedBytes(), took);
        } finally {
            turn.unlock();
        }
    }

    private boolean hasChanges() {
        gate.awaitBarrier(Acknowledged.WRITTEN);
        return gate.visible() > newest.sequence();
    }

    /** A new segment first, so that the snapshot can make the ones before it superfluous; then the snapshot. */
    private void write(int workers) {
        try {
            long follows = log.rotate(gate::enqueue) + 1;
            try (View view = gate.pin()) {
                gate.awaitBarrier(Acknowledged.SYNCED);
                SnapshotHeader header = new SnapshotHeader(storeId, view.sequence(), follows, schema.json());
                List<TableContent<?, ?>> contents = contents(tables, view);
                long entries = entries(tables);
                long bytes = SnapshotWriter.write(
                        storage, header, contents, options.compressedSnapshots(), workers, () -> isEnded);
                newest = new Newest(view.sequence(), bytes, entries);
            }
            long heldFrom = segments.heldFrom(feeds.nextToRead(), options.heldLogBytes());
            segments.forget(Generations.retire(storage, options.keptSnapshots(), heldFrom));
            heldBytes = Math.max(0, segments.usedBytesBefore(follows) - segments.usedBytesBefore(heldFrom));
        } catch (NoSpaceException e) {
            throw new DiskFullException(storage.pathOf(""), "no snapshot was taken", e);
        } catch (IOException e) {
            gate.refuse(() -> failed(Outcome.NOT_COMMITTED, e));
            throw failed(Outcome.NOT_COMMITTED, e);
        } catch (CancellationException e) {
            gate.checkOpen();
            throw e;
        }
    }

    /** What of {@code tables} a snapshot of the moment of {@code view} holds, in their order. */
    static List<TableContent<?, ?>> contents(Collection<LiveTable<?, ?>> tables, View view) {
        List<TableContent<?, ?>> contents = new ArrayList<>();
        for (LiveTable<?, ?> table : tables) {
            TableContent<?, ?> content = table.contentAt(view);
            if (StoredTables.isDue(table.description(), content.changedSequence())) {
                contents.add(content);
            }
        }
        return contents;
    }

    private FailedException failed(Outcome outcome, IOException cause) {
        return new FailedException(storage.pathOf(""), "a snapshot could not be written", outcome, cause);
    }

    // ---- By itself

    /** The log has grown by another step. Called by leaders. */
    void logHasGrown() {
        isDue = true;
        LockSupport.unpark(thread);
    }

    private void runThread() {
        while (!isEnded) {
            if (!isDue) {
                LockSupport.park(this);
                continue;
            }
            isDue = false;
            if (isWorthwhile()) {
                takeByItself();
            }
        }
    }

    private boolean isWorthwhile() {
        // Another snapshot would not set free what is kept for those who have still to read it.
        long used = usedBytes() - heldBytes;
        long garbage = used - liveBytes();
        return garbage >= options.garbageBytes() && garbage >= used * options.garbageRatio();
    }

    /** One worker: this is not urgent, and others want the processors. What goes wrong is for {@code stats()}. */
    private void takeByItself() {
        try {
            take(1);
        } catch (RuntimeException | Error e) {
            if (!isEnded) {
                failure = new Stats.SnapshotFailure(Instant.now(), e);
            }
        }
    }

    /** Breaks off what is being taken, and takes no more. */
    @SuppressWarnings("LockNotBeforeTry") // only waits for the turn of another
    void end() {
        isEnded = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        turn.lock();
        turn.unlock();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
