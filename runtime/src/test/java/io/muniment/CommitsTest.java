package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.muniment.SampleDb.Commit;
import io.muniment.codec.Bytes;
import io.muniment.error.ClosedException;
import io.muniment.error.CommitsGoneException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who subscribes reads the log at his own pace, by the rules of reactive streams, whose numbers are given. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CommitsTest {

    private final SimStorage disk = new SimStorage();

    private static Options options() {
        return Options.defaults().automaticSnapshots(false).segmentBytes(64 << 10);
    }

    private SampleDb open() {
        return SampleDb.open(disk, options());
    }

    /** Writes down all that it is told, and that nothing is told at the same time or in the wrong order. */
    private static class Subscriber implements Flow.Subscriber<Commit> {

        private final BlockingQueue<Object> signals = new LinkedBlockingQueue<>();
        private final AtomicInteger inside = new AtomicInteger();
        volatile Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            signal("subscribed");
            subscription = given;
        }

        @Override
        public void onNext(Commit commit) {
            signal(commit);
        }

        @Override
        public void onError(Throwable cause) {
            signal(cause);
        }

        @Override
        public void onComplete() {
            signal("complete");
        }

        private void signal(Object signal) {
            if (inside.incrementAndGet() > 1) {
                signals.add(new AssertionError("1.3: signals are told one after the other"));
            }
            signals.add(signal);
            inside.decrementAndGet();
        }

        Object next() throws InterruptedException {
            Object signal = signals.poll(1, TimeUnit.MINUTES);
            if (signal == null) {
                throw new AssertionError("nothing was told for a minute");
            }
            return signal;
        }

        Subscriber to(Flow.Publisher<Commit> publisher) throws InterruptedException {
            publisher.subscribe(this);
            assertEquals("subscribed", next(), "1.9: onSubscribe comes first");
            while (subscription == null) {
                Thread.onSpinWait();
            }
            return this;
        }

        Subscriber request(long count) {
            subscription.request(count);
            return this;
        }

        void assertNext(long from, long to) throws InterruptedException {
            for (long n = from; n <= to; n++) {
                Object next = next();
                assertEquals(
                        n, assertInstanceOf(Commit.class, next, next::toString).sequence());
            }
        }
    }

    private static void commit(SampleDb db, int count) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(db.writeAsync(tx -> tx.blobs().put("a", Bytes.of(new byte[500]))));
        }
        all.forEach(CompletableFuture::join);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 499, 999, 1000})
    void aSubscriberGetsWhatIsInTheLogAndWhatComes(long after) throws Exception {
        try (SampleDb db = open()) {
            commit(db, 1000);
            assertEquals(true, db.stats().segments() > 3);
            Subscriber subscriber = new Subscriber().to(db.commitsAfter(after)).request(Long.MAX_VALUE);
            subscriber.assertNext(after + 1, 1000);
            commit(db, 200);
            subscriber.assertNext(1001, 1200);
        }
    }

    @Test
    void aSubscriberReadsWhileManyWrite() throws Exception {
        try (SampleDb db = open()) {
            Subscriber one = new Subscriber().to(db.commitsAfter(0)).request(1);
            Subscriber all = new Subscriber().to(db.commitsAfter(0)).request(Long.MAX_VALUE);
            Threads threads = new Threads();
            for (int t = 0; t < 4; t++) {
                threads.untilDone(() -> commit(db, 500));
            }
            for (int n = 1; n <= 2000; n++) {
                one.assertNext(n, n);
                one.request(1);
            }
            all.assertNext(1, 2000);
            threads.join();
        }
    }

    @Test
    void nobodyGetsMoreThanIsRequested() throws Exception {
        SampleDb db = open();
        Subscriber subscriber =
                new Subscriber().to(db.commitsAfter(0)).request(3).request(4);
        commit(db, 20);
        subscriber.assertNext(1, 7);
        // 1.1: all that could come has come when the database is closed.
        db.close();
        assertInstanceOf(ClosedException.class, subscriber.next());
        assertEquals(0, subscriber.signals.size());
    }

    @Test
    void closingCompletesWhoHasGotAll() throws Exception {
        SampleDb db = open();
        Subscriber subscriber = new Subscriber().to(db.commitsAfter(0)).request(Long.MAX_VALUE);
        Subscriber exact = new Subscriber().to(db.commitsAfter(0)).request(100);
        commit(db, 100);
        db.close();
        subscriber.assertNext(1, 100);
        exact.assertNext(1, 100);
        // 1.5, 1.7: and nothing after that.
        assertEquals("complete", subscriber.next());
        assertEquals("complete", exact.next());
        subscriber.request(1).request(-1);
        assertEquals(0, subscriber.signals.size());
        assertEquals(0, disk.openFiles());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void requestingLessThanOneIsAnError(long count) throws Exception {
        try (SampleDb db = open()) {
            Subscriber subscriber =
                    new Subscriber().to(db.commitsAfter(0)).request(count).request(5);
            // 3.9
            assertInstanceOf(IllegalArgumentException.class, subscriber.next());
            commit(db, 5);
        }
    }

    @Test
    void requestsAddUpWithoutOverflow() throws Exception {
        try (SampleDb db = open()) {
            // 3.17
            Subscriber subscriber = new Subscriber()
                    .to(db.commitsAfter(0))
                    .request(Long.MAX_VALUE - 1)
                    .request(Long.MAX_VALUE - 1);
            commit(db, 5);
            subscriber.assertNext(1, 5);
        }
    }

    @Test
    void whoCancelsGetsNothingMore() throws Exception {
        try (SampleDb db = open()) {
            CompletableFuture<Flow.Subscription> given = new CompletableFuture<>();
            Subscriber subscriber = new Subscriber() {
                @Override
                public void onNext(Commit commit) {
                    super.onNext(commit);
                    subscription.cancel();
                    // 3.6, 3.7: of no effect.
                    subscription.cancel();
                    subscription.request(1);
                    subscription.request(-1);
                    given.complete(subscription);
                }
            };
            commit(db, 20);
            subscriber.to(db.commitsAfter(0)).request(Long.MAX_VALUE);
            given.get(1, TimeUnit.MINUTES);
            commit(db, 20);
            // Another one has seen all since.
            new Subscriber().to(db.commitsAfter(0)).request(Long.MAX_VALUE).assertNext(1, 40);
            subscriber.assertNext(1, 1);
            assertEquals(0, subscriber.signals.size());
        }
    }

    @Test
    void requestingInsideOnNextNeedsNoStack() throws Exception {
        try (SampleDb db = open()) {
            Subscriber subscriber = new Subscriber() {
                @Override
                public void onNext(Commit commit) {
                    super.onNext(commit);
                    // 3.3
                    subscription.request(1);
                }
            };
            subscriber.to(db.commitsAfter(0)).request(1);
            commit(db, 5000);
            subscriber.assertNext(1, 5000);
        }
    }

    @Test
    void requestingInsideOnSubscribeIsAllowed() throws Exception {
        try (SampleDb db = open()) {
            commit(db, 3);
            Subscriber subscriber = new Subscriber() {
                @Override
                public void onSubscribe(Flow.Subscription given) {
                    super.onSubscribe(given);
                    // 3.1
                    given.request(2);
                }
            };
            subscriber.to(db.commitsAfter(0)).assertNext(1, 2);
        }
    }

    @Test
    void aSubscriberThatThrowsCountsAsCancelled() throws Exception {
        try (SampleDb db = open()) {
            Subscriber subscriber = new Subscriber() {
                @Override
                public void onNext(Commit commit) {
                    super.onNext(commit);
                    throw new IllegalStateException("2.13");
                }
            };
            commit(db, 5);
            subscriber.to(db.commitsAfter(0)).request(5).assertNext(1, 1);
            while (db.stats().listeners().open() > 0) {
                Thread.onSpinWait();
            }
            assertEquals(1, db.stats().listeners().failures());
            assertEquals(0, subscriber.signals.size());
        }
    }

    @Test
    void nobodyMayBeNull() {
        try (SampleDb db = open()) {
            Flow.Publisher<Commit> publisher = db.commitsAfter(0);
            // 1.9
            assertThrows(NullPointerException.class, () -> publisher.subscribe(null));
            assertThrows(NullPointerException.class, () -> db.onCommit(null));
        }
    }

    @Test
    void manySubscribeToOnePublisherEachForHimself() throws Exception {
        try (SampleDb db = open()) {
            commit(db, 5);
            Flow.Publisher<Commit> publisher = db.commitsAfter(2);
            commit(db, 5);
            // 1.11
            Subscriber slow = new Subscriber().to(publisher).request(1);
            Subscriber fast = new Subscriber().to(publisher).request(Long.MAX_VALUE);
            fast.assertNext(3, 10);
            slow.assertNext(3, 3);
            slow.request(1).assertNext(4, 4);
        }
    }

    @Test
    void aCommitThatIsNotThereYetIsRefused() {
        try (SampleDb db = open()) {
            commit(db, 3);
            assertThrows(IllegalArgumentException.class, () -> db.commitsAfter(4));
            assertThrows(IllegalArgumentException.class, () -> db.commitsAfter(-1));
        }
    }

    @Test
    void whatASnapshotHasTakenThePlaceOfIsGoneAndAViewTellsWhereToGoOn() throws Exception {
        try (SampleDb db = open()) {
            commit(db, 100);
            db.snapshot();
            commit(db, 10);
            Subscriber late = new Subscriber().to(db.commitsAfter(50)).request(1);
            CommitsGoneException gone = assertInstanceOf(CommitsGoneException.class, late.next());
            assertEquals(50, gone.after());
            assertEquals(101, gone.oldest());

            try (SampleDb.Transaction view = db.view()) {
                commit(db, 1);
                Subscriber again =
                        new Subscriber().to(db.commitsAfter(view.sequence())).request(1);
                again.assertNext(111, 111);
            }
            new Subscriber().to(db.commitsAfter(100)).request(11).assertNext(101, 111);
        }
    }

    @Test
    void theLogOfAnEarlierSessionIsReadToo(@TempDir Path directory) throws Exception {
        try (SampleDb db = SampleDb.open(directory.resolve("db"), options())) {
            commit(db, 300);
        }
        try (SampleDb db = SampleDb.open(directory.resolve("db"), options())) {
            Subscriber subscriber = new Subscriber().to(db.commitsAfter(0)).request(Long.MAX_VALUE);
            commit(db, 5);
            subscriber.assertNext(1, 305);
        }
        try (SampleDb db = SampleDb.open(directory.resolve("db"), options().readOnly(true))) {
            new Subscriber().to(db.commitsAfter(100)).request(Long.MAX_VALUE).assertNext(101, 305);
        }
    }

    @Test
    void inMemoryThereIsALogForThoseWhoAsk() throws Exception {
        try (SampleDb db = SampleDb.inMemory()) {
            db.counts().put("a", 1L);
            Subscriber late = new Subscriber().to(db.commitsAfter(0));
            assertInstanceOf(CommitsGoneException.class, late.next());

            Flow.Publisher<Commit> publisher = db.commitsAfter(1);
            db.counts().put("a", 2L);
            db.counts().put("a", 3L);
            Subscriber first = new Subscriber().to(publisher).request(2);
            first.assertNext(2, 3);
            new Subscriber().to(publisher).request(1).assertNext(2, 2);
            new Subscriber().to(db.commitsAfter(3)).request(1);
        }
    }

    @Test
    void whoSubscribesAfterTheEndIsTold() throws Exception {
        SampleDb db = open();
        commit(db, 1);
        Flow.Publisher<Commit> publisher = db.commitsAfter(0);
        db.close();
        Subscriber subscriber = new Subscriber();
        publisher.subscribe(subscriber);
        assertEquals("subscribed", subscriber.next());
        assertInstanceOf(ClosedException.class, subscriber.next());
        assertThrows(ClosedException.class, () -> db.commitsAfter(0));
        assertThrows(ClosedException.class, () -> db.onCommit(commit -> {}));
    }
}
