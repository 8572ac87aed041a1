package io.muniment.log;

import io.muniment.storage.Storage;
import io.muniment.storage.StorageFile;
import java.io.Closeable;
import java.io.IOException;

/**
 * A file of zeros, synced, that waits to become the next segment, so that the leader need not fill one. It is a
 * leftover like any other temporary file when it is found at an open.
 */
public final class Spare implements Closeable {

    /** There is one at most. */
    public static final String NAME = "spare.tmp";

    private final StorageFile file;

    private Spare(StorageFile file) {
        this.file = file;
    }

    /** Makes the spare file, {@code sizeBytes} long. On failure there is none. */
    public static Spare make(Storage storage, long sizeBytes) throws IOException {
        StorageFile file = storage.create(NAME);
        try {
            SegmentWriter.fillWithZeros(file, 0, sizeBytes);
            file.sync();
            return new Spare(file);
        } catch (Throwable e) {
            SegmentWriter.closeQuietly(file, e);
            storage.deleteAfter(e, NAME);
            throw e;
        }
    }

    StorageFile take() {
        return file;
    }

    /** Removes the file, which was not used. */
    public void discard(Storage storage) throws IOException {
        file.close();
        storage.delete(NAME);
    }

    /** Closes the file and leaves it behind. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
