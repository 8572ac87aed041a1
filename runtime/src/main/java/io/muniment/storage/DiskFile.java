package io.muniment.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A file of a real disk. */
final class DiskFile implements StorageFile {

    /*
     * Why an asynchronous channel for synchronous work: a FileChannel closes itself, for all threads, when a
     * thread that is in it is interrupted. An AsynchronousFileChannel does not know interrupts. On Linux and
     * macOS it hands each transfer to its executor as a plain task, and ours runs the task at once in the
     * calling thread, so that nothing is handed over and the future is done when it is returned. A completion
     * handler would cost less, but after it the JDK clears the interrupt flag of the thread that it ran in.
     *
     * On Windows the executor has to serve a completion port for as long as it lives, so there the JDK's own
     * threads do it and the caller waits.
     */
    private static final @Nullable ExecutorService EXECUTOR =
            System.getProperty("os.name").startsWith("Windows") ? null : new CallingThread();

    private final AsynchronousFileChannel channel;
    private final Path path;

    private DiskFile(AsynchronousFileChannel channel, Path path) {
        this.channel = channel;
        this.path = path;
    }

    /** Opens a file by its path, never through a link. */
    static DiskFile open(Path path, StandardOpenOption... options) throws IOException {
        return new DiskFile(channel(path, List.of(), options), path);
    }

    /** Makes a new file. */
    static DiskFile create(Path path, FileAttribute<?>... attributes) throws IOException {
        AsynchronousFileChannel channel = channel(
                path,
                Arrays.asList(attributes),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        return new DiskFile(channel, path);
    }

    private static AsynchronousFileChannel channel(
            Path path, List<FileAttribute<?>> attributes, StandardOpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(Arrays.asList(options));
        all.add(LinkOption.NOFOLLOW_LINKS);
        return AsynchronousFileChannel.open(path, all, EXECUTOR, attributes.toArray(new FileAttribute<?>[0]));
    }

    /** The channel, for what only a channel can do. Closing it closes this file. */
    AsynchronousFileChannel channel() {
        return channel;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int total = 0;
        while (target.hasRemaining()) {
            int count = await(channel.read(target, position + total));
            if (count < 0) {
                break;
            }
            total += count;
        }
        return total;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
        int start = source.position();
        try {
            while (source.hasRemaining()) {
                await(channel.write(source, position + (source.position() - start)));
            }
        } catch (IOException e) {
            throw DiskFull.isCauseOf(e, path, source.remaining())
                    ? new NoSpaceException("No space left for " + path, e)
                    : e;
        }
    }

    @Override
    public void truncate(long size) throws IOException {
        channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static int await(Future<Integer> transfer) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return transfer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw (IOException) e.getCause();
            }
            throw new IOException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs each task at once, in the thread that brings it. */
    private static final class CallingThread extends AbstractExecutorService {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {
            // There is nothing to stop: no thread, no task that waits.
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return false;
        }
    }
}
