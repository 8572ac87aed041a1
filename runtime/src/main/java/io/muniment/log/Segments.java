package io.muniment.log;

import io.muniment.storage.NoSpaceException;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The files of the log: the segment that is written, those before it, and the one made ready to follow.
 *
 * <p>What writes is called by whoever has the lead of the {@link Log}; {@link #prepareSpare} by the log's own
 * thread; the rest by any thread.
 */
public final class Segments {

    /** The size of the first segment; each following one is twice as large, up to the limit. */
    public static final int FIRST_BYTES = 256 << 10;

    /** From this size of a segment on, a spare is kept for the log after a snapshot. */
    private static final int KEPT_SPARE_BYTES = 4 << 20;

    private static final int BUFFER_BYTES = 2 << 20;

    private final Storage storage;
    private final int limitBytes;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** With the lead; read by any for messages and counts. */
    private volatile SegmentWriter writer;

    /** The sealed segments that are still there: first sequence to bytes. */
    private final ConcurrentSkipListMap<Long, Long> sealed = new ConcurrentSkipListMap<>();

    /** What the segment that is written was last made longer by. With the lead. */
    private long ahead;

    private final AtomicReference<@Nullable Spare> spare = new AtomicReference<>();
    private volatile boolean wantsSpare;

    /** Whether there was no making a spare since the segment was begun, so that it is not tried again and again. */
    private volatile boolean spareRefused;

    /**
     * Goes on with {@code writer}.
     *
     * @param before the sealed segments before it, first sequence to bytes
     * @param limitBytes the size to which segments grow
     */
    public Segments(Storage storage, SegmentWriter writer, Map<Long, Long> before, int limitBytes) {
        this.storage = storage;
        this.writer = writer;
        this.limitBytes = limitBytes;
        this.ahead = writer.allocated() - writer.tail();
        sealed.putAll(before);
    }

    /** The path of the segment that is written, for messages. */
    public String path() {
        return storage.pathOf(writer.header().name().fileName());
    }

    /** The last commit that is known to survive a power cut. */
    public long syncedSequence() {
        return writer.syncedSequence();
    }

    /** The last commit that has been written. */
    public long writtenSequence() {
        return writer.lastSequence();
    }

    /** How much of the segment that begins at {@code first} can be read; what is sealed can be read to its end. */
    public long readableBytes(long first) {
        SegmentWriter current = writer;
        return current.header().firstSequence() == first ? current.tail() : Long.MAX_VALUE;
    }

    /**
     * The first commit of the oldest segment that is kept for those who have still to read commit {@code next}, if
     * what is kept is to have no more than {@code limitBytes}.
     */
    public long heldFrom(long next, long limitBytes) {
        long from = writer.header().firstSequence();
        long bytes = 0;
        for (Map.Entry<Long, Long> segment : sealed.descendingMap().entrySet()) {
            bytes += segment.getValue();
            if (from <= next || bytes > limitBytes) {
                return from;
            }
            from = segment.getKey();
        }
        return from;
    }

    /** The bytes in use in the sealed segments that begin before {@code first}. */
    public long usedBytesBefore(long first) {
        return sealed.headMap(first).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The bytes in use in all segments. */
    public long usedBytes() {
        long bytes = writer.tail();
        for (long size : sealed.values()) {
            bytes += size;
        }
        return bytes;
    }

    /** The number of segments. */
    public int count() {
        return sealed.size() + 1;
    }

    // ---- With the lead

    /** The bytes that can be written without asking the disk for space. */
    long roomBytes() {
        SegmentWriter current = writer;
        return current.allocated() - current.tail() - LogFormat.BATCH_HEADER_BYTES;
    }

    /**
     * Writes the commits of {@code batch}, and syncs if asked.
     *
     * @throws NoSpaceException if they do not fit the disk; then none of them is there
     */
    void append(List<Record> batch, boolean sync) throws IOException {
        makeRoom(batch);
        int next = 0;
        while (next < batch.size()) {
            int from = next;
            next = write(batch, from);
        }
        SegmentWriter current = writer;
        if (sync && current.syncedSequence() < current.lastSequence()) {
            current.sync();
        }
        if (spare.get() == null && !spareRefused && !isEmpty(current) && roomBytes() < ahead / 2) {
            wantsSpare = true;
        }
    }

    /** Before anything of the batch is written, so that a full disk refuses all of it. */
    private void makeRoom(List<Record> batch) throws IOException {
        long bytes = 0;
        for (Record record : batch) {
            if (!record.isBarrier()) {
                bytes += record.length + Log.OVERHEAD_BYTES;
            }
        }
        if (bytes == 0 || bytes <= roomBytes()) {
            return;
        }
        SegmentWriter current = writer;
        long needed = current.tail() + bytes + LogFormat.BATCH_HEADER_BYTES;
        if (isEmpty(current)) {
            grow(current, Math.max(needed, current.tail() + firstBytes()));
        } else if (current.tail() == current.allocated() && needed <= limitBytes) {
            // A clean close has cut it to its tail.
            grow(current, Math.min(limitBytes, Math.max(needed, current.tail() + firstBytes())));
        } else {
            begin(nextBytes(), bytes, takeSpare());
        }
    }

    private void grow(SegmentWriter current, long toBytes) throws IOException {
        ahead = toBytes - current.allocated();
        current.allocate(toBytes);
    }

    private static boolean isEmpty(SegmentWriter segment) {
        return segment.lastSequence() < segment.header().firstSequence();
    }

    /** Frames records from {@code from} on and writes them in one go; returns the index after the last. */
    private int write(List<Record> batch, int from) throws IOException {
        ByteBuffer target = buffer.clear();
        int next = skipBarriers(batch, from);
        if (next == batch.size()) {
            return next;
        }
        Record first = batch.get(next);
        int alone = LogFormat.BATCH_HEADER_BYTES + LogFormat.recordBytes(first.length);
        if (alone > target.capacity()) {
            target = ByteBuffer.allocateDirect(alone);
        }
        while (next < batch.size()) {
            int after = frame(batch, next, target);
            if (after == next) {
                break;
            }
            next = after;
        }
        if (target.position() > 0) {
            try {
                writer.write(target.flip());
            } catch (NoSpaceException e) {
                if (from > 0) {
                    throw new IOException("a part of what was to be written in one go did not fit the disk", e);
                }
                throw e;
            }
        }
        return next;
    }

    /** One batch of the format: records while they fit it and the target; returns the index after the last. */
    private static int frame(List<Record> batch, int from, ByteBuffer target) {
        int next = skipBarriers(batch, from);
        if (next == batch.size()) {
            return next;
        }
        Record first = batch.get(next);
        if (target.remaining() < LogFormat.BATCH_HEADER_BYTES + LogFormat.recordBytes(first.length)) {
            return from;
        }
        int start = LogFormat.beginBatch(target);
        int count = 0;
        while (next < batch.size()) {
            Record record = batch.get(next);
            if (!record.isBarrier()) {
                int bytes = LogFormat.recordBytes(record.length);
                boolean full = target.position() - start + bytes > LogFormat.BATCH_BODY_BYTES;
                if (count > 0 && (full || bytes > target.remaining())) {
                    break;
                }
                LogFormat.putRecord(target, record.bytes, record.length);
                count++;
            }
            next++;
        }
        LogFormat.endBatch(target, start, first.sequence(), count);
        return next;
    }

    private static int skipBarriers(List<Record> batch, int from) {
        int next = from;
        while (next < batch.size() && batch.get(next).isBarrier()) {
            next++;
        }
        return next;
    }

    /**
     * Finishes the segment and begins the next, unless it holds no commit yet. Returns the last sequence before
     * the one that is written now; all up to it is synced.
     */
    long rotate() throws IOException {
        SegmentWriter current = writer;
        if (!isEmpty(current)) {
            boolean isLarge = current.allocated() >= KEPT_SPARE_BYTES;
            begin(0, 0, isLarge ? takeSpare() : null);
            if (!isLarge) {
                // What is left of a small database should be small.
                discard(takeSpare());
            }
        }
        return writer.header().firstSequence() - 1;
    }

    private void discard(@Nullable Spare unused) throws IOException {
        if (unused != null) {
            unused.discard(storage);
        }
    }

    private @Nullable Spare takeSpare() {
        return spare.getAndSet(null);
    }

    /** The next segment is there, synced and named, before this one says that it is finished. */
    private void begin(long sizeBytes, long roomBytes, @Nullable Spare ready) throws IOException {
        SegmentWriter current = writer;
        current.sync();
        SegmentHeader header = current.header().followedAt(current.lastSequence() + 1);
        long least = roomBytes == 0 ? 0 : header.encode().limit() + roomBytes + LogFormat.BATCH_HEADER_BYTES;
        SegmentWriter next = SegmentWriter.create(storage, header, Math.max(sizeBytes, least), ready);
        try {
            current.seal();
        } catch (NoSpaceException e) {
            takeBack(next, e);
            throw e;
        } catch (Throwable e) {
            SegmentWriter.closeQuietly(next, e);
            throw e;
        }
        sealed.put(current.header().firstSequence(), current.tail());
        writer = next;
        ahead = next.allocated();
        spareRefused = false;
    }

    /** The segment before it could not be finished, and goes on; so there must be none behind it. */
    private void takeBack(SegmentWriter next, NoSpaceException cause) throws IOException {
        try {
            next.close();
            storage.delete(next.header().name().fileName());
            storage.syncDirectory();
        } catch (IOException | RuntimeException e) {
            IOException failure = new IOException("a segment that was begun too early could not be removed", e);
            failure.addSuppressed(cause);
            throw failure;
        }
    }

    private long firstBytes() {
        return Math.min(FIRST_BYTES, limitBytes);
    }

    private long nextBytes() {
        return Math.min(limitBytes, Math.max(FIRST_BYTES, 2 * writer.allocated()));
    }

    /** Marks the end of the session. */
    void end() throws IOException {
        writer.end();
    }

    /** Closes the files as they are. No spare is being made any more. */
    void close() {
        // What fails here harms nobody: all that was promised is synced or has failed already, and the next open
        // removes what is left over.
        try {
            writer.close();
        } catch (IOException e) {
            // See above.
        }
        try {
            discard(takeSpare());
        } catch (IOException e) {
            // See above.
        }
    }

    // ---- The log's thread

    /** Whether {@link #prepareSpare} has something to do. */
    boolean wantsSpare() {
        return wantsSpare;
    }

    /** Makes the file that becomes the next segment. If it cannot, the leader will try, and tell. */
    void prepareSpare() {
        wantsSpare = false;
        if (spare.get() != null) {
            return;
        }
        try {
            SegmentWriter before = writer;
            spare.set(Spare.make(storage, nextBytes()));
            SegmentWriter now = writer;
            if (now != before && now.allocated() < FIRST_BYTES) {
                // A snapshot has made the log small again meanwhile.
                discard(takeSpare());
            }
        } catch (IOException | Error e) {
            // Nothing depends on a spare, and the thread has other work to do.
            spareRefused = true;
        }
    }

    // ---- After a snapshot

    /** Forgets the files that have been deleted. */
    public void forget(List<String> deleted) {
        for (String name : deleted) {
            SegmentName.parse(name).ifPresent(segment -> sealed.remove(segment.firstSequence()));
        }
    }
}
