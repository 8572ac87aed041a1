package io.muniment.codec;

import com.esotericsoftware.kryo.kryo5.io.Input;

/** Bytes being read: a Kryo input over one record that believes no length before it has checked it. */
public final class ValueInput extends Input {

    /** Reads all of {@code bytes}. */
    public ValueInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code count} bytes from {@code offset}. */
    public ValueInput(byte[] bytes, int offset, int count) {
        super(bytes, offset, count);
    }
}
