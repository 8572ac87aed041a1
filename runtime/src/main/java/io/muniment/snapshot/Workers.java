package io.muniment.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Several threads that share a piece of work, for as long as it takes. */
public final class Workers {

    /** One of the tasks that make up the work. */
    @FunctionalInterface
    public interface Task {

        /** Does task number {@code index}. */
        void run(int index) throws IOException;
    }

    private final int count;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private Workers(int count, Task task) {
        this.count = count;
        this.task = task;
    }

    /** As many as have a processor each. */
    public static int perProcessor() {
        return Math.max(1, Math.min(16, Runtime.getRuntime().availableProcessors()));
    }

    /**
     * Runs the tasks 0 to {@code count - 1}, begun in this order by {@code workers} threads, of which the
     * caller is one. Returns when all have ended; after the first failure none is begun, and it is thrown. An
     * interrupt does not break it off.
     */
    public static void share(int workers, int count, Task task) throws IOException {
        Workers work = new Workers(count, task);
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < Math.min(workers, count); i++) {
            Thread thread = new Thread(work::run, "muniment-worker-" + i);
            thread.setDaemon(true);
            thread.start();
            others.add(thread);
        }
        work.run();
        join(others);
        work.throwFailure();
    }

    private void run() {
        try {
            int index = next.getAndIncrement();
            while (index < count && failure.get() == null) {
                task.run(index);
                index = next.getAndIncrement();
            }
        } catch (Throwable e) {
            if (!failure.compareAndSet(null, e)) {
                Throwable first = failure.get();
                if (first != null && first != e) {
                    first.addSuppressed(e);
                }
            }
        }
    }

    private static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void throwFailure() throws IOException {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException e) {
            throw e;
        }
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
    }
}
