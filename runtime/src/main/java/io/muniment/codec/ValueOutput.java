package io.muniment.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;

/** Bytes being written: a Kryo output over a growing array of its own. Used by one thread at a time. */
public final class ValueOutput extends Output {

    /** An empty output with a small buffer. */
    public ValueOutput() {
        this(256);
    }

    /** An empty output with a buffer of {@code sizeBytes} to begin with. */
    public ValueOutput(int sizeBytes) {
        super(sizeBytes, Integer.MAX_VALUE - 8);
    }
}
