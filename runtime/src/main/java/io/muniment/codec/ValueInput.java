package io.muniment.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes being read: a Kryo input over one stretch of an array that believes no length before it has compared it with
 * the bytes that remain. Used by one thread at a time.
 *
 * <p>Whatever the bytes are, a read ends in a value or in a {@link MalformedException}, and takes no more memory
 * than the bytes that remain give reason for. Each value has one form only: numbers with more bytes than they need
 * are malformed.
 */
public final class ValueInput extends Input {

    /*
     * Every method of Kryo's input that allocates is overridden, and so is require(..), through which all others
     * go. The tests call each public method with a length of nearly 2^31 and with no bytes at all.
     */

    private int start;
    private int depth;

    /** Reads all of {@code bytes}. */
    public ValueInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code count} bytes from {@code offset}. */
    public ValueInput(byte[] bytes, int offset, int count) {
        super(bytes, offset, count);
    }

    /** How many bytes are left to read. */
    public int remaining() {
        return limit - position;
    }

    /**
     * Reads a value, and turns all that its serializer or its constructor throws into a {@link MalformedException}.
     */
    public <T> T readValue(ValueSerializer<T> serializer) {
        int depthBefore = depth;
        try {
            T value = serializer.read(this);
            if (value == null) {
                throw malformed("the serializer returned null");
            }
            return value;
        } catch (MalformedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new MalformedException(
                    place("what was read is not accepted: " + e.getClass().getName()), e);
        } catch (StackOverflowError e) {
            throw malformed("the value is nested too deep");
        } finally {
            depth = depthBefore;
        }
    }

    /** An exception that says what is malformed and where; to be thrown by the caller. */
    public MalformedException malformed(String what) {
        return new MalformedException(place(what));
    }

    private String place(String what) {
        return "Byte " + (position - start) + " of " + (limit - start) + ": " + what + ".";
    }

    /**
     * Goes one level deeper. To be called, with {@link #leave} after it, by every serializer whose values can
     * contain values of the same type, on whatever way.
     *
     * @throws MalformedException deeper than {@link ValueOutput#MAX_DEPTH}
     */
    public void enter() {
        if (++depth > ValueOutput.MAX_DEPTH) {
            throw malformed("the value is nested deeper than " + ValueOutput.MAX_DEPTH + " levels");
        }
    }

    /** Comes back from {@link #enter}. Need not be called when something was thrown. */
    public void leave() {
        depth--;
    }

    /** Reads how many elements follow: never more than bytes remain, as each takes at least one. */
    public int readCount() {
        int count = readVarInt(true);
        if (count < 0 || count > limit - position) {
            throw tooMany(Integer.toUnsignedLong(count), 1);
        }
        return count;
    }

    /**
     * Reads how many elements of a fixed size follow, and checks that the bytes remain for them.
     *
     * @param elementBytes the size of each
     */
    public int readCount(int elementBytes) {
        int count = readVarInt(true);
        requireRoom(count, elementBytes);
        return count;
    }

    /** Reads what {@link ValueOutput#writeVarInt} wrote. */
    @Override
    public int readVarInt(boolean optimizePositive) {
        int at = position;
        int v;
        if (at < limit && (v = buffer[at]) >= 0) {
            position = at + 1;
        } else {
            v = readLongVarInt();
        }
        return optimizePositive ? v : (v >>> 1) ^ -(v & 1);
    }

    private int readLongVarInt() {
        int at = position;
        byte[] b = buffer;
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at == limit) {
                throw tooShort(at - position + 1);
            }
            int next = b[at++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                if (next == 0 || (shift == 28 && next > 0x0f)) {
                    break;
                }
                position = at;
                return value;
            }
        }
        throw malformed("a number has more bits than an int or more bytes than it needs");
    }

    /** Reads what {@link ValueOutput#writeVarLong} wrote. */
    @Override
    public long readVarLong(boolean optimizePositive) {
        int at = position;
        long v;
        if (at < limit && (v = buffer[at]) >= 0) {
            position = at + 1;
        } else {
            v = readLongVarLong();
        }
        return optimizePositive ? v : (v >>> 1) ^ -(v & 1);
    }

    private long readLongVarLong() {
        int at = position;
        byte[] b = buffer;
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            if (at == limit) {
                throw tooShort(at - position + 1);
            }
            int next = b[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return endOfVarLong(at, value, next);
            }
        }
        if (at == limit) {
            throw tooShort(at - position + 1);
        }
        int ninth = b[at++];
        return endOfVarLong(at, value | (ninth & 0xffL) << 56, ninth);
    }

    private long endOfVarLong(int end, long value, int last) {
        if (last == 0) {
            throw malformed("a number has more bytes than it needs");
        }
        position = end;
        return value;
    }

    /** Reads what {@link ValueOutput#writeString} wrote. */
    @Override
    public String readString() {
        int header = readVarInt(true);
        int length = header >>> 1;
        if ((header & 1) != 0) {
            return readWide(length);
        }
        int at = position;
        if (length > limit - at) {
            throw tooMany(length, 1);
        }
        position = at + length;
        return length == 0 ? "" : new String(buffer, at, length, StandardCharsets.ISO_8859_1);
    }

    private String readWide(int length) {
        requireRoom(length, Character.BYTES);
        int all = 0;
        char[] chars = new char[length];
        for (int i = 0, at = position; i < length; i++, at += Character.BYTES) {
            char c = (char) BigEndian.CHAR.get(buffer, at);
            all |= c;
            chars[i] = c;
        }
        if (all <= 0xff) {
            throw malformed("a text is wide without need");
        }
        position += length * Character.BYTES;
        return new String(chars);
    }

    @Override
    public StringBuilder readStringBuilder() {
        return new StringBuilder(readString());
    }

    /** Reads one byte that is 0 or 1. */
    @Override
    public boolean readBoolean() {
        int value = readByte();
        if ((value & ~1) != 0) {
            throw malformed("a boolean is neither 0 nor 1");
        }
        return value != 0;
    }

    @Override
    public byte readByte() {
        int at = position;
        if (at >= limit) {
            throw tooShort(1);
        }
        position = at + 1;
        return buffer[at];
    }

    @Override
    public int readByteUnsigned() {
        return readByte() & 0xff;
    }

    @Override
    public short readShort() {
        return (short) BigEndian.SHORT.get(buffer, take(Short.BYTES));
    }

    @Override
    public int readShortUnsigned() {
        return readShort() & 0xffff;
    }

    @Override
    public char readChar() {
        return (char) BigEndian.CHAR.get(buffer, take(Character.BYTES));
    }

    @Override
    public int readInt() {
        return (int) BigEndian.INT.get(buffer, take(Integer.BYTES));
    }

    @Override
    public long readLong() {
        return (long) BigEndian.LONG.get(buffer, take(Long.BYTES));
    }

    @Override
    public float readFloat() {
        return (float) BigEndian.FLOAT.get(buffer, take(Float.BYTES));
    }

    @Override
    public double readDouble() {
        return (double) BigEndian.DOUBLE.get(buffer, take(Double.BYTES));
    }

    @Override
    public int readInt(boolean optimizePositive) {
        return readVarInt(optimizePositive);
    }

    @Override
    public long readLong(boolean optimizePositive) {
        return readVarLong(optimizePositive);
    }

    @Override
    public byte[] readBytes(int length) {
        requireRoom(length, 1);
        byte[] bytes = new byte[length];
        System.arraycopy(buffer, take(length), bytes, 0, length);
        return bytes;
    }

    @Override
    public void readBytes(byte[] bytes) {
        readBytes(bytes, 0, bytes.length);
    }

    @Override
    public void readBytes(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        System.arraycopy(buffer, take(count), bytes, offset, count);
    }

    @Override
    public boolean[] readBooleans(int length) {
        requireRoom(length, 1);
        boolean[] array = new boolean[length];
        for (int i = 0; i < length; i++) {
            array[i] = readBoolean();
        }
        return array;
    }

    @Override
    public short[] readShorts(int length) {
        ByteBuffer bytes = taken(length, Short.BYTES);
        short[] array = new short[length];
        bytes.asShortBuffer().get(array);
        return array;
    }

    @Override
    public char[] readChars(int length) {
        ByteBuffer bytes = taken(length, Character.BYTES);
        char[] array = new char[length];
        bytes.asCharBuffer().get(array);
        return array;
    }

    @Override
    public int[] readInts(int length) {
        ByteBuffer bytes = taken(length, Integer.BYTES);
        int[] array = new int[length];
        bytes.asIntBuffer().get(array);
        return array;
    }

    @Override
    public long[] readLongs(int length) {
        ByteBuffer bytes = taken(length, Long.BYTES);
        long[] array = new long[length];
        bytes.asLongBuffer().get(array);
        return array;
    }

    @Override
    public float[] readFloats(int length) {
        ByteBuffer bytes = taken(length, Float.BYTES);
        float[] array = new float[length];
        bytes.asFloatBuffer().get(array);
        return array;
    }

    @Override
    public double[] readDoubles(int length) {
        ByteBuffer bytes = taken(length, Double.BYTES);
        double[] array = new double[length];
        bytes.asDoubleBuffer().get(array);
        return array;
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        requireRoom(length, 1);
        int[] array = new int[length];
        for (int i = 0; i < length; i++) {
            array[i] = readVarInt(optimizePositive);
        }
        return array;
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        requireRoom(length, 1);
        long[] array = new long[length];
        for (int i = 0; i < length; i++) {
            array[i] = readVarLong(optimizePositive);
        }
        return array;
    }

    /** Reads into an array, for those who use this as a stream: -1 at the end. */
    @Override
    public int read(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (count > 0 && position == limit) {
            return -1;
        }
        int available = Math.min(count, limit - position);
        readBytes(bytes, offset, available);
        return available;
    }

    @Override
    public int read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    @Override
    public int read() {
        return position == limit ? -1 : readByteUnsigned();
    }

    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public boolean end() {
        return position >= limit;
    }

    @Override
    public void skip(int count) {
        take(count);
    }

    /** Skips at most what remains. */
    @Override
    public long skip(long count) {
        int skipped = (int) Math.max(0, Math.min(count, limit - position));
        position += skipped;
        return skipped;
    }

    /** Reads another stretch of bytes from now on. */
    @Override
    public void setBuffer(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        super.setBuffer(bytes, offset, count);
        start = offset;
        depth = 0;
    }

    @Override
    public void setBuffer(byte[] bytes) {
        setBuffer(bytes, 0, bytes.length);
    }

    /** Goes to a position of the buffer, from where this input begins to where it ends. */
    @Override
    public void setPosition(int position) {
        Objects.checkFromToIndex(start, position, limit);
        super.setPosition(position);
    }

    /** Ends earlier or later, but never outside of the buffer or before what was read. */
    @Override
    public void setLimit(int limit) {
        Objects.checkFromToIndex(position, limit, capacity);
        super.setLimit(limit);
    }

    /** Reads the same bytes again. */
    @Override
    public void reset() {
        position = start;
        depth = 0;
    }

    /** Refused: there is no stream behind it. */
    @Override
    public void setInputStream(@Nullable InputStream stream) {
        throw new UnsupportedOperationException("A value input has no stream behind it.");
    }

    @Override
    protected int require(int required) {
        if (required < 0 || required > limit - position) {
            throw tooShort(required);
        }
        return limit - position;
    }

    /** How deep it is by now. */
    int depth() {
        return depth;
    }

    /** Goes on at the depth of the input that this one's bytes are a part of. */
    void setDepth(int depth) {
        this.depth = depth;
    }

    /** Makes {@code count} bytes count as read and returns where they begin. */
    private int take(int count) {
        int at = position;
        if (count < 0 || count > limit - at) {
            throw tooShort(count);
        }
        position = at + count;
        return at;
    }

    private ByteBuffer taken(int count, int elementBytes) {
        requireRoom(count, elementBytes);
        int size = count * elementBytes;
        return ByteBuffer.wrap(buffer, take(size), size);
    }

    private void requireRoom(int count, int elementBytes) {
        if (count < 0 || (long) count * elementBytes > limit - position) {
            throw tooMany(Integer.toUnsignedLong(count), elementBytes);
        }
    }

    private MalformedException tooShort(int required) {
        return malformed(required + " bytes must follow, " + (limit - position) + " remain");
    }

    private MalformedException tooMany(long count, int elementBytes) {
        return malformed(count + " elements of at least " + elementBytes + " bytes are declared, " + (limit - position)
                + " bytes remain");
    }
}
