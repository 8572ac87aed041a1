package io.muniment.log;

import static io.muniment.log.LogFormat.BATCH_HEADER_BYTES;
import static io.muniment.log.LogFormat.CHECKSUM_AT;
import static io.muniment.log.LogFormat.COMMITS;
import static io.muniment.log.LogFormat.END;
import static io.muniment.log.LogFormat.KIND_AT;
import static io.muniment.log.LogFormat.LENGTH_AT;
import static io.muniment.log.LogFormat.MIN_RECORD_BYTES;
import static io.muniment.log.LogFormat.SEAL;
import static io.muniment.log.LogFormat.SEQUENCE_AT;
import static io.muniment.log.LogFormat.SYNCED_AT;

import io.muniment.error.CorruptException;
import io.muniment.error.DamagedException;
import io.muniment.error.DamagedHeaderException;
import io.muniment.log.SegmentEnd.State;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads a segment from its first batch to its end. {@link #next} gives whole batches as long as there are some;
 * then {@link #end} tells what stands there: the end, a torn tail, or damage. Used by one thread at a time.
 *
 * <p>It needs memory for the largest batch, and no length is believed before the bytes are there.
 */
public final class SegmentReader implements Closeable {

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int SCAN_BYTES = 256 << 10;
    private static final byte[] ZEROS = new byte[SCAN_BYTES];
    private static final byte[] NOTHING = {};

    /** What the search for later batches may checksum: so many times the bytes it looks at, and a constant. */
    private static final int SEARCH_FACTOR = 8;

    private static final long SEARCH_BYTES = 64L << 20;

    private final StorageFile file;
    private final String path;
    private final SegmentHeader header;
    private final int key;
    private long size;

    /** The bytes of the file from {@link #chunkAt}. Batches share it, so it is never filled again. */
    private byte[] chunk = NOTHING;

    private long chunkAt;

    private final int headerLength;

    private long position;
    private long nextSequence;
    private long synced;
    private boolean ended;
    private boolean sealed;

    /** Whether {@link #next(long)} has found a batch that goes beyond the limit. */
    private boolean isBeyondLimit;

    /** How many bytes all searches have gone through. */
    private long searched;

    private SegmentReader(StorageFile file, String path, SegmentHeader.Parsed parsed) throws IOException {
        this.file = file;
        this.path = path;
        this.header = parsed.header();
        this.key = parsed.key();
        this.size = file.size();
        this.headerLength = parsed.length();
        this.position = parsed.length();
        this.nextSequence = header.firstSequence();
        this.synced = header.syncedSequence();
    }

    /**
     * Opens the segment called {@code name} and checks its header.
     *
     * @param writable whether it may be gone on with by {@link #reopen}
     * @throws CorruptException if it is no segment, is too short, or its header is damaged or another file's
     * @throws io.muniment.error.FormatVersionException if it is of another format version
     */
    public static SegmentReader open(Storage storage, SegmentName name, boolean writable) throws IOException {
        return open(storage, name.fileName(), name, writable);
    }

    /** As {@link #open}, to read one that has its temporary name still. */
    public static SegmentReader openUnnamed(Storage storage, SegmentName name) throws IOException {
        return open(storage, name.temporaryName(), name, false);
    }

    private static SegmentReader open(Storage storage, String fileName, SegmentName name, boolean writable)
            throws IOException {
        String path = storage.pathOf(fileName);
        StorageFile file = storage.open(fileName, writable);
        try {
            return new SegmentReader(file, path, readHeader(file, path, name));
        } catch (Throwable e) {
            SegmentWriter.closeQuietly(file, e);
            throw e;
        }
    }

    /** Reads the header of the segment called {@code name}, and nothing else. */
    public static SegmentHeader header(Storage storage, SegmentName name) throws IOException {
        try (StorageFile file = storage.open(name.fileName(), false)) {
            return readHeader(file, storage.pathOf(name.fileName()), name).header();
        }
    }

    private static SegmentHeader.Parsed readHeader(StorageFile file, String path, SegmentName name) throws IOException {
        SegmentHeader.Parsed parsed = SegmentHeader.read(file, path);
        if (!parsed.header().name().equals(name)) {
            throw new DamagedHeaderException(
                    path,
                    LogFormat.FIRST_SEQUENCE_AT,
                    "it is the segment " + parsed.header().name() + " under another name");
        }
        return parsed;
    }

    /** What the segment says of itself. */
    public SegmentHeader header() {
        return header;
    }

    /** The file's path, for messages. */
    public String path() {
        return path;
    }

    /** The size of the file. */
    public long sizeBytes() {
        return size;
    }

    /** The size of the file without the zeros at its end. Before the first {@link #next}. */
    public long usedBytes() throws IOException {
        return lastNonZero();
    }

    /** Where the next batch is expected. */
    public long position() {
        return position;
    }

    /** The sequence that is expected there. */
    public long nextSequence() {
        return nextSequence;
    }

    /** The next whole batch of commits; null when there is none, and {@link #end} tells why. */
    public @Nullable Batch next() throws IOException {
        return next(Long.MAX_VALUE);
    }

    /** Reads on in a segment that is being written, of which {@code bytes} are there: what was read ahead is forgotten. */
    void readTo(long bytes) throws IOException {
        size = Math.max(position, Math.min(bytes, file.size()));
        chunk = NOTHING;
    }

    /** Whether the last {@link #next(long)} returned null because of its limit. */
    boolean isBeyondLimit() {
        return isBeyondLimit;
    }

    /** As {@link #next()}, but stays before a batch that holds a commit after {@code limit}, and returns null. */
    @Nullable Batch next(long limit) throws IOException {
        isBeyondLimit = false;
        while (!sealed && isWholeAt(position)) {
            int start = (int) (position - chunkAt);
            int length = getInt(start + LENGTH_AT);
            int kindAndCount = getInt(start + KIND_AT);
            int kind = LogFormat.kind(kindAndCount);
            int count = LogFormat.count(kindAndCount);
            long batchSynced = getLong(start + SYNCED_AT);
            if (getLong(start + SEQUENCE_AT) != nextSequence
                    || batchSynced < synced
                    || batchSynced >= nextSequence
                    || nextSequence > Long.MAX_VALUE - count
                    || !isConsistent(start, length, kind, count, batchSynced)) {
                return null;
            }
            if (kind == COMMITS && nextSequence + count - 1 > limit) {
                isBeyondLimit = true;
                return null;
            }
            Batch batch = new Batch(chunk, start, length, nextSequence, count, position);
            position += length;
            nextSequence += count;
            synced = batchSynced;
            ended = kind == END;
            sealed = kind == SEAL;
            if (kind == COMMITS) {
                return batch;
            }
        }
        return null;
    }

    private boolean isConsistent(int start, int length, int kind, int count, long batchSynced) {
        return kind == COMMITS
                ? Batch.isFilled(chunk, start + BATCH_HEADER_BYTES, start + length, count)
                : batchSynced == nextSequence - 1;
    }

    /**
     * Tells what stands at the end of the whole batches, after {@link #next} has returned null.
     *
     * @throws DamagedException if a crash cannot have left it so
     */
    public SegmentEnd end() throws IOException {
        if (position < size && isWholeAt(position)) {
            throw damaged(sealed ? "a batch behind the seal" : "a whole batch that does not go on from the one before");
        }
        long goodBytes = lastNonZero();
        long badBytes = Math.max(0, goodBytes - position);
        if (sealed) {
            if (badBytes > 0) {
                throw damaged("bytes behind the seal");
            }
            return end(State.SEALED, 0);
        }
        if (badBytes == 0) {
            return end(ended ? State.CLEAN : State.OPEN, 0);
        }
        Search search = new Search(position + 1, goodBytes);
        while (search.find()) {
            boolean showsSync = search.sequence > nextSequence && search.synced >= nextSequence;
            boolean showsMark = search.sequence == nextSequence;
            if (showsSync || showsMark) {
                throw damaged("no whole batch, though the batch at byte " + search.at
                        + " tells that what was here had been synced");
            }
        }
        return end(State.TORN, badBytes);
    }

    private SegmentEnd end(State state, long badBytes) {
        return new SegmentEnd(state, position, nextSequence, synced, badBytes);
    }

    /**
     * Tells how a segment ends that another one follows, which begins at {@code next}: with its seal.
     *
     * @param nextIsEmpty whether the next one holds no batch yet, so that the seal may be unfinished
     * @throws DamagedException if it does not end so
     */
    public SegmentEnd endBefore(long next, boolean nextIsEmpty) throws IOException {
        if (nextSequence != next) {
            String detail = sealed ? missingNext() : "no whole batch of commit " + nextSequence;
            throw new DamagedException(
                    path,
                    position,
                    detail + "; what follows is the segment of commit " + next,
                    Math.min(nextSequence, next),
                    Math.max(nextSequence, next) - 1);
        }
        if (sealed) {
            return end();
        }
        long badBytes = Math.max(0, lastNonZero() - position);
        if (!nextIsEmpty || badBytes > BATCH_HEADER_BYTES) {
            throw damaged("no seal, though another segment follows");
        }
        return end(State.OPEN, badBytes);
    }

    /**
     * Tells how the newest segment ends: without a seal.
     *
     * @throws DamagedException if it has one, or if a crash cannot have left its end so
     */
    public SegmentEnd endOfNewest() throws IOException {
        SegmentEnd end = end();
        if (end.state() == State.SEALED) {
            throw damaged(missingNext());
        }
        return end;
    }

    private String missingNext() {
        return "its seal names the segment of commit " + nextSequence + ", which is missing";
    }

    /** Skips to the next whole batch behind the place where {@link #next} stopped, whatever its sequence. */
    public boolean skip() throws IOException {
        Search search = new Search(position + 1, lastNonZero());
        if (!search.find()) {
            return false;
        }
        position = search.at;
        nextSequence = search.sequence;
        synced = Math.min(search.synced, nextSequence - 1);
        sealed = false;
        return true;
    }

    /** Reads the bytes from {@code from} to {@code to}, which must be few enough for an array. */
    public ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.read(bytes, from);
        return bytes.flip();
    }

    /** Whether the segment holds no whole batch at all, not even a mark. Before the first {@link #next}. */
    public boolean isEmpty() throws IOException {
        return !isWholeAt(headerLength);
    }

    /** Copies all batches up to {@code end} into the next epoch of this segment, which is not published yet. */
    void copyTo(SegmentWriter writer, SegmentEnd end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, end.position()));
        rewind();
        while (position < end.position()) {
            if (!isWholeAt(position)) {
                throw damaged("it reads otherwise than it did a moment ago");
            }
            int start = (int) (position - chunkAt);
            int length = getInt(start + LENGTH_AT);
            if (length > buffer.remaining()) {
                writer.copy(buffer.flip(), nextSequence - 1);
                buffer.clear();
            }
            position += length;
            nextSequence += LogFormat.count(getInt(start + KIND_AT));
            if (length > buffer.capacity()) {
                writer.copy(ByteBuffer.wrap(Arrays.copyOfRange(chunk, start, start + length)), nextSequence - 1);
            } else {
                buffer.put(chunk, start, length);
            }
        }
        writer.copy(buffer.flip(), nextSequence - 1);
    }

    /** Writes all batches up to {@code end} once more where they are, and zeros over what stands behind them. */
    void rewrite(SegmentEnd end) throws IOException {
        byte[] piece = piece(end.position());
        for (long at = 0; at < end.position(); at += piece.length) {
            int length = (int) Math.min(piece.length, end.position() - at);
            if (file.read(ByteBuffer.wrap(piece, 0, length), at) < length) {
                throw damaged("it reads otherwise than it did a moment ago");
            }
            file.write(ByteBuffer.wrap(piece, 0, length), at);
        }
        SegmentWriter.fillWithZeros(file, end.position(), end.position() + end.badBytes());
    }

    /** Starts again at the first batch. */
    public void rewind() {
        position = headerLength;
        nextSequence = header.firstSequence();
        synced = header.syncedSequence();
        ended = false;
        sealed = false;
    }

    /** Goes on writing at {@code end}, with nothing but zeros behind. The file is the writer's from then on. */
    SegmentWriter reopen(SegmentEnd end) throws IOException {
        return SegmentWriter.reopen(file, header, key, end.position(), end.lastSequence());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private DamagedException damaged(String detail) {
        return new DamagedException(path, position, detail, nextSequence, -1);
    }

    // ---- Bytes

    /** Whether a whole batch is at {@code at}, whatever its sequence; if so it lies in the chunk. */
    private boolean isWholeAt(long at) throws IOException {
        if (!isPossibleAt(at)) {
            return false;
        }
        int length = getInt((int) (at - chunkAt) + LENGTH_AT);
        boolean fits = at - chunkAt + length <= chunk.length;
        if (!fits && length > CHUNK_BYTES && !isCheckedInFile(at, length)) {
            return false;
        }
        if (!fits && !load(at, length)) {
            return false;
        }
        int start = (int) (at - chunkAt);
        return getInt(start + CHECKSUM_AT) == LogFormat.checksum(key, ByteBuffer.wrap(chunk), start, length);
    }

    /** Whether what is at {@code at} looks like a batch header; if so it lies in the chunk. */
    private boolean isPossibleAt(long at) throws IOException {
        boolean isInChunk = at >= chunkAt && at + BATCH_HEADER_BYTES <= chunkAt + chunk.length;
        if (size - at < BATCH_HEADER_BYTES || (!isInChunk && !load(at, BATCH_HEADER_BYTES))) {
            return false;
        }
        int start = (int) (at - chunkAt);
        int length = getInt(start + LENGTH_AT);
        int kindAndCount = getInt(start + KIND_AT);
        return length >= BATCH_HEADER_BYTES
                && length <= size - at
                && LogFormat.isPossible(length, LogFormat.kind(kindAndCount), LogFormat.count(kindAndCount));
    }

    /** Fills a new chunk from {@code at}; whether it holds {@code least} bytes. */
    private boolean load(long at, int least) throws IOException {
        byte[] bytes = new byte[(int) Math.min(Math.max(CHUNK_BYTES, least), size - at)];
        int read = file.read(ByteBuffer.wrap(bytes), at);
        chunk = read < bytes.length ? Arrays.copyOf(bytes, read) : bytes;
        chunkAt = at;
        return read >= least;
    }

    /** Checks a large batch piece by piece, before memory is given for all of it. */
    private boolean isCheckedInFile(long at, int length) throws IOException {
        CRC32C crc = LogFormat.keyed(key);
        byte[] piece = piece(length);
        int stored = 0;
        for (long from = at; from < at + length; from += piece.length) {
            int wanted = (int) Math.min(piece.length, at + length - from);
            if (file.read(ByteBuffer.wrap(piece, 0, wanted), from) < wanted) {
                return false;
            }
            if (from == at) {
                stored = ByteBuffer.wrap(piece).getInt(CHECKSUM_AT);
                crc.update(piece, 0, CHECKSUM_AT);
                crc.update(piece, SEQUENCE_AT, wanted - SEQUENCE_AT);
            } else {
                crc.update(piece, 0, wanted);
            }
        }
        return stored == (int) crc.getValue();
    }

    private int getInt(int at) {
        return (int) Bytes.INT.get(chunk, at);
    }

    private long getLong(int at) {
        return (long) Bytes.LONG.get(chunk, at);
    }

    /** The end of the last byte at or behind the position that is not zero; the position if all are. */
    private long lastNonZero() throws IOException {
        byte[] piece = piece(size - position);
        long end = size;
        while (end > position) {
            int length = (int) Math.min(piece.length, end - position);
            int read = file.read(ByteBuffer.wrap(piece, 0, length), end - length);
            if (!Arrays.equals(piece, 0, read, ZEROS, 0, read)) {
                int last = read - 1;
                while (piece[last] == 0) {
                    last--;
                }
                return end - length + last + 1;
            }
            end -= length;
        }
        return position;
    }

    /** Memory to go through so many bytes, no more than is of use. */
    private static byte[] piece(long bytes) {
        return new byte[(int) Math.min(SCAN_BYTES, Math.max(bytes, BATCH_HEADER_BYTES))];
    }

    /** A search for whole batches at any offset. */
    private final class Search {

        /** Behind it are only zeros, with which a mark may end and nothing begins. */
        private final long end;

        private final byte[] piece;
        private long pieceAt;
        private int pieceLength;
        private long next;
        private long budget;

        /** Where one was found. */
        private long at;

        private long sequence;
        private long synced;

        Search(long from, long end) {
            this.next = from;
            this.end = end;
            this.piece = piece(size - from);
            this.budget = SEARCH_FACTOR * Math.max(0, end - from) + SEARCH_BYTES;
        }

        /** Goes on to the next one that is not before the sequence expected. */
        boolean find() throws IOException {
            if (searched > SEARCH_FACTOR * size + SEARCH_BYTES) {
                throw damaged("too many gaps to search all of them");
            }
            long from = next;
            boolean isFound = findFrom();
            searched += next - from;
            return isFound;
        }

        private boolean findFrom() throws IOException {
            while (next < end && size - next >= BATCH_HEADER_BYTES) {
                if (next + BATCH_HEADER_BYTES > pieceAt + pieceLength) {
                    pieceAt = next;
                    pieceLength = file.read(ByteBuffer.wrap(piece, 0, (int) Math.min(piece.length, size - next)), next);
                    if (pieceLength < BATCH_HEADER_BYTES) {
                        return false;
                    }
                }
                int i = (int) (next - pieceAt);
                int zeros = piece[i] == 0 ? zerosFrom(i) : 0;
                if (zeros >= Integer.BYTES) {
                    next += zeros - Integer.BYTES + 1;
                    continue;
                }
                if (isCandidate(i) && isWhole(i)) {
                    at = next;
                    next++;
                    return true;
                }
                next++;
            }
            return false;
        }

        /** How many bytes from {@code i} on are zero. No length is, so none begins before the last three of them. */
        private int zerosFrom(int i) {
            int zeros = Arrays.mismatch(piece, i, pieceLength, ZEROS, 0, pieceLength - i);
            return zeros < 0 ? pieceLength - i : zeros;
        }

        private boolean isCandidate(int i) {
            int length = (int) Bytes.INT.get(piece, i + LENGTH_AT);
            if (length < BATCH_HEADER_BYTES || length > size - next) {
                return false;
            }
            int kindAndCount = (int) Bytes.INT.get(piece, i + KIND_AT);
            sequence = (long) Bytes.LONG.get(piece, i + SEQUENCE_AT);
            synced = (long) Bytes.LONG.get(piece, i + SYNCED_AT);
            return LogFormat.isPossible(length, LogFormat.kind(kindAndCount), LogFormat.count(kindAndCount))
                    && sequence >= nextSequence
                    && sequence - nextSequence <= (next - position) / MIN_RECORD_BYTES
                    && synced >= 0
                    && synced < sequence;
        }

        private boolean isWhole(int i) throws IOException {
            int length = (int) Bytes.INT.get(piece, i + LENGTH_AT);
            budget -= length;
            if (budget < 0) {
                throw damaged("too many bytes that look like batches and are none");
            }
            if (i + length <= pieceLength) {
                int stored = (int) Bytes.INT.get(piece, i + CHECKSUM_AT);
                return stored == LogFormat.checksum(key, ByteBuffer.wrap(piece), i, length);
            }
            return isCheckedInFile(next, length);
        }
    }
}
