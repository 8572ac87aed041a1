package io.muniment.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One directory of files, and all that the engine asks of a disk. Nothing else in the runtime touches one, so
 * that a test can put a disk under the engine that fails, tears, reorders, or forgets what was not synced.
 *
 * <p>Names are plain file names without separators. A failure is an {@link IOException}; when it is for want
 * of space it is a {@link NoSpaceException}. Methods may be called from any thread, and an interrupt never
 * closes a file nor breaks an operation off.
 */
public interface Storage extends Closeable {

    /** The names of the files in the directory, sorted. Empty when there is no directory. */
    List<String> list() throws IOException;

    /** Makes a new empty file for reading and writing. Fails if the name is taken, by a link too. */
    StorageFile create(String name) throws IOException;

    /** Opens a file that exists. Refuses links of either sort. */
    StorageFile open(String name, boolean writable) throws IOException;

    /** Gives a file another name in one step; a file that had that name is gone. Durable after {@link #syncDirectory}. */
    void rename(String from, String to) throws IOException;

    /** Removes a file. Durable after {@link #syncDirectory}. */
    void delete(String name) throws IOException;

    /** Returns when all names made, changed and removed so far survive a power cut. */
    void syncDirectory() throws IOException;

    /** The path of {@code name} for messages. */
    String pathOf(String name);
}
