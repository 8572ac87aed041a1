package io.muniment;

import io.muniment.log.Logged;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A listener that is told of commits, until this is closed or the database is. */
public final class Listening implements AutoCloseable {

    private final Feed<?> feed;
    private final Told<?> told;

    private Listening(Feed<?> feed, Told<?> told) {
        this.feed = feed;
        this.told = told;
    }

    static <C> Listening begin(Feeds feeds, Function<Logged, C> make, Consumer<? super C> listener) {
        Told<C> told = new Told<>(listener);
        Feed<C> feed = new Feed<>(feeds, feeds.place(), make, told, "muniment-listener");
        feed.request(Long.MAX_VALUE);
        feed.startNow();
        return new Listening(feed, told);
    }

    private static final class Told<C> implements Feed.Sink<C> {

        private final Consumer<? super C> listener;
        private volatile @Nullable Throwable failure;

        Told(Consumer<? super C> listener) {
            this.listener = listener;
        }

        @Override
        public void begin(Feed<C> feed) {
            // It has asked for all.
        }

        @Override
        public void take(C commit) {
            listener.accept(commit);
        }

        @Override
        public boolean goesOnAfter(Throwable cause) {
            return true;
        }

        @Override
        public void end(@Nullable Throwable cause, boolean isAll) {
            if (cause != null) {
                failure = cause;
                Feeds.LOGGER.log(System.Logger.Level.WARNING, "A listener is told of no more commits.", cause);
            }
        }
    }

    /**
     * Why the listener is told of nothing more, if it is for any other reason than a {@link #close}: it was so slow that
     * what it had to be told of is not in the log any more, or the log could not be read.
     */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(told.failure);
    }

    /** Ends it. A call that is under way, or that is just about to begin, is not waited for. */
    @Override
    public void close() {
        feed.cancel();
    }
}
