package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Threads;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions of a few changes, which overwrite what nobody looks at, beside readers who look at one key at a time. */
class OverwritingTest {

    private static final int ROUNDS = 60_000;

    private static SampleDb open(boolean inMemory) {
        return inMemory
                ? SampleDb.inMemory()
                : SampleDb.open(new SimStorage(), TestDatabase.options().durability(Durability.ASYNC));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHasSeenOneOfTheChangesSeesTheOthers(boolean inMemory) throws Exception {
        try (SampleDb db = open(inMemory)) {
            String[] keys = {"a", "b", "c"};
            db.write(tx -> set(tx, keys, 0));
            AtomicLong reads = new AtomicLong();
            AtomicLong met = new AtomicLong();
            Threads threads = new Threads();
            threads.untilDone(() -> {
                for (long n = 1; n <= ROUNDS; n++) {
                    long next = n;
                    db.write(tx -> set(tx, keys, next));
                }
            });
            for (int reader = 0; reader < 3; reader++) {
                int kind = reader;
                threads.whileBusy(() -> {
                    long before = read(db, kind, "c");
                    for (String key : new String[] {"a", "b", "c", "a"}) {
                        long now = read(db, kind, key);
                        assertTrue(now >= before, key + " is " + now + " after " + before);
                        if (now > before) {
                            met.incrementAndGet();
                        }
                        before = now;
                    }
                    String event = db.events().get(1L);
                    assertTrue(Long.parseLong(Objects.requireNonNull(event)) >= before, event + " after " + before);
                    reads.incrementAndGet();
                });
            }
            threads.join();
            System.out.println("Overwriting: " + reads + " rounds of readers, " + met + " of them met a commit");
            assertTrue(reads.get() > 100 && met.get() > 10, "readers and the writer met");
            assertEquals("", db.leftOver());
        }
    }

    private static void set(SampleDb.Transaction tx, String[] keys, long n) {
        for (String key : keys) {
            tx.counts().put(key, n);
        }
        tx.events().put(1L, Long.toString(n));
        tx.config().set(Long.toString(n));
    }

    /** By a look-up, by a write that changes nothing, or by what a function throws. */
    private static long read(SampleDb db, int kind, String key) {
        return switch (kind) {
            case 0 -> Objects.requireNonNull(db.counts().get(key));
            case 1 -> Objects.requireNonNull(db.counts().compute(key, (k, value) -> value));
            default -> {
                try {
                    db.counts().compute(key, (k, value) -> {
                        throw new Seen(value);
                    });
                    throw new AssertionError("nothing was thrown");
                } catch (Seen seen) {
                    yield seen.value;
                }
            }
        };
    }

    private static final class Seen extends RuntimeException {

        private static final long serialVersionUID = 1;
        private final long value;

        Seen(long value) {
            super(null, null, false, false);
            this.value = value;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMovedBackAndForthIsAlwaysThereToBePolled(boolean isViewOpen) throws Exception {
        try (SampleDb db = SampleDb.inMemory()) {
            for (long i = 1; i <= 2_000; i++) {
                db.events().put(i, "x");
            }
            SampleDb.Transaction view = db.view();
            db.events().clear();
            db.events().put(0L, "it");
            if (!isViewOpen) {
                view.close();
            }
            Threads threads = new Threads();
            threads.untilDone(() -> {
                for (int n = 0; n < ROUNDS; n++) {
                    assertNotNull(db.events().pollFirstEntry());
                    db.events().put(0L, "it");
                }
            });
            threads.whileBusy(() -> db.write(tx -> {
                long from = tx.events().containsKey(0L) ? 0L : 1_000_000L;
                if (tx.events().remove(from) != null) {
                    tx.events().put(1_000_000L - from, "it");
                }
            }));
            threads.join();
            view.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMovedFromOneTableToAnotherIsAlwaysInOne(boolean inMemory) throws Exception {
        try (SampleDb db = open(inMemory)) {
            db.counts().put("here", 7L);
            Threads threads = new Threads();
            threads.untilDone(() -> {
                for (int n = 0; n < ROUNDS / 4; n++) {
                    db.write(tx -> {
                        tx.counts().remove("here");
                        tx.events().put(5L, "7");
                    });
                    db.write(tx -> {
                        tx.events().remove(5L);
                        tx.counts().put("here", 7L);
                    });
                }
            });
            threads.whileBusy(() -> {
                int size = db.<Integer, RuntimeException>read(
                        tx -> tx.counts().size() + tx.events().size());
                assertEquals(1, size);
            });
            threads.join();
            assertEquals(7L, db.counts().get("here"));
            assertEquals("", db.leftOver());
        }
    }
}
