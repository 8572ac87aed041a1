package io.muniment.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Reads and writes name their position and may be made by several threads at once. */
public interface StorageFile extends Closeable {

    /** The size in bytes. */
    long size() throws IOException;

    /**
     * Reads into {@code target} from {@code position} until the buffer or the file is at its end.
     *
     * @return the bytes read, 0 when {@code position} is at or past the end
     */
    int read(ByteBuffer target, long position) throws IOException;

    /** Writes all that remains in {@code source} at {@code position}, growing the file as needed. */
    void write(ByteBuffer source, long position) throws IOException;

    /** Cuts the file to {@code size} bytes; a file that is shorter stays as it is. */
    void truncate(long size) throws IOException;

    /**
     * Returns when all bytes written before the call, and the size, survive a power cut. After it has failed
     * once nothing may be assumed of what was written, and it must not be asked again.
     */
    void sync() throws IOException;
}
