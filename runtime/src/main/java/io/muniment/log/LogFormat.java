package io.muniment.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Every number of the log format, once. {@code docs/log-format.md} tells what they mean, and changes first.
 *
 * <p>A leader fills a buffer with whole batches: {@link #beginBatch}, then for each record {@link #putRecord},
 * then {@link #endBatch}; {@link SegmentWriter#write} adds what only the segment knows.
 */
public final class LogFormat {

    /** The version that is written, and the newest that is read. */
    public static final int VERSION = 1;

    /** "MUNILOG" and a line feed. */
    static final long MAGIC = 0x4d55_4e49_4c4f_470aL;

    // ---- Segment header

    static final int MAGIC_AT = 0;
    static final int VERSION_AT = 8;
    static final int HEADER_LENGTH_AT = 12;
    /** Where the store's id is, in all files. */
    public static final int STORE_ID_AT = 16;

    static final int FIRST_SEQUENCE_AT = 32;
    static final int EPOCH_AT = 40;
    static final int HEADER_SYNCED_AT = 44;
    static final int SCHEMA_LENGTH_AT = 52;

    /** Where the schema is in a segment. */
    public static final int SCHEMA_AT = 56;

    /** What follows the schema: the header's checksum, which is the key of the file. */
    static final int KEY_BYTES = 4;

    static final int HEADER_BYTES_WITHOUT_SCHEMA = SCHEMA_AT + KEY_BYTES;
    static final int MAX_HEADER_BYTES = 16 << 20;
    static final int MAX_EPOCH = 0xffff;

    // ---- Batch header

    static final int LENGTH_AT = 0;
    static final int CHECKSUM_AT = 4;
    static final int SEQUENCE_AT = 8;
    static final int SYNCED_AT = 16;
    static final int KIND_AT = 24;

    /** The count has three bytes: it is read and written together with the kind. */
    private static final int COUNT_MASK = 0xff_ffff;

    /** The bytes of a batch before its first record; all bytes of a mark. */
    public static final int BATCH_HEADER_BYTES = 28;

    /** A leader closes a batch when its records have reached this. */
    public static final int BATCH_BODY_BYTES = 64 << 10;

    /** No record is larger, whatever a database allows. */
    public static final int MAX_RECORD_BYTES = 1 << 30;

    /** No batch holds more records. */
    public static final int MAX_COUNT = COUNT_MASK;

    /** No file begins at a later sequence, so that none overflows. */
    public static final long MAX_FIRST_SEQUENCE = 1L << 62;

    /** The least that a record takes: its length, and a clear. */
    static final int MIN_RECORD_BYTES = 2;

    static final int COMMITS = 1;
    static final int END = 2;
    static final int SEAL = 3;
    static final int RECOVERED = 4;

    // ---- Change

    /** The operation is in the lowest two bits of a change's first number, the table above them. */
    public static final int OPERATION_BITS = 2;

    /** A key and an edit of its group follow. */
    public static final int EDIT = 0;

    /** A key and its new value follow. */
    public static final int PUT = 1;

    /** A key follows. */
    public static final int REMOVE = 2;

    /** Nothing follows: the table is empty now. */
    public static final int CLEAR = 3;

    private LogFormat() {}

    /** The first number of a change to {@code table}. */
    public static int change(int table, int operation) {
        return table << OPERATION_BITS | operation;
    }

    /** Leaves room for a batch header at the position of {@code target} and returns where it is. */
    public static int beginBatch(ByteBuffer target) {
        int start = target.position();
        target.position(start + BATCH_HEADER_BYTES);
        return start;
    }

    /** Appends a record to the batch that was begun. */
    public static void putRecord(ByteBuffer target, byte[] body, int length) {
        putVarInt(target, length);
        target.put(body, 0, length);
    }

    /** The bytes that {@link #putRecord} takes for a body of {@code length} bytes. */
    public static int recordBytes(int length) {
        return varIntBytes(length) + length;
    }

    /** Completes the batch of {@code count} commits, of which the first is {@code sequence}. */
    public static void endBatch(ByteBuffer target, int start, long sequence, int count) {
        assert count > 0 && count <= MAX_COUNT : count;
        putBatchHeader(target, start, target.position() - start, sequence, COMMITS, count);
    }

    static void putBatchHeader(ByteBuffer target, int start, int length, long sequence, int kind, int count) {
        target.putInt(start + LENGTH_AT, length);
        target.putLong(start + SEQUENCE_AT, sequence);
        target.putInt(start + KIND_AT, kind << 24 | count);
    }

    static int kind(int kindAndCount) {
        return kindAndCount >>> 24;
    }

    static int count(int kindAndCount) {
        return kindAndCount & COUNT_MASK;
    }

    /** Whether a batch header can be one at all: its length, kind and count go together. */
    static boolean isPossible(int length, int kind, int count) {
        if (kind == COMMITS) {
            return count > 0 && length >= BATCH_HEADER_BYTES + (long) MIN_RECORD_BYTES * count;
        }
        return kind >= END && kind <= RECOVERED && count == 0 && length == BATCH_HEADER_BYTES;
    }

    /**
     * The checksum of something that begins at {@code start}, is {@code length} bytes long and has its own
     * checksum in bytes 4 to 7: what all files do with their parts. Position and limit of {@code bytes} are
     * left as they are.
     */
    public static int checksum(int key, ByteBuffer bytes, int start, int length) {
        CRC32C crc = keyed(key);
        ByteBuffer part = bytes.duplicate();
        crc.update(part.limit(start + CHECKSUM_AT).position(start));
        crc.update(part.limit(start + length).position(start + SEQUENCE_AT));
        return (int) crc.getValue();
    }

    /** A checksum that has begun with the key of a file. */
    public static CRC32C keyed(int key) {
        CRC32C crc = new CRC32C();
        crc.update(key >>> 24);
        crc.update(key >>> 16);
        crc.update(key >>> 8);
        crc.update(key);
        return crc;
    }

    private static void putVarInt(ByteBuffer target, int value) {
        int rest = value;
        while (rest >>> 7 != 0) {
            target.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        target.put((byte) rest);
    }

    private static int varIntBytes(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }
}
