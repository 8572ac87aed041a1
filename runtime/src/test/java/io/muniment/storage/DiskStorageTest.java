package io.muniment.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.muniment.error.MissingDatabaseException;
import io.muniment.error.OccupiedException;
import io.muniment.error.UnsafeDirectoryException;
import io.muniment.fixture.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiskStorageTest {

    @TempDir
    private Path parent;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        try (Storage disk = open("data");
                StorageFile file = disk.create("a.log")) {
            write(file, 3, "muniment");
            file.sync();
            disk.syncDirectory();

            assertEquals(11, file.size());
            assertEquals("muniment", read(file, 3, 8));
            assertEquals("ment", read(file, 7, 100), "a read ends with the file");
            assertEquals("", read(file, 11, 1));
            assertEquals("", read(file, 5000, 1));
        }
    }

    @Test
    void aFileIsFoundAgain() throws IOException {
        try (Storage disk = open("data")) {
            try (StorageFile file = disk.create("a.log")) {
                write(file, 0, "muniment");
            }
            disk.rename("a.log", "b.log");
            try (StorageFile file = disk.open("b.log", false)) {
                assertEquals("muniment", read(file, 0, 8));
            }
            assertEquals(List.of("b.log"), disk.list());
            disk.delete("b.log");
            assertEquals(List.of(), disk.list());
        }
    }

    @Test
    void aFileIsMovedIntoADirectoryThatIsRenamed() throws IOException {
        try (Storage disk = open("data")) {
            try (StorageFile file = disk.create("a.log")) {
                write(file, 0, "muniment");
            }
            disk.makeDirectory("in");
            disk.makeDirectory("in");
            disk.rename("a.log", "in/a.log");
            disk.syncDirectory();
            disk.rename("in", "out");
            disk.syncDirectory();
            assertEquals(List.of("out"), disk.list());
            assertEquals(List.of("a.log"), disk.list("out"));
            assertEquals(List.of(), disk.list("in"));
            assertEquals("muniment", Files.readString(parent.resolve("data/out/a.log")));
            try (StorageFile file = disk.open("out/a.log", false)) {
                assertEquals(8, file.size());
            }
            assertThrows(IllegalArgumentException.class, () -> disk.open("out/a.log", true));
            assertTrue(disk.isDirectory("out"));
            assertFalse(disk.isDirectory("in"));
            assertThrows(IOException.class, () -> disk.delete("out"), "it is not empty");
            disk.delete("out/a.log");
            disk.delete("out");
            disk.syncDirectory();
            assertEquals(List.of(), disk.list());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryInTheDirectoryIsItsOwnersAloneAndNoLink() throws IOException {
        Path elsewhere = Files.createDirectory(parent.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("canary"), "alive");
        try (Storage disk = open("data")) {
            disk.makeDirectory("in");
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(parent.resolve("data").resolve("in"))));
            disk.create("a").close();
            Files.createSymbolicLink(parent.resolve("data").resolve("link"), elsewhere);
            assertThrows(UnsafeDirectoryException.class, () -> disk.makeDirectory("link"));
            assertThrows(UnsafeDirectoryException.class, () -> disk.list("link"));
            assertThrows(UnsafeDirectoryException.class, () -> disk.open("link/canary", false));
            assertFalse(disk.isDirectory("link"));
            assertFalse(disk.isDirectory("a"));
            assertThrows(UnsafeDirectoryException.class, () -> disk.rename("a", "link/a"));
            assertThrows(UnsafeDirectoryException.class, () -> disk.delete("link/canary"));
            assertThrows(IOException.class, () -> disk.makeDirectory("a"));
            assertThrows(IllegalArgumentException.class, () -> disk.delete("../elsewhere/canary"));
            assertThrows(IllegalArgumentException.class, () -> disk.delete("in/../a"));
        }
        assertEquals("alive", Files.readString(elsewhere.resolve("canary")));
    }

    @Test
    void renamingReplaces() throws IOException {
        try (Storage disk = open("data")) {
            try (StorageFile a = disk.create("a");
                    StorageFile b = disk.create("b")) {
                write(a, 0, "a");
                write(b, 0, "b");
            }
            disk.rename("a", "b");
            try (StorageFile file = disk.open("b", true)) {
                assertEquals("a", read(file, 0, 8));
            }
        }
    }

    @Test
    void truncatingCutsAndNeverGrows() throws IOException {
        try (Storage disk = open("data");
                StorageFile file = disk.create("a")) {
            write(file, 0, "muniment");
            file.truncate(100);
            assertEquals(8, file.size());
            file.truncate(2);
            assertEquals("mu", read(file, 0, 8));
        }
    }

    @Test
    void aNameIsMadeOnce() throws IOException {
        try (Storage disk = open("data")) {
            disk.create("a").close();
            assertThrows(FileAlreadyExistsException.class, () -> disk.create("a"));
            assertThrows(NoSuchFileException.class, () -> disk.open("b", true));
            assertThrows(NoSuchFileException.class, () -> disk.delete("b"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../a", "a/../b", "a/b/c", "/etc/passwd", "a\\b", "C:a", "a\0", "a\nb", "é"})
    void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
        try (Storage disk = open("data")) {
            assertThrows(IllegalArgumentException.class, () -> disk.create(name));
            assertThrows(IllegalArgumentException.class, () -> disk.open(name, true));
            assertThrows(IllegalArgumentException.class, () -> disk.rename(name, "b"));
            assertThrows(IllegalArgumentException.class, () -> disk.rename("b", name));
            assertThrows(IllegalArgumentException.class, () -> disk.delete(name));
        }
    }

    @Test
    void anInterruptedThreadWritesSyncsAndReadsOn() throws IOException {
        try (Storage disk = open("data");
                StorageFile file = disk.create("a")) {
            Thread.currentThread().interrupt();
            write(file, 0, "muniment");
            file.sync();
            assertEquals("muniment", read(file, 0, 8));
            file.truncate(4);
            assertEquals(4, file.size());
            disk.create("b").close();
            disk.rename("b", "c");
            disk.syncDirectory();
            disk.open("c", true).close();
            assertEquals(List.of("a", "c"), disk.list());
            assertTrue(Thread.interrupted(), "the interrupt is kept for whoever waits for it");

            write(file, 4, "s");
            assertEquals("munis", read(file, 0, 8));
        }
    }

    @Test
    void anOpenThatIsInterruptedOpens() throws IOException {
        Thread.currentThread().interrupt();
        open("data").close();
        assertTrue(Thread.interrupted());
    }

    @Test
    void interruptsAtAnyTimeBreakNothing() throws Exception {
        try (Storage disk = open("data");
                StorageFile file = disk.create("a")) {
            AtomicBoolean finished = new AtomicBoolean();
            Thread writer = new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    writeQuietly(file, i * 8L, "muniment");
                }
                finished.set(true);
            });
            writer.start();
            while (writer.isAlive()) {
                writer.interrupt();
                Thread.onSpinWait();
            }
            assertTrue(finished.get());
            assertEquals(160_000, file.size());
        }
    }

    @Test
    void aClosedFileSaysSo() throws IOException {
        try (Storage disk = open("data")) {
            StorageFile file = disk.create("a");
            file.close();
            file.close();
            assertThrows(ClosedChannelException.class, () -> write(file, 0, "x"));
            assertThrows(ClosedChannelException.class, () -> read(file, 0, 1));
            assertThrows(ClosedChannelException.class, file::sync);
            assertThrows(ClosedChannelException.class, file::size);
        }
    }

    @Test
    void largeTransfersAreWhole() throws IOException {
        byte[] bytes = new byte[5_000_001];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 1000);
        }
        try (Storage disk = open("data");
                StorageFile file = disk.create("a")) {
            file.write(ByteBuffer.wrap(bytes), 7);
            ByteBuffer back = ByteBuffer.allocateDirect(bytes.length);
            assertEquals(bytes.length, file.read(back, 7));
            byte[] read = new byte[bytes.length];
            back.flip().get(read);
            assertArrayEquals(bytes, read);
        }
    }

    @Test
    void missingDirectoriesAreMade() throws IOException {
        open("a/b/c").close();
        assertTrue(Files.isDirectory(parent.resolve("a/b/c")));
    }

    @Test
    void aMissingDirectoryIsMadeOnlyWhenAsked() {
        for (DirectoryAccess access : List.of(DirectoryAccess.EXISTING, DirectoryAccess.READ_ONLY)) {
            MissingDatabaseException e = assertThrows(
                    MissingDatabaseException.class, () -> DiskStorage.open(parent.resolve("data"), access, false));
            assertTrue(e.getMessage().contains("no such directory"), e.getMessage());
        }
        assertFalse(Files.exists(parent.resolve("data")));
    }

    @Test
    void aFileIsNoDirectory() throws IOException {
        Files.createFile(parent.resolve("data"));
        OccupiedException e = assertThrows(OccupiedException.class, () -> open("data"));
        assertTrue(e.getMessage().contains("not a directory"), e.getMessage());
        assertTrue(e.getMessage().endsWith("Name a directory, or a path where nothing is yet."), e.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void everythingIsItsOwnersAlone() throws IOException {
        try (Storage disk = open("a/data")) {
            disk.create("b").close();
        }
        assertEquals("rwx------", permissions("a/data"));
        assertEquals("rw-------", permissions("a/data/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000", "022", "077", "277", "777"})
    @DisabledOnOs(OS.WINDOWS)
    void everythingIsItsOwnersAloneWhateverTheUmask(String umask) throws Exception {
        List<String> shell = List.of("sh", "-c", "umask " + umask + "; exec \"$0\" \"$@\"");
        try (ChildJvm child = ChildJvm.start(shell, MakesOneFile.class, parent.resolve("data"))) {
            assertEquals(0, child.awaitEnd());
        }
        assertEquals("rwx------", permissions("data"));
        assertEquals("rw-------", permissions("data/a"));
    }

    static final class MakesOneFile {

        public static void main(String... arguments) throws IOException {
            try (Storage disk = DiskStorage.open(Path.of(arguments[0]), DirectoryAccess.CREATE, false)) {
                disk.create("a").close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwx----w-", "rwx-w----"})
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatOthersCanWriteIsRefusedUnlessAllowed(String permissions) throws IOException {
        Path directory = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
        UnsafeDirectoryException e = assertThrows(UnsafeDirectoryException.class, () -> open("data"));
        assertTrue(e.getMessage().contains("chmod go-w"), e.getMessage());
        DiskStorage.open(directory, DirectoryAccess.CREATE, true).close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryThatOthersCanReadIsTaken() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        open("data").close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryOfAnotherUserIsRefusedUnlessAllowed() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("data"));
        try {
            Files.setAttribute(directory, "unix:uid", 65534);
        } catch (IOException e) {
            abort("only root can give a directory away");
        }
        UnsafeDirectoryException e = assertThrows(UnsafeDirectoryException.class, () -> open("data"));
        assertTrue(e.getMessage().contains("belongs to another user"), e.getMessage());
        DiskStorage.open(directory, DirectoryAccess.CREATE, true).close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDirectoryMayBeReachedThroughALink() throws IOException {
        open("data").close();
        Files.createSymbolicLink(parent.resolve("link"), parent.resolve("data"));
        try (DiskStorage disk = open("link")) {
            assertEquals(parent.resolve("data").toRealPath(), disk.directory());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkToNothingIsNotMadeADirectory() throws IOException {
        Files.createSymbolicLink(parent.resolve("link"), parent.resolve("data"));
        OccupiedException e = assertThrows(OccupiedException.class, () -> open("link"));
        assertTrue(e.getMessage().contains("a link that leads nowhere"), e.getMessage());
        assertFalse(Files.exists(parent.resolve("data")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsNeitherOpenedNorWrittenThrough() throws IOException {
        Path canary = Files.writeString(parent.resolve("canary"), "canary");
        try (Storage disk = open("data")) {
            Files.createSymbolicLink(parent.resolve("data/a"), canary);
            Files.createSymbolicLink(parent.resolve("data/dangling"), parent.resolve("nothing"));
            for (boolean writable : new boolean[] {true, false}) {
                UnsafeDirectoryException e =
                        assertThrows(UnsafeDirectoryException.class, () -> disk.open("a", writable));
                assertTrue(e.getMessage().contains("symbolic link"), e.getMessage());
            }
            assertThrows(FileAlreadyExistsException.class, () -> disk.create("a"));
            assertThrows(FileAlreadyExistsException.class, () -> disk.create("dangling"));
            disk.create("b").close();
            disk.rename("b", "a");
            disk.delete("dangling");
        }
        assertEquals("canary", Files.readString(canary));
        assertFalse(Files.exists(parent.resolve("nothing")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileWithTwoNamesIsRefused() throws IOException {
        Path canary = Files.writeString(parent.resolve("canary"), "canary");
        try (Storage disk = open("data")) {
            Files.createLink(parent.resolve("data/a"), canary);
            UnsafeDirectoryException e = assertThrows(UnsafeDirectoryException.class, () -> disk.open("a", true));
            assertTrue(e.getMessage().contains("hard link"), e.getMessage());
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatIsNotAPlainFileIsRefusedAndNotWaitedFor() throws Exception {
        try (Storage disk = open("data")) {
            assertEquals(
                    0,
                    new ProcessBuilder("mkfifo", parent.resolve("data/a").toString())
                            .start()
                            .waitFor());
            assertThrows(UnsafeDirectoryException.class, () -> disk.open("a", false));
            Files.createDirectory(parent.resolve("data/b"));
            assertThrows(UnsafeDirectoryException.class, () -> disk.open("b", false));
        }
    }

    @Test
    void readingOnlyNeedsNothingWritten() throws IOException {
        try (Storage disk = open("data");
                StorageFile file = disk.create("a")) {
            write(file, 0, "muniment");
        }
        try (Storage disk = DiskStorage.open(parent.resolve("data"), DirectoryAccess.READ_ONLY, false);
                StorageFile file = disk.open("a", false)) {
            assertEquals("muniment", read(file, 0, 8));
        }
    }

    @Test
    void aFullDiskIsToldFromABrokenOne() {
        Path file = parent.resolve("a");
        assertTrue(DiskFull.isCauseOf(new IOException("No space left on device"), file, 1));
        assertTrue(DiskFull.isCauseOf(new IOException("Disk quota exceeded"), file, 1));
        assertTrue(DiskFull.isCauseOf(new IOException("There is not enough space on the disk"), file, 1));
        assertTrue(DiskFull.isCauseOf(new IOException("Auf dem Gerät ist kein Platz"), file, Long.MAX_VALUE));
        assertFalse(DiskFull.isCauseOf(new IOException("Eingabe-/Ausgabefehler"), file, 1));
        assertFalse(DiskFull.isCauseOf(new IOException("Input/output error"), file, Long.MAX_VALUE));
        assertFalse(DiskFull.isCauseOf(new IOException(), file, 1));
    }

    private DiskStorage open(String name) {
        return DiskStorage.open(parent.resolve(name), DirectoryAccess.CREATE, false);
    }

    private String permissions(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve(name)));
    }

    private static void write(StorageFile file, long position, String text) throws IOException {
        file.write(ByteBuffer.wrap(text.getBytes(UTF_8)), position);
    }

    private static void writeQuietly(StorageFile file, long position, String text) {
        try {
            write(file, position, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(StorageFile file, long position, int count) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(count);
        assertEquals(file.read(target, position), target.position());
        return new String(target.array(), 0, target.position(), UTF_8);
    }
}
