package io.muniment.log;

/**
 * A whole batch of commits, as it was read: its checksum is right, its sequence goes on from the one before,
 * and its records fill it exactly. The array is shared with other batches and never changed.
 *
 * @param bytes holds the batch
 * @param start where its header begins in {@code bytes}
 * @param length of all of it, with the header
 * @param sequence of its first commit
 * @param count of its commits
 * @param position where its header begins in the file
 */
public record Batch(byte[] bytes, int start, int length, long sequence, int count, long position) {

    /** Takes one record. */
    @FunctionalInterface
    public interface RecordSink {

        /** The body of commit {@code sequence} is in {@code bytes} from {@code from} to {@code to}. */
        void record(long sequence, byte[] bytes, int from, int to);
    }

    /** The sequence of its last commit. */
    public long lastSequence() {
        return sequence + count - 1;
    }

    /** Where in the file the byte at {@code index} of the array is. */
    public long positionOf(int index) {
        return position + index - start;
    }

    /** Gives each record, in order. */
    public void forEach(RecordSink sink) {
        for (Records records = records(); records.next(); ) {
            sink.record(records.sequence(), bytes, records.from(), records.to());
        }
    }

    /** The records, for who goes through them at a pace of its own. */
    public Records records() {
        return new Records(this);
    }

    /** Stands at one record after the other, and at first before all of them. */
    public static final class Records {

        private final byte[] bytes;
        private final int end;
        private long sequence;
        private int from;
        private int to;

        private Records(Batch batch) {
            bytes = batch.bytes;
            end = batch.start + batch.length;
            sequence = batch.sequence - 1;
            from = batch.start;
            to = batch.start + LogFormat.BATCH_HEADER_BYTES;
        }

        /** Goes on to the next record; returns whether there is one. */
        public boolean next() {
            if (to >= end) {
                return false;
            }
            long size = recordSize(bytes, to, end);
            from = to + sizeBytes(size);
            to = from + (int) size;
            sequence++;
            return true;
        }

        /** The sequence of the commit that the record is. */
        public long sequence() {
            return sequence;
        }

        /** Where in the array of the batch the record's body begins. */
        public int from() {
            return from;
        }

        /** Where it ends. */
        public int to() {
            return to;
        }
    }

    /** Whether {@code count} records fill the bytes from {@code from} to {@code end} exactly. */
    static boolean isFilled(byte[] bytes, int from, int end, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            long size = recordSize(bytes, at, end);
            if (size < 0) {
                return false;
            }
            at += sizeBytes(size) + (int) size;
        }
        return at == end;
    }

    /** The size of the record that begins at {@code at}, or -1 when it does not fit before {@code end}. */
    private static long recordSize(byte[] bytes, int at, int end) {
        long size = 0;
        for (int i = 0; i < 5 && at + i < end; i++) {
            byte next = bytes[at + i];
            size |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                boolean isShortest = i == 0 || next != 0;
                return isShortest && size > 0 && size <= LogFormat.MAX_RECORD_BYTES && size <= end - at - i - 1
                        ? size
                        : -1;
            }
        }
        return -1;
    }

    private static int sizeBytes(long size) {
        return LogFormat.recordBytes((int) size) - (int) size;
    }
}
