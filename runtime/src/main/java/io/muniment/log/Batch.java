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
        int at = start + LogFormat.BATCH_HEADER_BYTES;
        int end = start + length;
        long next = sequence;
        while (at < end) {
            long size = recordSize(bytes, at, end);
            int from = at + sizeBytes(size);
            int to = from + (int) size;
            sink.record(next, bytes, from, to);
            next++;
            at = to;
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
