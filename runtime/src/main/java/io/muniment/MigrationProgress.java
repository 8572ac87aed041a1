package io.muniment;

import io.muniment.recovery.OpenProgress;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;

/**
 * One count over the stages of a migration, each of which counts as much as the bytes that are read at first. Ends it when
 * that was asked for. Used by several threads.
 */
final class MigrationProgress {

    private static final int STAGES = 4;
    private static final int BLOCK_BYTES = 256 << 10;

    private final OpenProgress listener;

    /** The bytes of one stage, once they are known. */
    private long stageBytes;

    /** The stages that are over. */
    private int ended;

    /** What the stage has to do, in units of its own, and has done. */
    private long total;

    private long done;

    MigrationProgress(OpenProgress listener) {
        this.listener = listener;
    }

    /** The first stage, which tells of itself. */
    synchronized boolean read(long doneBytes, long totalBytes) {
        stageBytes = totalBytes;
        return listener.reached(doneBytes, STAGES * totalBytes);
    }

    /** Entries are converted. */
    void beginConverting(long entries) {
        begin(entries);
    }

    /** Blocks are written. Nobody knows how many it will be: about as much as was read. */
    void beginWriting() {
        begin(stageBytes / BLOCK_BYTES + 1);
    }

    /** Tells of one block; in the form in which a writer asks whether it is to stop. */
    boolean blockWritten() {
        add(1);
        return false;
    }

    /** So many bytes are read back; who is returned is told of them. */
    LongConsumer beginReadingBack(long bytes) {
        begin(bytes);
        return this::add;
    }

    private synchronized void begin(long units) {
        ended++;
        total = Math.max(1, units);
        done = 0;
        add(0);
    }

    /** So many units more of the stage are done. */
    synchronized void add(long units) {
        done = Math.min(total, done + units);
        if (!listener.reached(ended * stageBytes + (long) ((double) stageBytes * done / total), STAGES * stageBytes)) {
            throw new CancellationException("the open was cancelled; no file was changed");
        }
    }

    /** All is done, and nothing can be cancelled any more. */
    synchronized void end() {
        listener.reached(STAGES * stageBytes, STAGES * stageBytes);
    }
}
