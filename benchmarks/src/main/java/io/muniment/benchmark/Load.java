package io.muniment.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Threads that do one operation after the other for some time. */
final class Load {

    /** What a thread does, again and again. */
    interface Operation {

        /** Does operation number {@code index}, which begins somewhere else in each thread. */
        void run(int index) throws Exception;
    }

    private static final int BETWEEN_LOOKS_AT_THE_CLOCK = 64;

    private Load() {}

    /** Operations per second, of all threads. */
    static double perSecond(int threads, int millis, boolean isSlow, Operation operation) throws Exception {
        LongAdder count = new LongAdder();
        int step = isSlow ? 1 : BETWEEN_LOOKS_AT_THE_CLOCK;
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        inThreads(threads, thread -> {
            int index = thread * 7_919_993;
            long done = 0;
            while (System.nanoTime() < end) {
                for (int i = 0; i < step; i++) {
                    operation.run(index++ & Integer.MAX_VALUE);
                }
                done += step;
            }
            count.add(done);
        });
        return count.sum() * 1e9 / (System.nanoTime() - start);
    }

    /** Runs {@code body} in so many threads; throws what one of them threw. */
    static void inThreads(int threads, Operation body) throws Exception {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    body.run(number);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
            });
            thread.start();
            all.add(thread);
        }
        for (Thread thread : all) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("a thread of the measurement failed", failure.get());
        }
    }
}
