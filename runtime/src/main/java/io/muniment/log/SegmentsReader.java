package io.muniment.log;

import io.muniment.error.CommitsGoneException;
import io.muniment.error.DamagedException;
import io.muniment.storage.Storage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the commits of the files of the log, those included that are written meanwhile. */
public final class SegmentsReader implements CommitReader {

    /*
     * Bytes at the tail may change until their commits are visible: a full disk takes back what was written, and other
     * commits with the same sequences are written over it. So only that is believed which was read after the limit was
     * known: bytes read ahead are taken up to the limit of that time, and are read again for what comes after it.
     */

    private final Storage storage;
    private final LongUnaryOperator readableBytes;
    private final long oldest;

    /** The sequence of the next commit. */
    private long next;

    /** What has been read and not been taken. */
    private final Queue<Logged> read = new ArrayDeque<>();

    private @Nullable SegmentReader segment;

    /** The limit before the segment's bytes were read. */
    private long believed;

    /**
     * Reads behind commit {@code after}.
     *
     * @param readableBytes how much of the segment that begins with a commit can be read
     * @param oldest the first commit to read; whatever lies there of commits before it is left alone
     */
    public SegmentsReader(Storage storage, LongUnaryOperator readableBytes, long oldest, long after) {
        this.storage = storage;
        this.readableBytes = readableBytes;
        this.oldest = oldest;
        this.next = after + 1;
    }

    @Override
    public @Nullable Logged next(long limit) throws IOException {
        while (read.isEmpty()) {
            if (next > limit || !readBatch(limit)) {
                return null;
            }
        }
        Logged taken = read.remove();
        next = taken.sequence() + 1;
        return taken;
    }

    /** Reads on; whether something was read, or more can be. */
    private boolean readBatch(long limit) throws IOException {
        SegmentReader from = segment;
        if (from == null) {
            open(find(), limit);
            return true;
        }
        Batch batch = from.next(Math.min(believed, limit));
        if (batch == null && believed < limit) {
            believe(from, limit);
            batch = from.next(limit);
        }
        if (batch != null) {
            batch.forEach((sequence, bytes, begin, end) -> {
                if (sequence >= next) {
                    read.add(new Logged(sequence, Arrays.copyOfRange(bytes, begin, end)));
                }
            });
            return true;
        }
        return !from.isBeyondLimit() && goOn(from, limit);
    }

    private void believe(SegmentReader from, long limit) throws IOException {
        believed = limit;
        from.readTo(readableBytes.applyAsLong(from.header().firstSequence()));
    }

    /** The segment is read to its end: what is still to come is in another one. */
    private boolean goOn(SegmentReader from, long limit) throws IOException {
        SegmentName following = find();
        if (following.firstSequence() <= from.header().firstSequence()) {
            throw new DamagedException(
                    from.path(), from.position(), "a commit that was written is not there", from.nextSequence(), -1);
        }
        from.close();
        segment = null;
        open(following, limit);
        return true;
    }

    private void open(SegmentName name, long limit) throws IOException {
        try {
            SegmentReader opened = SegmentReader.open(storage, name, false);
            segment = opened;
            believe(opened, limit);
        } catch (NoSuchFileException e) {
            // A snapshot has taken its place since the directory was listed: it is listed again.
        }
    }

    /** The segment that holds the next commit. */
    private SegmentName find() throws IOException {
        if (next < oldest) {
            throw new CommitsGoneException(next - 1, oldest);
        }
        List<SegmentName> names = storage.list().stream()
                .map(SegmentName::parse)
                .flatMap(Optional::stream)
                .sorted(Comparator.reverseOrder())
                .toList();
        long above = Long.MAX_VALUE;
        for (SegmentName name : names) {
            if (name.firstSequence() <= next) {
                return holds(name, above);
            }
            above = name.firstSequence();
        }
        throw new CommitsGoneException(next - 1, above);
    }

    /** A segment that was read to its end holds nothing more; if there are later ones, those between are gone. */
    private SegmentName holds(SegmentName name, long above) {
        SegmentReader current = segment;
        if (current != null
                && name.firstSequence() == current.header().firstSequence()
                && current.nextSequence() == next
                && above != Long.MAX_VALUE) {
            throw new CommitsGoneException(next - 1, above);
        }
        return name;
    }

    @Override
    public void close() throws IOException {
        if (segment != null) {
            segment.close();
        }
    }
}
