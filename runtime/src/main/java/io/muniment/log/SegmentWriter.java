package io.muniment.log;

import static io.muniment.log.LogFormat.BATCH_HEADER_BYTES;
import static io.muniment.log.LogFormat.CHECKSUM_AT;
import static io.muniment.log.LogFormat.COMMITS;
import static io.muniment.log.LogFormat.END;
import static io.muniment.log.LogFormat.KIND_AT;
import static io.muniment.log.LogFormat.LENGTH_AT;
import static io.muniment.log.LogFormat.RECOVERED;
import static io.muniment.log.LogFormat.SEAL;
import static io.muniment.log.LogFormat.SEQUENCE_AT;
import static io.muniment.log.LogFormat.SYNCED_AT;

import io.muniment.storage.NoSpaceException;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The segment that is being written. Used by one thread at a time, the log's leader; the sequences may be read
 * by any.
 *
 * <p>A failure is the disk's own: a {@link NoSpaceException} left the segment as it was, and writing may go on
 * when there is room; after any other {@link IOException} the segment must only be closed.
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
public final class SegmentWriter implements Closeable {

    /*
     * Room. The file is filled with zeros ahead of the tail, so that a sync changes no size. It always reaches
     * a mark's length beyond the tail: a clean close needs no room on the disk. Want of space shows while zeros
     * are written, before a byte of the batch is, and zeros behind the tail are what a reader expects.
     *
     * Behind a mark. What a session finds on opening may be in the page cache only, if the one before was
     * killed between writing a mark and syncing it. Nothing is written behind a mark before a sync.
     */

    private static final int PIECE_BYTES = 256 << 10;
    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(PIECE_BYTES).asReadOnlyBuffer();

    private final StorageFile file;
    private final SegmentHeader header;
    private final int key;
    private final ByteBuffer mark = ByteBuffer.allocateDirect(BATCH_HEADER_BYTES);

    /** Read by any. */
    private volatile long tail;

    private long allocated;

    /** Whether bytes have been written, or were found, that no sync of this writer has covered. */
    private boolean unsynced;

    /** Whether this writer has written anything, so that an end mark is due. */
    private boolean changed;

    private volatile long lastSequence;
    private volatile long syncedSequence;

    private SegmentWriter(StorageFile file, SegmentHeader header, int key, long tail, long allocated, long last) {
        this.file = file;
        this.header = header;
        this.key = key;
        this.tail = tail;
        this.allocated = allocated;
        this.lastSequence = last;
        this.syncedSequence = last;
    }

    /**
     * Makes a segment: under a temporary name, filled with zeros up to {@code sizeBytes}, synced, renamed, and
     * the directory synced. On failure nothing is left but, perhaps, a temporary file.
     *
     * @param spare a file to make it of, taken over in any case, or null
     */
    public static SegmentWriter create(Storage storage, SegmentHeader header, long sizeBytes, @Nullable Spare spare)
            throws IOException {
        SegmentWriter writer = createUnpublished(storage, header, sizeBytes, spare);
        writer.publish(storage, spare == null ? header.name().temporaryName() : Spare.NAME);
        return writer;
    }

    /** The first steps of {@link #create}: the file has only its temporary name, and is not synced. */
    static SegmentWriter createUnpublished(Storage storage, SegmentHeader header, long sizeBytes, @Nullable Spare spare)
            throws IOException {
        String name = header.name().temporaryName();
        StorageFile file = spare == null ? storage.create(name) : spare.take();
        try {
            ByteBuffer bytes = header.encode();
            int length = bytes.limit();
            int key = FileHeader.key(bytes);
            file.write(bytes, 0);
            SegmentWriter writer =
                    new SegmentWriter(file, header, key, length, file.size(), header.firstSequence() - 1);
            writer.unsynced = true;
            writer.allocate(Math.max(sizeBytes, length + BATCH_HEADER_BYTES));
            return writer;
        } catch (Throwable e) {
            closeQuietly(file, e);
            storage.deleteAfter(e, spare == null ? name : Spare.NAME);
            throw e;
        }
    }

    /** Makes a segment that holds nothing yet, synced, under its temporary name; {@link #name} gives it the right one. */
    public static SegmentWriter prepare(Storage storage, SegmentHeader header) throws IOException {
        SegmentWriter writer = createUnpublished(storage, header, 0, null);
        try {
            writer.sync();
            return writer;
        } catch (Throwable e) {
            writer.abandon(storage, header.name().temporaryName(), e);
            throw e;
        }
    }

    /** Gives a segment that was prepared its name. If that fails, the file stays: it may be needed by then. */
    public void name(Storage storage) throws IOException {
        storage.rename(header.name().temporaryName(), header.name().fileName());
        storage.syncDirectory();
        changed = true;
    }

    /** The last steps of {@link #create}. */
    void publish(Storage storage, String temporaryName) throws IOException {
        try {
            sync();
            storage.rename(temporaryName, header.name().fileName());
        } catch (Throwable e) {
            closeQuietly(file, e);
            storage.deleteAfter(e, temporaryName);
            throw e;
        }
        try {
            storage.syncDirectory();
        } catch (Throwable e) {
            closeQuietly(file, e);
            throw e;
        }
        changed = true;
    }

    /**
     * Goes on with a segment that is whole up to {@code tail} and holds nothing but zeros behind it. Changes
     * nothing before the first write.
     *
     * @param lastSequence the last commit in it, synced
     */
    static SegmentWriter reopen(StorageFile file, SegmentHeader header, int key, long tail, long lastSequence)
            throws IOException {
        SegmentWriter writer = new SegmentWriter(file, header, key, tail, file.size(), lastSequence);
        writer.unsynced = true;
        return writer;
    }

    /** What the segment says of itself. */
    public SegmentHeader header() {
        return header;
    }

    /** Where the next batch goes: the bytes of the segment that are in use. */
    public long tail() {
        return tail;
    }

    /** The size of the file, zeros included. */
    public long allocated() {
        return allocated;
    }

    /** The last commit written; the one before the segment's first if it holds none. */
    public long lastSequence() {
        return lastSequence;
    }

    /** The last commit that has been synced. */
    public long syncedSequence() {
        return syncedSequence;
    }

    /**
     * Writes whole batches at the tail, in one go, from the position to the limit of {@code batches}, which are
     * left as they are. Their checksums are filled in here, and what was synced before they were written.
     *
     * @throws NoSpaceException if they do not fit on the disk; then none of them is there
     */
    public void write(ByteBuffer batches) throws IOException {
        int length = batches.remaining();
        long last = complete(batches);
        if (unsynced && !changed) {
            sync();
        }
        reserve(tail + length + BATCH_HEADER_BYTES);
        changed = true;
        unsynced = true;
        try {
            file.write(batches.duplicate(), tail);
        } catch (NoSpaceException e) {
            undo(e);
            throw e;
        }
        tail += length;
        lastSequence = last;
    }

    /** Fills in the synced sequence and the checksum of each batch; returns the last sequence. */
    private long complete(ByteBuffer batches) {
        long last = lastSequence;
        long synced = syncedSequence;
        int start = batches.position();
        while (start < batches.limit()) {
            int length = batches.getInt(start + LENGTH_AT);
            int count = LogFormat.count(batches.getInt(start + KIND_AT));
            assert LogFormat.kind(batches.getInt(start + KIND_AT)) == COMMITS
                    : "marks are written by their own methods";
            assert batches.getLong(start + SEQUENCE_AT) == last + 1 : "sequences go on without gap";
            batches.putLong(start + SYNCED_AT, synced);
            batches.putInt(start + CHECKSUM_AT, LogFormat.checksum(key, batches, start, length));
            last += count;
            start += length;
        }
        return last;
    }

    /** Takes back what a write for which there was no space has left, so that it can never be read. */
    private void undo(NoSpaceException cause) throws IOException {
        try {
            file.truncate(tail);
            allocated = tail;
            file.sync();
            syncedSequence = lastSequence;
            unsynced = false;
        } catch (IOException | RuntimeException e) {
            IOException failure = new IOException("a write for which there was no space could not be undone", e);
            failure.addSuppressed(cause);
            throw failure;
        }
    }

    /** Returns when all that was written before the call survives a power cut. */
    public void sync() throws IOException {
        long last = lastSequence;
        file.sync();
        unsynced = false;
        syncedSequence = last;
    }

    /** Fills the file with zeros up to {@code sizeBytes}, if it is shorter. */
    public void allocate(long sizeBytes) throws IOException {
        if (sizeBytes <= allocated) {
            return;
        }
        long before = allocated;
        unsynced = true;
        try {
            fillWithZeros(file, allocated, sizeBytes);
            allocated = sizeBytes;
        } catch (NoSpaceException e) {
            file.truncate(before);
            throw e;
        }
    }

    /** Makes sure that the file reaches {@code end}; a little further if there is space. */
    private void reserve(long end) throws IOException {
        if (end <= allocated) {
            return;
        }
        long before = allocated;
        try {
            allocate((end / PIECE_BYTES + 1) * PIECE_BYTES);
        } catch (NoSpaceException e) {
            assert allocated == before : "what did not fit was cut off again";
            allocate(end);
        }
    }

    static void fillWithZeros(StorageFile file, long from, long to) throws IOException {
        for (long position = from; position < to; position += PIECE_BYTES) {
            int length = (int) Math.min(PIECE_BYTES, to - position);
            file.write(ZEROS.duplicate().limit(length), position);
        }
    }

    /**
     * Finishes the segment, after the next one has been made: says so, syncs, gives the room back and closes.
     * All commits must be synced.
     *
     * @throws NoSpaceException if the disk has no room for that; then it is open as before
     */
    public void seal() throws IOException {
        checkSynced();
        long markAt = tail;
        try {
            writeMark(SEAL);
        } catch (NoSpaceException e) {
            forgetMark(markAt);
            throw e;
        }
        try (this) {
            sync();
            giveRoomBack();
        }
    }

    /**
     * Ends the session: syncs, writes an end mark, syncs it, gives the room back and closes. Changes nothing
     * if nothing was written since the last end mark.
     */
    public void end() throws IOException {
        try (this) {
            if (changed) {
                sync();
                endChanged();
            }
        }
    }

    private void endChanged() throws IOException {
        long markAt = tail;
        try {
            writeMark(END);
        } catch (NoSpaceException e) {
            // All commits are synced. The next open finds a segment that was not closed.
            forgetMark(markAt);
            return;
        }
        try {
            sync();
        } catch (IOException e) {
            takeBack(markAt, e);
            throw e;
        }
        giveRoomBack();
    }

    /** Closes the file as it is. The next open takes it for one that was not closed. */
    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Says at the end of what a recovery has written that it did so; sync comes after it. */
    void markRecovered() throws IOException {
        writeMark(RECOVERED);
    }

    /** Writes the seal of a segment whose own writer came no further. */
    void sealAgain() throws IOException {
        try (this) {
            writeMark(SEAL);
            sync();
            giveRoomBack();
        }
    }

    /** Gives up a segment that has no name yet. */
    public void abandon(Storage storage, String temporaryName, Throwable cause) {
        closeQuietly(file, cause);
        storage.deleteAfter(cause, temporaryName);
    }

    /** Takes back a mark for which there was no room, or only in part. */
    void forgetMark(long markAt) throws IOException {
        tail = markAt;
        file.truncate(markAt);
        allocated = markAt;
        sync();
    }

    /** Copies whole batches of another epoch, the last commit of which is {@code last}. */
    void copy(ByteBuffer batches, long last) throws IOException {
        int start = batches.position();
        while (start < batches.limit()) {
            int length = batches.getInt(start + LENGTH_AT);
            batches.putInt(start + CHECKSUM_AT, LogFormat.checksum(key, batches, start, length));
            start += length;
        }
        int length = batches.remaining();
        file.write(batches, tail);
        tail += length;
        allocated = Math.max(allocated, tail);
        unsynced = true;
        lastSequence = last;
    }

    private void writeMark(int kind) throws IOException {
        long next = lastSequence + 1;
        LogFormat.putBatchHeader(mark, 0, BATCH_HEADER_BYTES, next, kind, 0);
        mark.putLong(SYNCED_AT, next - 1);
        mark.putInt(CHECKSUM_AT, LogFormat.checksum(key, mark, 0, BATCH_HEADER_BYTES));
        changed = true;
        unsynced = true;
        file.write(mark.clear(), tail);
        tail += BATCH_HEADER_BYTES;
        allocated = Math.max(allocated, tail);
    }

    /**
     * An end mark whose sync failed may be in the page cache and not on the disk. The next open must not
     * believe it: it is wiped out where the next open would read it. If that fails too, the disk is gone.
     */
    private void takeBack(long markAt, IOException cause) {
        try {
            file.write(ZEROS.duplicate().limit(BATCH_HEADER_BYTES), markAt);
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    /** That the room is still there means nothing, so a failure does not either. */
    private void giveRoomBack() {
        try {
            file.truncate(tail);
            allocated = tail;
        } catch (IOException e) {
            allocated = Math.max(allocated, tail);
        }
    }

    private void checkSynced() {
        if (syncedSequence != lastSequence || (unsynced && changed)) {
            throw new IllegalStateException("a segment is sealed when all of it is synced");
        }
    }

    static void closeQuietly(Closeable file, Throwable cause) {
        try {
            file.close();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
        }
    }
}
