package io.muniment;

import io.muniment.error.ClosedException;
import io.muniment.log.CommitReader;
import io.muniment.log.Logged;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The commits of a database behind one of them, for as many subscribers as come. */
final class Commits<C> implements Flow.Publisher<C> {

    private final Feeds feeds;
    private final LongFunction<CommitReader> place;
    private final Function<Logged, C> make;
    private final String database;
    private final long after;

    Commits(Feeds feeds, Function<Logged, C> make, String database, long after) {
        this.feeds = feeds;
        this.place = feeds.place();
        this.make = make;
        this.database = database;
        this.after = after;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super C> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        new Feed<>(feeds, place, make, new Told(subscriber), "muniment-subscriber").startAfter(after);
    }

    private final class Told implements Feed.Sink<C> {

        private final Flow.Subscriber<? super C> subscriber;

        Told(Flow.Subscriber<? super C> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void begin(Feed<C> feed) {
            try {
                subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long count) {
                        feed.request(count);
                    }

                    @Override
                    public void cancel() {
                        feed.cancel();
                    }
                });
            } catch (Throwable e) {
                feed.cancel();
                feeds.failed();
                Feeds.LOGGER.log(System.Logger.Level.WARNING, "A subscriber has thrown something at its beginning.", e);
            }
        }

        @Override
        public void take(C commit) {
            subscriber.onNext(commit);
        }

        /** A subscriber that throws has broken its rules, and counts as one that has cancelled. */
        @Override
        public boolean goesOnAfter(Throwable cause) {
            return false;
        }

        @Override
        public void end(@Nullable Throwable cause, boolean isAll) {
            if (cause == null && isAll) {
                subscriber.onComplete();
            } else {
                subscriber.onError(cause == null || feeds.isEnding() ? new ClosedException(database) : cause);
            }
        }
    }
}
