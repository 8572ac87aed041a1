package io.muniment.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes being written: a Kryo output over a growing array of its own, with a limit. Used by one thread at a time.
 *
 * <p>What is written is {@link #getBuffer} from 0 to {@link #position}; {@link #toBytes} is a copy of just that.
 * {@link #reset} makes it empty for the next use.
 *
 * <p>Numbers of fixed size are written with the highest byte first; see {@link #writeVarInt} and
 * {@link #writeString} for the compact forms. More than the limit is an {@link OutputLimitException}, and the
 * bytes written before stay as they were.
 */
public final class ValueOutput extends Output {

    /*
     * Most of the time that Kryo's own output takes goes into a call of require(..) per number and into strings
     * that are written char by char in a form of mixed width. So the methods that generated code uses are all
     * overridden: one comparison with the capacity, then plain stores. The slow ways are methods of their own,
     * which keeps the fast ones small enough for the compiler to inline.
     *
     * Room is always asked for exactly, so that the limit is the limit to the byte.
     */

    /** How many records, collections and optionals may be inside each other, in writing and in reading. */
    public static final int MAX_DEPTH = 100;

    /** From this length on, comparing strings, many bytes at once, is faster than looking at each char. */
    private static final int COMPARED_AS_A_WHOLE = 20;

    private static final int KEPT_ON_RESET_BYTES = 1 << 20;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private int depth;

    /** An empty output with a small buffer, limited only by the size of an array. */
    public ValueOutput() {
        this(256);
    }

    /** An empty output with a buffer of {@code sizeBytes} to begin with, limited only by the size of an array. */
    public ValueOutput(int sizeBytes) {
        this(sizeBytes, LARGEST_ARRAY);
    }

    /**
     * An empty output with a limit.
     *
     * @param sizeBytes the size of the buffer to begin with
     * @param limitBytes how much may be written
     */
    public ValueOutput(int sizeBytes, int limitBytes) {
        super(Math.min(sizeBytes, limitBytes), Math.min(limitBytes, LARGEST_ARRAY));
    }

    /**
     * Writes {@code value} as the database keeps it: what is written and what is returned are equal, whatever
     * other threads do to {@code value} meanwhile. When it throws, nothing is written.
     *
     * @return what nobody can change any more, {@code value} itself if it is so already
     */
    public <T> T writeFrozen(ValueSerializer<T> serializer, T value) {
        int start = position;
        int depthBefore = depth;
        boolean isWritten = false;
        try {
            // Written first, because writing notices what contains itself, and freezing could not.
            serializer.write(this, value);
            T frozen = serializer.freeze(value);
            if (frozen != value) {
                position = start;
                serializer.write(this, frozen);
            }
            isWritten = true;
            return frozen;
        } finally {
            depth = depthBefore;
            if (!isWritten) {
                position = start;
            }
        }
    }

    /**
     * Goes one level deeper. To be called, with {@link #leave} after it, by every serializer whose values can
     * contain values of the same type, on whatever way.
     *
     * @throws IllegalArgumentException deeper than {@link #MAX_DEPTH}
     */
    public void enter() {
        if (++depth > MAX_DEPTH) {
            throw tooDeep();
        }
    }

    /** Comes back from {@link #enter}. Need not be called when something was thrown. */
    public void leave() {
        depth--;
    }

    private static IllegalArgumentException tooDeep() {
        return new IllegalArgumentException("The value is nested deeper than " + MAX_DEPTH
                + " levels, or contains itself. Keep the parts in a table of their own, and refer to them by key.");
    }

    /** Writes how many elements follow; each must take at least one byte. */
    public void writeCount(int count) {
        writeVarInt(count, true);
    }

    /**
     * Writes a number in one to five bytes of seven bits each, the lowest first.
     *
     * @param optimizePositive true: a negative number takes five bytes; false: small numbers of either sign are
     *     short
     */
    @Override
    public int writeVarInt(int value, boolean optimizePositive) {
        int v = optimizePositive ? value : (value << 1) ^ (value >> 31);
        if ((v & ~0x7f) != 0) {
            return writeLongVarInt(v);
        }
        int at = position;
        if (at == capacity) {
            grow(1);
        }
        buffer[at] = (byte) v;
        position = at + 1;
        return 1;
    }

    private int writeLongVarInt(int v) {
        int length = (38 - Integer.numberOfLeadingZeros(v)) / 7;
        int at = claim(length);
        byte[] b = buffer;
        int rest = v;
        while ((rest & ~0x7f) != 0) {
            b[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        b[at] = (byte) rest;
        return length;
    }

    /** As {@link #writeVarInt}, in one to nine bytes; the ninth has eight bits. */
    @Override
    public int writeVarLong(long value, boolean optimizePositive) {
        long v = optimizePositive ? value : (value << 1) ^ (value >> 63);
        if ((v & ~0x7fL) != 0) {
            return writeLongVarLong(v);
        }
        int at = position;
        if (at == capacity) {
            grow(1);
        }
        buffer[at] = (byte) v;
        position = at + 1;
        return 1;
    }

    private int writeLongVarLong(long v) {
        int length = Math.min((70 - Long.numberOfLeadingZeros(v)) / 7, 9);
        int at = claim(length);
        byte[] b = buffer;
        int last = at + length - 1;
        long rest = v;
        while (at < last) {
            b[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        b[at] = (byte) rest;
        return length;
    }

    /**
     * Writes text without loss, lone surrogates too: the count of chars, doubled, plus one if it is wide, as a
     * variable length number; then one byte a char, or two if it is wide because a char is above 0xff.
     */
    @Override
    @SuppressWarnings("deprecation")
    public void writeString(String text) {
        int length = text.length();
        int headerLength = writeVarInt(length << 1, true);
        int at = claim(length);
        // Deprecated because it drops the high half of each char, which is just what is wanted if all are 0. It is
        // a plain copy of the string's own array when that has one byte a char.
        text.getBytes(0, length, buffer, at);
        if (!isNarrow(text, buffer, at)) {
            position = at - headerLength;
            writeWide(text);
        }
    }

    /** Whether the bytes from {@code at}, one for each char of {@code text}, are all of it. */
    private static boolean isNarrow(String text, byte[] bytes, int at) {
        int length = text.length();
        if (length >= COMPARED_AS_A_WHOLE) {
            return text.equals(new String(bytes, at, length, StandardCharsets.ISO_8859_1));
        }
        int all = 0;
        int i = 0;
        for (; i < length - 3; i += 4) {
            all |= text.charAt(i) | text.charAt(i + 1) | text.charAt(i + 2) | text.charAt(i + 3);
        }
        for (; i < length; i++) {
            all |= text.charAt(i);
        }
        return all <= 0xff;
    }

    private void writeWide(String text) {
        int length = text.length();
        writeVarInt(length << 1 | 1, true);
        int at = claim(twice(length));
        byte[] b = buffer;
        for (int i = 0; i < length; i++, at += 2) {
            BigEndian.CHAR.set(b, at, text.charAt(i));
        }
    }

    private int twice(int length) {
        return length <= LARGEST_ARRAY / 2 ? length * 2 : LARGEST_ARRAY;
    }

    /** As {@link #writeString}. */
    @Override
    public void writeAscii(String text) {
        writeString(text);
    }

    @Override
    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    @Override
    public void write(int value) {
        writeByte(value);
    }

    @Override
    public void writeByte(byte value) {
        writeByte((int) value);
    }

    @Override
    public void writeByte(int value) {
        int at = position;
        if (at == capacity) {
            grow(1);
        }
        buffer[at] = (byte) value;
        position = at + 1;
    }

    @Override
    public void writeShort(int value) {
        BigEndian.SHORT.set(roomFor(Short.BYTES), position - Short.BYTES, (short) value);
    }

    @Override
    public void writeChar(char value) {
        BigEndian.CHAR.set(roomFor(Character.BYTES), position - Character.BYTES, value);
    }

    @Override
    public void writeInt(int value) {
        BigEndian.INT.set(roomFor(Integer.BYTES), position - Integer.BYTES, value);
    }

    @Override
    public void writeLong(long value) {
        BigEndian.LONG.set(roomFor(Long.BYTES), position - Long.BYTES, value);
    }

    @Override
    public void writeFloat(float value) {
        BigEndian.FLOAT.set(roomFor(Float.BYTES), position - Float.BYTES, value);
    }

    @Override
    public void writeDouble(double value) {
        BigEndian.DOUBLE.set(roomFor(Double.BYTES), position - Double.BYTES, value);
    }

    @Override
    public int writeInt(int value, boolean optimizePositive) {
        return writeVarInt(value, optimizePositive);
    }

    @Override
    public int writeLong(long value, boolean optimizePositive) {
        return writeVarLong(value, optimizePositive);
    }

    @Override
    public void write(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        writeBytes(bytes, offset, count);
    }

    @Override
    public void writeBytes(byte[] bytes) {
        writeBytes(bytes, 0, bytes.length);
    }

    /** Writes bytes as they are, without their count. */
    @Override
    public void writeBytes(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        int at = claim(count);
        System.arraycopy(bytes, offset, buffer, at, count);
    }

    @Override
    public void writeBooleans(boolean[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        int at = claim(count);
        byte[] b = buffer;
        for (int i = 0; i < count; i++) {
            b[at + i] = (byte) (array[offset + i] ? 1 : 0);
        }
    }

    @Override
    public void writeShorts(short[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        claimed(count, Short.BYTES).asShortBuffer().put(array, offset, count);
    }

    @Override
    public void writeChars(char[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        claimed(count, Character.BYTES).asCharBuffer().put(array, offset, count);
    }

    @Override
    public void writeInts(int[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        claimed(count, Integer.BYTES).asIntBuffer().put(array, offset, count);
    }

    @Override
    public void writeLongs(long[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        claimed(count, Long.BYTES).asLongBuffer().put(array, offset, count);
    }

    @Override
    public void writeFloats(float[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        claimed(count, Float.BYTES).asFloatBuffer().put(array, offset, count);
    }

    @Override
    public void writeDoubles(double[] array, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, array.length);
        claimed(count, Double.BYTES).asDoubleBuffer().put(array, offset, count);
    }

    /** Empty again. A very large buffer is let go. */
    @Override
    public void reset() {
        super.reset();
        depth = 0;
        if (capacity > KEPT_ON_RESET_BYTES) {
            buffer = new byte[KEPT_ON_RESET_BYTES];
            capacity = KEPT_ON_RESET_BYTES;
        }
    }

    /** Goes back to a position, so that what was written after it is written over. */
    @Override
    public void setPosition(int position) {
        super.setPosition(Objects.checkIndex(position, capacity + 1));
    }

    /** Refused: the buffer is this output's own. */
    @Override
    public void setBuffer(byte[] bytes, int maxBufferSize) {
        throw new UnsupportedOperationException("A value output has a buffer of its own.");
    }

    /** Refused: there is no stream behind it. */
    @Override
    public void setOutputStream(@Nullable OutputStream stream) {
        throw new UnsupportedOperationException("A value output has no stream behind it.");
    }

    @Override
    protected boolean require(int required) {
        if (capacity - position >= required) {
            return false;
        }
        grow(required);
        return true;
    }

    /** How much may be written in all. */
    int limitBytes() {
        return maxCapacity;
    }

    /** How deep it is by now. */
    int depth() {
        return depth;
    }

    /** Goes on at the depth of the output that this one's bytes will be a part of. */
    void setDepth(int depth) {
        this.depth = depth;
    }

    /** Makes {@code count} bytes part of what is written and returns where they begin. */
    private int claim(int count) {
        int at = position;
        if (capacity - at < count) {
            grow(count);
        }
        position = at + count;
        return at;
    }

    private byte[] roomFor(int count) {
        claim(count);
        return buffer;
    }

    private ByteBuffer claimed(int count, int elementBytes) {
        long size = (long) count * elementBytes;
        if (size > maxCapacity - position) {
            throw new OutputLimitException(position + size, maxCapacity);
        }
        int at = claim((int) size);
        return ByteBuffer.wrap(buffer, at, (int) size);
    }

    private void grow(int required) {
        long needed = (long) position + required;
        if (needed > maxCapacity) {
            throw new OutputLimitException(needed, maxCapacity);
        }
        long grown = Math.max(needed, Math.max(64, capacity * 2L));
        capacity = (int) Math.min(grown, maxCapacity);
        buffer = Arrays.copyOf(buffer, capacity);
    }
}
