package io.muniment.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.muniment.error.AccessException;
import io.muniment.error.LockedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a directory: one writer, or any number of readers. It ends with {@link #close} or with the
 * process, however that comes. The file {@code LOCK} that it rests on is never deleted nor replaced.
 */
public final class DirectoryLock implements Closeable {

    /** The name of the lock file. */
    public static final String FILE = "LOCK";

    /*
     * The operating system's lock belongs to the process, and the process loses it when it closes any channel on
     * the file. So within one process the file must never be opened a second time while it is locked, and whether
     * it is has to be known before. Several copies of this class may be loaded by several class loaders, so that
     * it is known in a place that they share: the system properties, one for each directory, with plain strings
     * as others may print them. The monitor has to be one for all copies too, and strings that are interned are.
     *
     * Guarded by GATE: HELD, the properties that begin with PROPERTY, and every opening and closing of a lock file.
     */
    private static final Object GATE = "io.muniment.storage.DirectoryLock".intern();

    private static final String PROPERTY = "io.muniment.lock.";
    private static final Map<Object, Held> HELD = new HashMap<>();

    /** The byte that is locked lies behind all content, so that the content can be read where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int MAX_HOLDER_BYTES = 256;
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private @Nullable Held held;

    private DirectoryLock(@Nullable Held held) {
        this.held = held;
    }

    /** A locked file. Readers of one process share it. */
    private static final class Held {
        final Object key;
        final DiskFile file;
        final FileLock lock;
        int users = 1;

        Held(Object key, DiskFile file, FileLock lock) {
            this.key = key;
            this.file = file;
            this.lock = lock;
        }

        boolean isShared() {
            return lock.isShared();
        }
    }

    /** An attempt that came too late: who was there before. */
    private static final class Busy extends Exception {
        private static final long serialVersionUID = 1;

        final @Nullable String holder;

        Busy(@Nullable String holder) {
            super(holder, null, false, false);
            this.holder = holder;
        }
    }

    /**
     * Takes a directory for writing.
     *
     * @param disk the directory
     * @param patience how long to wait for another holder to let go; zero to be told at once
     * @throws LockedException if somebody holds it still when patience is over, or when the thread that waits is
     *     interrupted, whose interrupt flag then stays set
     */
    public static DirectoryLock exclusive(DiskStorage disk, Duration patience) {
        return acquire(disk, false, patience);
    }

    /**
     * Takes a directory for reading, together with other readers. Where there is no lock file, no writer has ever
     * been, and there is nothing to lock and nothing is made.
     *
     * @param disk the directory
     * @param patience how long to wait for a writer to let go; zero to be told at once
     * @throws LockedException as {@link #exclusive}
     */
    public static DirectoryLock shared(DiskStorage disk, Duration patience) {
        return acquire(disk, true, patience);
    }

    private static DirectoryLock acquire(DiskStorage disk, boolean shared, Duration patience) {
        long start = System.nanoTime();
        long limit = nanos(patience);
        while (true) {
            try {
                return attempt(disk, shared);
            } catch (Busy busy) {
                long remaining = limit - (System.nanoTime() - start);
                if (remaining <= 0) {
                    throw new LockedException(disk.toString(), busy.holder);
                }
                pause(Math.min(remaining, RETRY_NANOS), disk, busy);
            } catch (IOException e) {
                throw new AccessException(disk.pathOf(FILE), "the lock could not be taken", e);
            }
        }
    }

    private static DirectoryLock attempt(DiskStorage disk, boolean shared) throws IOException, Busy {
        Path path = disk.directory().resolve(FILE);
        synchronized (GATE) {
            if (!shared) {
                createIfMissing(path);
            } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new DirectoryLock(null);
            }
            Permissions.checkFile(path);
            Object key = key(path);
            Held before = HELD.get(key);
            if (before != null && before.isShared() && shared) {
                before.users++;
                return new DirectoryLock(before);
            }
            if (before != null || System.getProperty(PROPERTY + key) != null) {
                throw new Busy("this process");
            }
            Held held = lock(key, path, shared);
            checkIsThere(held, path);
            HELD.put(key, held);
            System.setProperty(PROPERTY + key, disk.toString());
            if (!shared) {
                tell(held.file, holder());
            }
            return new DirectoryLock(held);
        }
    }

    /** Makes the lock file. It is closed again, which harms no lock: a file that is new is nobody's in this process. */
    private static void createIfMissing(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Permissions.createFile(path).close();
            } catch (FileAlreadyExistsException e) {
                // Another process was faster, and its file is as good.
            }
        }
    }

    private static Held lock(Object key, Path path, boolean shared) throws IOException, Busy {
        DiskFile file = shared
                ? DiskFile.open(path, StandardOpenOption.READ)
                : DiskFile.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = file.channel().tryLock(LOCKED_BYTE, 1, shared);
            if (lock != null) {
                return new Held(key, file, lock);
            }
        } catch (OverlappingFileLockException e) {
            // Somebody cleared the system properties. The file stays open: closing it would release the other's lock.
            throw new Busy("this process");
        } catch (IOException e) {
            file.close();
            throw e;
        }
        String holder = told(file);
        file.close();
        throw new Busy(holder);
    }

    /** Lets go again, and throws, unless the file that was locked is the one that is there now. */
    private static void checkIsThere(Held held, Path path) throws IOException, Busy {
        try {
            if (!held.key.equals(key(path))) {
                throw new Busy(null);
            }
        } catch (Throwable e) {
            try {
                held.file.close();
            } catch (IOException failure) {
                e.addSuppressed(failure);
            }
            throw e;
        }
    }

    /** What tells files apart: the number that the file system gives them, or their path where it gives none. */
    private static Object key(Path path) throws IOException {
        Object key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
        return key == null ? path.toRealPath().toString() : key;
    }

    private static void pause(long nanos, DiskStorage disk, Busy busy) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            String holder = busy.holder == null ? "another process" : busy.holder;
            throw new LockedException(disk.toString(), holder + " (and the wait for it was interrupted)");
        }
    }

    private static long nanos(Duration patience) {
        try {
            return patience.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Lets go. The second time nothing happens. */
    @Override
    public void close() throws IOException {
        synchronized (GATE) {
            Held mine = held;
            held = null;
            if (mine == null || --mine.users > 0) {
                return;
            }
            HELD.remove(mine.key);
            try {
                if (!mine.isShared()) {
                    tell(mine.file, "");
                }
                mine.file.close();
            } finally {
                System.clearProperty(PROPERTY + mine.key);
            }
        }
    }

    /** Writes who holds the lock, for the messages that others get. That it cannot be written is no reason to fail. */
    private static void tell(DiskFile file, String holder) {
        try {
            file.truncate(0);
            file.write(ByteBuffer.wrap(holder.getBytes(US_ASCII)), 0);
        } catch (IOException e) {
            // The lock holds without a word.
        }
    }

    private static @Nullable String told(DiskFile file) {
        ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        try {
            file.read(text, 0);
        } catch (IOException e) {
            return null;
        }
        String holder = new String(text.array(), 0, text.position(), US_ASCII);
        return holder.matches("[ -~]+") ? holder : null;
    }

    private static String holder() {
        String process = "process " + ProcessHandle.current().pid();
        String host = host();
        return process + (host == null ? "" : " on " + host) + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The name of this machine, found without asking the network. */
    private static @Nullable String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname"), US_ASCII)
                    .trim();
        } catch (IOException e) {
            String windows = System.getenv("COMPUTERNAME");
            return windows == null ? System.getenv("HOSTNAME") : windows;
        }
    }
}
