package io.muniment.table;

import io.muniment.error.DatabaseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The result of a transaction that has been committed and is on its way to the disk. */
final class Pending<R extends @Nullable Object> extends CompletableFuture<R>
        implements Consumer<@Nullable DatabaseException>, Runnable {

    /*
     * What depends on a stage runs in whatever thread completes it. A leader of the log must not: others wait for it,
     * it may be inside a transaction of its own, and what it ran might wait for the log. So each stage is completed by
     * a task of its own; if several were completed by one, what depends on the first could wait for the second.
     */

    private static final Executor DEPENDENTS = ForkJoinPool.getCommonPoolParallelism() > 0
            ? ForkJoinPool.commonPool()
            : new CompletableFuture<Void>().defaultExecutor();

    private final R result;
    private final Runnable committed;
    private @Nullable DatabaseException failure;

    /** It will have {@code result}, and {@code committed} is run, when nothing goes wrong. */
    Pending(R result, Runnable committed) {
        this.result = result;
        this.committed = committed;
    }

    /** It is durable already. By the thread that made it, before anybody else has it. */
    void completeNow() {
        committed.run();
        complete(result);
    }

    /** Told by a leader of the log. */
    @Override
    public void accept(@Nullable DatabaseException cause) {
        failure = cause;
        if (cause == null) {
            committed.run();
        }
        try {
            DEPENDENTS.execute(this);
        } catch (Throwable e) {
            // No memory for a task or a thread: better here than never.
            run();
        }
    }

    @Override
    public void run() {
        DatabaseException cause = failure;
        if (cause == null) {
            complete(result);
        } else {
            completeExceptionally(cause);
        }
    }
}
