package io.muniment.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tells a full disk from a broken one. Java has one exception for both, and only its text differs. */
final class DiskFull {

    private static final List<String> FULL = List.of(
            "No space left on device", "Disk quota exceeded", "Disc quota exceeded", "not enough space on the disk");

    private static final List<String> BROKEN = List.of("Input/output error", "Read-only file system");

    private DiskFull() {}

    /** Whether {@code failure} of a write of so many bytes to {@code path} was for want of space. */
    static boolean isCauseOf(IOException failure, Path path, long bytes) {
        String message = String.valueOf(failure.getMessage());
        if (FULL.stream().anyMatch(message::contains)) {
            return true;
        }
        if (BROKEN.stream().anyMatch(message::contains)) {
            return false;
        }
        return isFull(path, bytes);
    }

    /**
     * What to throw when {@code failure} has kept {@code path} from getting its name: a name takes room in the
     * directory, and a file takes one of the places for files. A failure that has a class of its own is not that.
     */
    static IOException named(FileSystemException failure, Path path) {
        return failure.getClass() == FileSystemException.class && isCauseOf(failure, path, 1)
                ? new NoSpaceException("No space left for " + path, failure)
                : failure;
    }

    /** The operating system speaks the user's language, so a text that is not known here proves nothing. */
    private static boolean isFull(Path path, long bytes) {
        try {
            return Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace() < bytes;
        } catch (IOException e) {
            return false;
        }
    }
}
