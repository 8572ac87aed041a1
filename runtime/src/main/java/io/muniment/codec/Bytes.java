package io.muniment.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A string of bytes that nobody can change: what {@code byte[]} would be if it were a value. Equal by content, so
 * that it can be a key; ordered byte by byte, unsigned, a prefix before what it begins.
 */
public final class Bytes implements Comparable<Bytes> {

    private static final Bytes EMPTY = new Bytes(new byte[0]);
    private static final int SHOWN = 16;

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** No bytes. */
    public static Bytes empty() {
        return EMPTY;
    }

    /** These bytes. */
    public static Bytes of(byte... bytes) {
        return copyOf(bytes);
    }

    /** A copy of {@code bytes}. */
    public static Bytes copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /** A copy of {@code count} bytes from {@code offset}. */
    public static Bytes copyOf(byte[] bytes, int offset, int count) {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        return count == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, offset, offset + count));
    }

    /** Takes an array that nobody else holds. */
    static Bytes owning(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes);
    }

    /** How many bytes. */
    public int size() {
        return content.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return content.length == 0;
    }

    /** The byte at {@code index}, from 0. */
    public byte get(int index) {
        return content[index];
    }

    /** A copy as an array. */
    public byte[] toByteArray() {
        return content.clone();
    }

    /** A view that can only be read. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** Writes them as they are, without their count. */
    void writeTo(ValueOutput out) {
        out.writeBytes(content, 0, content.length);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(content, other.content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    /** The size, and the first bytes in hexadecimal. */
    @Override
    public String toString() {
        String shown = HexFormat.of().formatHex(content, 0, Math.min(SHOWN, content.length));
        return "Bytes[" + content.length + ": " + shown + (content.length > SHOWN ? "..." : "") + "]";
    }
}
