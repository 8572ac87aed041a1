package io.muniment.log;

import io.muniment.storage.NoSpaceException;
import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a segment that was not closed one that can be gone on with. Each step leaves something that the next
 * open understands, and is harmless when it is done again.
 */
public final class SegmentRepair {

    /*
     * What a session that ended in a failed sync has left in the page cache may never reach the disk, and the
     * disk says nothing when it is asked again. So what was recovered is written anew, into the next epoch, and
     * counts only when that is synced. If there is no room for a copy, each byte is written once more where it
     * is: a crash in between changes nothing, because the bytes are the same.
     */

    private static final String TORN = "torn-";
    private static final Pattern TORN_FORM = Pattern.compile(TORN + "[0-9a-f]{16}-[0-9a-f]{4}-[0-9a-f]{1,16}\\.bin");
    private static final int PIECE_BYTES = 256 << 10;

    private SegmentRepair() {}

    /** Whether a file of this name keeps what a recovery has cut. */
    public static boolean isTorn(String fileName) {
        return TORN_FORM.matcher(fileName).matches();
    }

    /** The segment to go on with: {@code reader}'s own, or its next epoch, synced. The reader is used up. */
    public static SegmentWriter goOn(Storage storage, SegmentReader reader, SegmentEnd end) throws IOException {
        if (end.state() == SegmentEnd.State.CLEAN) {
            return reader.reopen(end);
        }
        if (reader.header().epoch() == LogFormat.MAX_EPOCH) {
            return rewrite(reader, end);
        }
        SegmentWriter writer;
        try {
            writer = copy(storage, reader, end);
        } catch (NoSpaceException e) {
            return rewrite(reader, end);
        }
        reader.close();
        storage.delete(reader.header().name().fileName());
        return writer;
    }

    private static SegmentWriter copy(Storage storage, SegmentReader reader, SegmentEnd end) throws IOException {
        SegmentHeader header = reader.header().recovered();
        SegmentWriter writer = SegmentWriter.createUnpublished(storage, header, 0, null);
        String temporaryName = header.name().temporaryName();
        try {
            reader.copyTo(writer, end);
            writer.markRecovered();
        } catch (Throwable e) {
            writer.abandon(storage, temporaryName, e);
            throw e;
        }
        writer.publish(storage, temporaryName);
        return writer;
    }

    private static SegmentWriter rewrite(SegmentReader reader, SegmentEnd end) throws IOException {
        reader.rewrite(end);
        SegmentWriter writer = reader.reopen(end);
        writer.sync();
        try {
            writer.markRecovered();
            writer.sync();
        } catch (NoSpaceException e) {
            // Without the mark the next open does all this again, and nothing is lost.
            writer.forgetMark(end.position());
        }
        return writer;
    }

    /**
     * Writes the seal of the segment before the newest, which a crash may have left out or kept from the disk;
     * over the one that is there, if there is one. The reader is used up.
     */
    public static void seal(SegmentReader reader, SegmentEnd end) throws IOException {
        reader.reopen(end.beforeSeal()).sealAgain();
    }

    /**
     * Keeps what is about to be cut off, in a file of its own.
     *
     * @return the name of the file; null if there is no room for it
     */
    public static @Nullable String keepTorn(Storage storage, SegmentReader reader, SegmentEnd end) throws IOException {
        SegmentName segment = reader.header().name();
        String name = String.format("%s%016x-%04x-%x.bin", TORN, end.nextSequence(), segment.epoch(), end.position());
        String temporaryName = name + ".tmp";
        try {
            writeTorn(storage, temporaryName, reader, end);
        } catch (NoSpaceException e) {
            storage.delete(temporaryName);
            return null;
        }
        storage.rename(temporaryName, name);
        return name;
    }

    private static void writeTorn(Storage storage, String name, SegmentReader reader, SegmentEnd end)
            throws IOException {
        try (StorageFile file = storage.create(name)) {
            for (long at = 0; at < end.badBytes(); at += PIECE_BYTES) {
                int length = (int) Math.min(PIECE_BYTES, end.badBytes() - at);
                ByteBuffer piece = reader.read(end.position() + at, length);
                file.write(piece, at);
            }
            file.sync();
        }
    }
}
