package io.muniment.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muniment.error.AccessException;
import io.muniment.error.LockedException;
import io.muniment.error.UnsafeDirectoryException;
import io.muniment.fixture.HookedPaths;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fail where they seldom do, or that know less than others. */
class UnusualDisksTest {

    @TempDir
    Path parent;

    @Test
    void aFileSystemWithoutPermissionsIsUsedAsItIs() throws IOException {
        Path directory = HookedPaths.withoutPermissions(parent.resolve("data"));
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.CREATE, false)) {
            try (StorageFile file = disk.create("a")) {
                file.write(ByteBuffer.wrap("kept".getBytes(UTF_8)), 0);
                file.sync();
            }
            disk.makeDirectory("v1");
            disk.rename("a", "b");
            disk.syncDirectory();
            assertEquals(List.of("b", "v1"), disk.list());
        }
        Files.setPosixFilePermissions(parent.resolve("data"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(parent.resolve("data/link"), Path.of("b"));
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.EXISTING, false);
                StorageFile file = disk.open("b", true)) {
            ByteBuffer read = ByteBuffer.allocate(4);
            file.read(read, 0);
            assertEquals("kept", new String(read.array(), UTF_8));
            assertThrows(UnsafeDirectoryException.class, () -> disk.open("link", false));
        }
    }

    @Test
    void aDirectoryThatCannotBeOpenedIsNamed() throws IOException {
        Path data = Files.createDirectory(
                parent.resolve("data"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path directory = HookedPaths.of(data, (operation, path) -> {
            if (operation.equals("newAsynchronousFileChannel") && path.endsWith("data")) {
                throw new IOException("Input/output error");
            }
        });
        AccessException refused =
                assertThrows(AccessException.class, () -> DiskStorage.open(directory, DirectoryAccess.EXISTING, false));
        assertTrue(refused.getMessage().contains("the directory could not be opened"), refused.getMessage());
        assertTrue(refused.getMessage().contains(data.toString()), refused.getMessage());
    }

    @Test
    void aNameThatFindsNoRoomIsWantOfSpace() throws IOException {
        AtomicReference<String> full = new AtomicReference<>("");
        Path directory = HookedPaths.of(parent.resolve("data"), (operation, path) -> {
            if (operation.equals(full.get())) {
                throw new FileSystemException(path.toString(), null, "No space left on device");
            }
        });
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.CREATE, false)) {
            disk.create("a").close();
            full.set("createDirectory");
            assertThrows(NoSpaceException.class, () -> disk.makeDirectory("v1"));
            full.set("move");
            assertThrows(NoSpaceException.class, () -> disk.rename("a", "b"));
            full.set("newAsynchronousFileChannel");
            assertThrows(NoSpaceException.class, () -> disk.create("b"));
            full.set("");
            assertEquals(List.of("a"), disk.list());
        }
    }

    @Test
    void aDirectoryThatSomebodyElseMakesInTheSameMomentIsAsGood() throws IOException {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        Path directory = HookedPaths.of(parent.resolve("data"), (operation, path) -> {
            if (operation.equals("createDirectory") && isFirst.getAndSet(false)) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        });
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.CREATE, false)) {
            assertFalse(isFirst.get());
            disk.create("a").close();
            assertEquals(List.of("a"), disk.list());
        }
    }

    @Test
    void aDiskThatDoesNotTellHowFullItIsIsNotCalledFull() {
        Path file = HookedPaths.of(parent.resolve("a"), (operation, path) -> {
            if (operation.equals("getFileStore")) {
                throw new IOException("not told");
            }
        });
        assertFalse(DiskFull.isCauseOf(new IOException("Eingabe-/Ausgabefehler"), file, Long.MAX_VALUE));
    }

    @Test
    void aWriteToAFullDiskSaysWhichFileFoundNoRoom() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a disk that is always full");
        try (DiskFile file = DiskFile.open(full, StandardOpenOption.WRITE)) {
            NoSpaceException refused =
                    assertThrows(NoSpaceException.class, () -> file.write(ByteBuffer.allocate(1), 0));
            assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        }
    }

    /** Whoever has locked a file that is not there any more has locked nothing. */
    @Test
    @SuppressWarnings("try") // a lock is held, not used
    void aLockFileThatIsReplacedWhileItIsLockedIsLockedAgain() throws IOException {
        AtomicBoolean isReplaced = new AtomicBoolean();
        Path directory = HookedPaths.of(parent.resolve("data"), (operation, path) -> {
            if (operation.equals("tryLock") && !isReplaced.getAndSet(true)) {
                Path other = path.resolveSibling("other");
                Files.createFile(
                        other, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
            }
        });
        try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.CREATE, false)) {
            LockedException refused =
                    assertThrows(LockedException.class, () -> DirectoryLock.exclusive(disk, Duration.ZERO));
            assertTrue(isReplaced.get());
            assertTrue(refused.getMessage().contains(disk.toString()), refused.getMessage());
            isReplaced.set(false);
            try (DirectoryLock lock = DirectoryLock.exclusive(disk, Duration.ofMinutes(1));
                    DiskStorage same = DiskStorage.open(parent.resolve("data"), DirectoryAccess.EXISTING, false)) {
                assertThrows(LockedException.class, () -> DirectoryLock.exclusive(same, Duration.ZERO));
            }
        }
    }
}
