package io.muniment.log;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** What all files of one store have in common: 128 random bits, made with the store. */
public record StoreId(long high, long low) {

    /** The bytes that it takes in a file. */
    public static final int BYTES = 16;

    /** The id of a new store. */
    public static StoreId random() {
        SecureRandom random = new SecureRandom();
        return new StoreId(random.nextLong(), random.nextLong());
    }

    /** Reads an id at {@code offset}. */
    public static StoreId read(ByteBuffer source, int offset) {
        return new StoreId(source.getLong(offset), source.getLong(offset + Long.BYTES));
    }

    /** Writes the id at {@code offset}. */
    public void write(ByteBuffer target, int offset) {
        target.putLong(offset, high).putLong(offset + Long.BYTES, low);
    }

    /** 32 hex digits. */
    @Override
    public String toString() {
        return String.format("%016x%016x", high, low);
    }
}
