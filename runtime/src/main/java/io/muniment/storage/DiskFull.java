package io.muniment.storage;

import java.io.IOException;
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

    /** The operating system speaks the user's language, so a text that is not known here proves nothing. */
    private static boolean isFull(Path path, long bytes) {
        try {
            return Files.getFileStore(path.toAbsolutePath().getParent()).getUsableSpace() < bytes;
        } catch (IOException e) {
            return false;
        }
    }
}
