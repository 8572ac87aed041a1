package io.muniment.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One directory of files, and all that the engine asks of a disk. Nothing else in the runtime touches one, so
 * that a test can put a disk under the engine that fails, tears, reorders, or forgets what was not synced.
 *
 * <p>Names are plain file names without separators. What is opened for reading, renamed or removed may also lie in a directory that
 * {@link #makeDirectory} has made: then it is named by the directory's name, a slash, and its own. A failure is an
 * {@link IOException}; when it is for want of space it is a {@link NoSpaceException}. Methods may be called from any thread,
 * and an interrupt never closes a file nor breaks an operation off.
 */
public interface Storage extends Closeable {

    /** The names of the files and directories in the directory, sorted. Empty when there is no directory. */
    List<String> list() throws IOException;

    /** The plain names of the files in a directory in it, sorted. Empty when there is none. */
    List<String> list(String name) throws IOException;

    /** Whether there is a directory of this name in it. A link to one is none. */
    boolean isDirectory(String name) throws IOException;

    /** Makes a directory in the directory; does nothing if it is there. Durable after {@link #syncDirectory}. */
    void makeDirectory(String name) throws IOException;

    /** Makes a new empty file for reading and writing. Fails if the name is taken, by a link too. */
    StorageFile create(String name) throws IOException;

    /** Opens a file that exists. Refuses links of either sort. */
    StorageFile open(String name, boolean writable) throws IOException;

    /**
     * Gives a file, or a directory with what is in it, another name in one step; a file that had that name is gone. Durable
     * after {@link #syncDirectory}.
     */
    void rename(String from, String to) throws IOException;

    /** Removes a file, or an empty directory. Durable after {@link #syncDirectory}. */
    void delete(String name) throws IOException;

    /** Removes what is of no use after {@code failure}. If that fails too, {@code failure} tells of it. */
    default void deleteAfter(Throwable failure, String name) {
        try {
            delete(name);
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Returns when all names made, changed and removed so far survive a power cut. */
    void syncDirectory() throws IOException;

    /** The path of {@code name} for messages. */
    String pathOf(String name);
}
