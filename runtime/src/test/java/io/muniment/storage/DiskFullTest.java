package io.muniment.storage;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a name that found no room is told from one that could not be given for another reason. */
class DiskFullTest {

    @TempDir
    Path directory;

    @Test
    void nameThatFoundNoRoomIsWantOfSpace() {
        Path file = directory.resolve("segment");
        for (String reason : new String[] {"No space left on device", "Disk quota exceeded"}) {
            FileSystemException failure = new FileSystemException(file.toString(), null, reason);
            assertInstanceOf(NoSpaceException.class, DiskFull.named(failure, file));
        }
    }

    @Test
    void nameThatIsTakenOrADiskThatIsBrokenIsNot() {
        Path file = directory.resolve("segment");
        FileSystemException taken = new FileAlreadyExistsException(file.toString());
        assertSame(taken, DiskFull.named(taken, file));
        FileSystemException broken = new FileSystemException(file.toString(), null, "Input/output error");
        assertSame(broken, DiskFull.named(broken, file));
    }
}
