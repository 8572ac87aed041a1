package io.muniment.benchmark;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is filled with zeros ahead of what is written, so that a sync changes no size. */
final class BareFile implements Closeable {

    private static final int RECORD_BYTES = 200;
    private static final int AHEAD_BYTES = 64 << 20;

    private final FileChannel file;
    private final ByteBuffer record = ByteBuffer.allocateDirect(RECORD_BYTES);
    private long tail;

    BareFile(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < AHEAD_BYTES; at += zeros.capacity()) {
            file.write(zeros.clear(), at);
        }
        file.force(true);
    }

    /** Writes 200 bytes behind those before and syncs. */
    void appendAndForce() throws IOException {
        if (tail + RECORD_BYTES > AHEAD_BYTES) {
            tail = 0;
        }
        record.clear();
        record.putLong(0, tail);
        file.write(record, tail);
        file.force(false);
        tail += RECORD_BYTES;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
