package io.muniment.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.AccessException;
import io.muniment.error.LockedException;
import io.muniment.error.UnsafeDirectoryException;
import io.muniment.fixture.ChildJvm;
import io.muniment.fixture.HookedPaths;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@SuppressWarnings("try") // A lock does its work by being there.
final class DirectoryLockTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path parent;

    @Test
    void oneWriterAtATime() throws IOException {
        DirectoryLock first = exclusive("data");
        LockedException e = assertThrows(LockedException.class, () -> exclusive("data"));
        assertTrue(e.getMessage().contains("this process"), e.getMessage());
        assertTrue(e.getMessage().contains(parent.resolve("data").toRealPath().toString()), e.getMessage());
        first.close();
        first.close();
        exclusive("data").close();
    }

    @Test
    void aSecondOpenOfTheSameProcessDoesNotReleaseTheLock() throws Exception {
        try (DirectoryLock ignored = exclusive("data")) {
            assertThrows(LockedException.class, () -> exclusive("data"));
            assertThrows(LockedException.class, () -> shared("data"));
            assertTrue(isLockedForOthers("data"));
        }
        assertFalse(isLockedForOthers("data"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void everyWayToADirectoryLeadsToTheSameLock() throws Exception {
        try (DirectoryLock ignored = exclusive("data")) {
            Files.createSymbolicLink(parent.resolve("link"), parent.resolve("data"));
            Path relative = Path.of("")
                    .toAbsolutePath()
                    .relativize(parent.resolve("data").toAbsolutePath());
            for (String name : List.of("link", "data/../data", "./data", relative.toString())) {
                Path path = name.equals(relative.toString()) ? relative : parent.resolve(name);
                assertThrows(LockedException.class, () -> exclusive(path), name);
                assertEquals("locked", attemptOfAnotherProcess(path), name);
            }
        }
    }

    @Test
    void aCopyOfTheLibraryInAnotherClassLoaderIsRefusedAndReleasesNothing() throws Exception {
        try (DirectoryLock ignored = exclusive("data");
                URLClassLoader loader = copyOfTheLibrary()) {
            InvocationTargetException e = assertThrows(InvocationTargetException.class, () -> exclusiveBy(loader));
            assertEquals(
                    LockedException.class.getName(), e.getCause().getClass().getName());
            assertTrue(isLockedForOthers("data"));
        }
        try (URLClassLoader loader = copyOfTheLibrary()) {
            exclusiveBy(loader).close();
        }
    }

    @Test
    void aLockOutlivesItsSystemProperty() throws Exception {
        try (DirectoryLock ignored = exclusive("data")) {
            System.getProperties().keySet().removeIf(key -> key.toString().startsWith("io.muniment.lock."));
            assertThrows(LockedException.class, () -> exclusive("data"));
            try (URLClassLoader loader = copyOfTheLibrary()) {
                InvocationTargetException e = assertThrows(InvocationTargetException.class, () -> exclusiveBy(loader));
                assertEquals(
                        LockedException.class.getName(), e.getCause().getClass().getName());
            }
            assertTrue(isLockedForOthers("data"));
        }
    }

    /** On each look at the lock file in turn, until none is left to fail. */
    @Test
    void whenTheLockFileCannotBeLookedAtNothingStaysLockedOrOpen() throws Exception {
        exclusive("data").close();
        int failed = 0;
        for (boolean isDone = false; !isDone; failed++) {
            AtomicInteger left = new AtomicInteger(failed);
            Path directory = HookedPaths.of(parent.resolve("data"), (operation, path) -> {
                if (path.endsWith("LOCK") && left.getAndDecrement() == 0) {
                    throw new IOException("Input/output error in " + operation);
                }
            });
            try (DiskStorage disk = DiskStorage.open(directory, DirectoryAccess.EXISTING, false)) {
                DirectoryLock.exclusive(disk, AT_ONCE).close();
                isDone = left.get() >= 0;
            } catch (AccessException | LockedException e) {
                assertTrue(e instanceof AccessException, () -> "an earlier failure has left it locked: " + e);
            }
            assertFalse(isLockedForOthers("data"));
            exclusive("data").close();
        }
        assertTrue(failed > 3, "looked at before the lock is taken, and after");
    }

    @Test
    void aLockOfAnotherProcessTellsWhoHoldsIt() throws Exception {
        try (ChildJvm holder = holder("data")) {
            LockedException e = assertThrows(LockedException.class, () -> exclusive("data"));
            assertTrue(e.getMessage().contains("process " + holder.pid()), e.getMessage());
        }
    }

    @Test
    void theLockOfAKilledProcessIsFreeAtOnce() throws Exception {
        try (ChildJvm holder = holder("data")) {
            assertThrows(LockedException.class, () -> exclusive("data"));
            holder.kill();
            exclusive("data").close();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aStoppedProcessKeepsItsLock() throws Exception {
        try (ChildJvm holder = holder("data")) {
            holder.signal("STOP");
            assertThrows(LockedException.class, () -> exclusive(parent.resolve("data"), Duration.ofMillis(300)));
            holder.signal("CONT");
            assertThrows(LockedException.class, () -> exclusive("data"));
            holder.say("close");
            assertEquals("closed", holder.line());
            exclusive("data").close();
        }
    }

    @Test
    void whoWaitsGetsTheLockWhenTheHolderCloses() throws Exception {
        try (ChildJvm holder = holder("data")) {
            CompletableFuture<DirectoryLock> waiting =
                    CompletableFuture.supplyAsync(() -> exclusive(parent.resolve("data"), LONG));
            assertThrows(LockedException.class, () -> exclusive("data"));
            assertFalse(waiting.isDone());
            holder.say("close");
            assertEquals("closed", holder.line());
            waiting.join().close();
        }
    }

    @Test
    void whoWaitsInTheSameProcessGetsTheLockToo() throws Exception {
        DirectoryLock first = exclusive("data");
        CompletableFuture<DirectoryLock> waiting = CompletableFuture.supplyAsync(
                () -> exclusive(parent.resolve("data"), Duration.ofSeconds(Long.MAX_VALUE)));
        assertThrows(LockedException.class, () -> exclusive(parent.resolve("data"), Duration.ofMillis(50)));
        first.close();
        waiting.join().close();
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        try (DirectoryLock ignored = exclusive("data")) {
            Thread.currentThread().interrupt();
            LockedException e = assertThrows(LockedException.class, () -> exclusive(parent.resolve("data"), LONG));
            assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
            assertTrue(Thread.interrupted());
        }
        Thread.currentThread().interrupt();
        exclusive("data").close();
        assertTrue(Thread.interrupted(), "an interrupt does not keep anybody from a lock that is free");
    }

    @Test
    void readersShareAndExcludeWriters() throws Exception {
        exclusive("data").close();
        DirectoryLock first = shared("data");
        DirectoryLock second = shared("data");
        assertEquals("locked", attemptOfAnotherProcess(parent.resolve("data")));
        assertThrows(LockedException.class, () -> exclusive("data"));
        first.close();
        first.close();
        assertEquals("locked", attemptOfAnotherProcess(parent.resolve("data")));
        second.close();
        assertEquals("free", attemptOfAnotherProcess(parent.resolve("data")));
    }

    @Test
    void aReaderIsRefusedWhileAnotherProcessWrites() throws Exception {
        try (ChildJvm holder = holder("data")) {
            LockedException e = assertThrows(LockedException.class, () -> shared("data"));
            assertTrue(e.getMessage().contains("process " + holder.pid()), e.getMessage());
        }
        shared("data").close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aReaderWritesNothing() throws Exception {
        Path directory = Files.createDirectory(parent.resolve("data"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        shared("data").close();
        assertEquals(0, directory.toFile().list().length);

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        exclusive("data").close();
        Files.setPosixFilePermissions(directory.resolve("LOCK"), PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        var before = Files.getLastModifiedTime(directory.resolve("LOCK"));
        try (DirectoryLock ignored = shared("data")) {
            assertEquals("locked", attemptOfAnotherProcess(directory));
        }
        assertEquals(before, Files.getLastModifiedTime(directory.resolve("LOCK")));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theLockFileIsNeverReplacedNorDeleted() throws Exception {
        exclusive("data").close();
        Object file = Files.getAttribute(parent.resolve("data/LOCK"), "unix:ino");
        exclusive("data").close();
        shared("data").close();
        assertEquals(file, Files.getAttribute(parent.resolve("data/LOCK"), "unix:ino"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInThePlaceOfTheLockFileIsRefused() throws Exception {
        Path canary = Files.writeString(parent.resolve("canary"), "canary");
        Files.createDirectory(parent.resolve("data"));
        Files.createSymbolicLink(parent.resolve("data/LOCK"), canary);
        assertThrows(UnsafeDirectoryException.class, () -> exclusive("data"));
        assertEquals("canary", Files.readString(canary));
    }

    @Test
    void whatTheLockFileSaysIsNotBelievedToBeHarmless() throws Exception {
        try (ChildJvm holder = holder("data")) {
            Files.writeString(parent.resolve("data/LOCK"), "x\n2026 INFO forged \u001b[31m");
            LockedException e = assertThrows(LockedException.class, () -> exclusive("data"));
            assertFalse(e.getMessage().contains("forged"), e.getMessage());
            assertNotNull(holder);
        }
    }

    @Test
    void manyThreadsNeverHoldItTogether() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger rounds = new AtomicInteger();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 25; round++) {
                    try (DirectoryLock ignored = exclusive(parent.resolve("data"), LONG)) {
                        assertEquals(1, inside.incrementAndGet());
                        rounds.incrementAndGet();
                        inside.decrementAndGet();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }
            }));
        }
        threads.forEach(CompletableFuture::join);
        assertEquals(100, rounds.get());
    }

    private DirectoryLock exclusive(String name) {
        return exclusive(parent.resolve(name));
    }

    private static DirectoryLock exclusive(Path path) {
        return exclusive(path, AT_ONCE);
    }

    private static DirectoryLock exclusive(Path path, Duration patience) {
        return DirectoryLock.exclusive(DiskStorage.open(path, DirectoryAccess.CREATE, false), patience);
    }

    private DirectoryLock shared(String name) {
        return DirectoryLock.shared(DiskStorage.open(parent.resolve(name), DirectoryAccess.READ_ONLY, false), AT_ONCE);
    }

    private boolean isLockedForOthers(String name) throws Exception {
        return attemptOfAnotherProcess(parent.resolve(name)).equals("locked");
    }

    private ChildJvm holder(String name) throws IOException {
        ChildJvm holder = ChildJvm.start(Holder.class, parent.resolve(name));
        assertEquals("free", holder.line());
        return holder;
    }

    private static String attemptOfAnotherProcess(Path path) throws IOException {
        try (ChildJvm child = ChildJvm.start(Holder.class, path)) {
            return String.valueOf(child.line());
        }
    }

    /** Takes a directory, says whether it got it, and keeps it until it is told to close. */
    static final class Holder {

        public static void main(String... arguments) throws IOException {
            try (DirectoryLock ignored = exclusive(Path.of(arguments[0]))) {
                System.out.println("free");
                new BufferedReader(new InputStreamReader(System.in, US_ASCII)).readLine();
            } catch (LockedException e) {
                System.out.println("locked");
                return;
            }
            System.out.println("closed");
        }
    }

    private static URLClassLoader copyOfTheLibrary() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String path : ChildJvm.classPath(DirectoryLockTest.class)) {
            urls.add(new File(path).toURI().toURL());
        }
        return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    private AutoCloseable exclusiveBy(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> test = loader.loadClass(DirectoryLockTest.class.getName());
        Method method = test.getDeclaredMethod("exclusive", Path.class);
        method.setAccessible(true);
        return assertInstanceOf(AutoCloseable.class, method.invoke(null, parent.resolve("data")));
    }
}
