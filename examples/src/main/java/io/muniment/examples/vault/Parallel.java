package io.muniment.examples.vault;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same with many things, several at a time. */
final class Parallel {

    /**
     * More threads than processors: while some wait for the disk, others hash. Threads that wait for the database
     * at the same moment share one sync.
     */
    private static final int THREADS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    private Parallel() {}

    /** Calls {@code action} with each item. The first exception that it throws ends the work and is thrown here. */
    static <T> void forEach(Collection<T> items, Consumer<? super T> action) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, items.size())));
        try {
            List<Future<?>> tasks = new ArrayList<>(items.size());
            items.forEach(item -> tasks.add(pool.submit(() -> action.accept(item))));
            for (Future<?> task : tasks) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw unchecked(requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VaultException("interrupted");
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException unchecked(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (RuntimeException) cause;
    }
}
