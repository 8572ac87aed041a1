package io.muniment.recovery;

import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/** Adds up what several threads have done. */
final class Progress implements LongConsumer {

    private final OpenProgress listener;
    private final long total;
    private long done;

    Progress(OpenProgress listener, long total) {
        this.listener = listener;
        this.total = total;
    }

    /** Adds bytes that are done. */
    @Override
    public synchronized void accept(long bytes) {
        done = Math.min(total, done + bytes);
        if (!listener.reached(done, total)) {
            throw new CancellationException("the open was cancelled; no file was changed");
        }
    }
}
