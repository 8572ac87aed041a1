package io.muniment.recovery;

/** Watches a long open, and can end it. Called now and then, by one thread at a time. */
@FunctionalInterface
public interface OpenProgress {

    /** Watches nothing. */
    OpenProgress NONE = (done, total) -> true;

    /**
     * Tells how far the open is.
     *
     * @param bytesDone read and replayed so far
     * @param bytesTotal of all files that are to be read
     * @return false to give up: the open then throws {@link java.util.concurrent.CancellationException}, and no
     *     file has been changed
     */
    boolean reached(long bytesDone, long bytesTotal);
}
