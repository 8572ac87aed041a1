package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.FailedException;
import io.muniment.fixture.SimStorage;
import io.muniment.table.TransactionAction;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits by a thread that has hardly any stack left. */
class ShortStackTest {

    private static final Options ASYNC =
            Options.defaults().automaticSnapshots(false).durability(Durability.ASYNC);

    private long made;

    @Test
    void commitsAtEachDepthOfTheStackNeitherHangNorGetLost() {
        for (int i = 0; i < 2; i++) {
            SimStorage disk = new SimStorage();
            SampleDb db = SampleDb.open(disk, Options.defaults().automaticSnapshots(false));
            made = 0;
            assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
                dive(db);
                try {
                    db.counts().put("after", 1L);
                } catch (FailedException e) {
                    // The error may have come between log and memory.
                }
                db.close();
            });
            try (SampleDb again = SampleDb.open(disk, Options.defaults())) {
                assertEquals(made, Math.min(made, again.counts().getOrDefault("made", 0L)));
            }
        }
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack, which is the point
    private void dive(SampleDb db) {
        try {
            dive(db);
        } catch (StackOverflowError e) {
            // On the way up each frame tries, with a little more of the stack.
        }
        try {
            if (made < 300) {
                db.counts().put("made", made + 1);
                made++;
            }
        } catch (StackOverflowError | RuntimeException e) {
            // A little further up.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "memory later", "async", "async later", "sync", "sync later"})
    void transactionsAtEachDepthOfTheStackAreWholeOrTheLast(String way) throws InterruptedException {
        boolean isLater = way.endsWith("later");
        SampleDb db = way.startsWith("memory")
                ? SampleDb.inMemory()
                : SampleDb.open(
                        new SimStorage(),
                        Options.defaults()
                                .automaticSnapshots(false)
                                .durability(way.startsWith("async") ? Durability.ASYNC : Durability.SYNCED));
        try {
            Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
            AtomicLong tried = new AtomicLong();
            AtomicInteger stuck = new AtomicInteger();
            // What is loaded and linked when first used is so before there is no stack for it.
            for (int i = 0; i < 50; i++) {
                db.write(both(-1));
                db.writeAsync(both(-1)).join();
            }
            // More than one, for the JDK may fail in a diver where a class of its own is first used at the end of the
            // stack.
            for (int divers = 0; divers < 5 && tried.get() <= 100; divers++) {
                Thread thread =
                        new Thread(null, () -> dive(db, isLater, tried, acknowledged, stuck), "diver", 512 << 10);
                thread.start();
                thread.join();
            }
            assertEquals(0, stuck.get(), "the thread was left inside of a transaction");
            assertTrue(tried.get() > 100, "hardly anything was tried");
            if (isRefused(db)) {
                return;
            }
            db.read(tx -> {
                for (long i = 0; i < tried.get(); i++) {
                    boolean isThere = tx.events().get(i) != null;
                    assertEquals(isThere, tx.counts().get("k" + i) != null, "one table without the other: " + i);
                    assertTrue(isThere || !acknowledged.contains(i), "acknowledged and gone: " + i);
                }
                return null;
            });
            assertEquals(db.events().size(), counted(db));
            assertEquals("", db.leftOver());
        } finally {
            closed(db);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void singlePutsAtEachDepthOfTheStackAreInMemoryAsInTheLogOrTheLast(boolean isOnDisk, boolean whileViewIsOpen)
            throws InterruptedException {
        int refusals = 0;
        long all = 0;
        for (int round = 0; round < 20; round++) {
            SimStorage disk = new SimStorage();
            SampleDb db = isOnDisk ? SampleDb.open(disk, ASYNC) : SampleDb.inMemory();
            Map<Long, String> acknowledged = new ConcurrentHashMap<>();
            AtomicLong tried = new AtomicLong();
            // What is loaded and linked when first used is so before there is no stack for it.
            for (long i = 0; i < 50; i++) {
                put(db, -i, acknowledged);
            }
            SampleDb.Transaction view = whileViewIsOpen ? db.view() : null;
            Thread thread = new Thread(null, () -> divePutting(db, tried, acknowledged), "diver", 512 << 10);
            thread.start();
            thread.join();
            if (view != null) {
                view.close();
            }
            Map<Long, String> events = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> content(db));
            boolean isRefused = isPutRefused(db);
            refusals += isRefused ? 1 : 0;
            all += tried.get();
            if (!isRefused) {
                assertTrue(events.entrySet().containsAll(acknowledged.entrySet()), "acknowledged and gone");
                assertEquals(events.size(), db.events().size());
                assertEquals(counted(db), db.counts().size());
                assertEquals("", db.leftOver());
            }
            closed(db);
            if (isOnDisk) {
                try (SampleDb again = SampleDb.open(disk, ASYNC)) {
                    Map<Long, String> reopened = content(again);
                    assertTrue(reopened.entrySet().containsAll(acknowledged.entrySet()), "acknowledged and gone");
                    assertTrue(isRefused || reopened.equals(events), "memory and log have parted");
                }
            }
        }
        System.out.println("Puts without stack: " + all + ", after which " + refusals + " of 20 took no more");
        assertTrue(all > 2000, "hardly anything was tried");
    }

    /** A view that nobody closes would keep all that is overwritten from then on. */
    @Test
    void viewsOpenedAtEachDepthOfTheStackAreClosed() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            try (SampleDb db = SampleDb.inMemory()) {
                for (long i = 0; i < 50; i++) {
                    db.events().put(i, "value");
                    look(db);
                }
                AtomicLong tried = new AtomicLong();
                Thread thread = new Thread(null, () -> diveLooking(db, tried), "diver", 512 << 10);
                thread.start();
                thread.join();
                assertTrue(tried.get() > 100, "hardly anything was tried");
                db.events().put(1L, "another");
                db.write(both(2));
                assertEquals("", db.leftOver());
            }
        }
    }

    private static void look(SampleDb db) {
        db.events().forEach((key, value) -> {});
        db.read(tx -> tx.events().get(1L));
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack, which is the point
    private static void diveLooking(SampleDb db, AtomicLong tried) {
        try {
            diveLooking(db, tried);
        } catch (StackOverflowError e) {
            // On the way up each frame tries, with a little more of the stack.
        }
        if (tried.get() < 300) {
            try {
                tried.incrementAndGet();
                look(db);
            } catch (StackOverflowError e) {
                // A little further up.
            }
        }
    }

    private static Map<Long, String> content(SampleDb db) {
        return db.read(tx -> Map.copyOf(tx.events().asMap()));
    }

    private static boolean isPutRefused(SampleDb db) {
        try {
            db.events().put(0L, db.events().getOrDefault(0L, ""));
            return false;
        } catch (FailedException e) {
            return true;
        }
    }

    private static void put(SampleDb db, long i, Map<Long, String> acknowledged) {
        db.counts().put("k" + i, i);
        String value = "value " + i;
        db.events().put(i, value);
        acknowledged.put(i, value);
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack, which is the point
    private static void divePutting(SampleDb db, AtomicLong tried, Map<Long, String> acknowledged) {
        try {
            divePutting(db, tried, acknowledged);
        } catch (StackOverflowError e) {
            // On the way up each frame tries, with a little more of the stack.
        }
        if (tried.get() < 150) {
            try {
                tried.incrementAndGet();
                // A place in the middle as often as one at the end.
                put(db, tried.get() * 7919 % 1000, acknowledged);
            } catch (StackOverflowError | RuntimeException e) {
                // A little further up.
            }
        }
    }

    /** Begun where there was some stack, and closed first where there is none, then above. */
    @Test
    void whatIsClosedWithoutStackHoldsOnToNothingWhenItIsClosedOnceMore() throws InterruptedException {
        try (SampleDb db = SampleDb.inMemory()) {
            for (int i = 0; i < 50; i++) {
                db.begin().close();
                db.view().close();
            }
            AtomicInteger tried = new AtomicInteger();
            AtomicInteger stuck = new AtomicInteger();
            Thread thread = new Thread(
                    null,
                    () -> {
                        for (int i = 0; i < 40; i++) {
                            try (SampleDb.Transaction view = db.view();
                                    SampleDb.Transaction writing = db.begin()) {
                                writing.counts().put("a", 1L);
                                diveClosing(i % 2 == 0 ? view : writing, tried);
                            } catch (IllegalStateException e) {
                                stuck.incrementAndGet();
                            }
                        }
                    },
                    "diver",
                    512 << 10);
            thread.start();
            thread.join();
            assertEquals(0, stuck.get(), "the thread was left inside of a transaction");
            assertTrue(tried.get() > 100, "hardly anything was tried");
            assertEquals(0, db.stats().transactions().openViews());
            assertEquals(0, db.stats().transactions().abandoned());
            db.counts().put("a", 2L);
            db.counts().put("a", 3L);
            assertEquals("", db.leftOver());
        }
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack, which is the point
    private static void diveClosing(SampleDb.Transaction open, AtomicInteger tried) {
        try {
            diveClosing(open, tried);
        } catch (StackOverflowError e) {
            // Only where there is hardly any: further up it would be closed for good.
            tried.incrementAndGet();
            open.close();
        }
    }

    private static TransactionAction<SampleDb.Transaction, RuntimeException> both(long i) {
        return tx -> {
            tx.counts().put("k" + i, i);
            tx.events().put(i, "there");
        };
    }

    private static boolean isRefused(SampleDb db) {
        try {
            db.write(tx -> {
                tx.counts().put("after", 1L);
                tx.events().put(-2L, "after");
            });
            return false;
        } catch (FailedException e) {
            return true;
        }
    }

    private static int counted(SampleDb db) {
        AtomicInteger count = new AtomicInteger();
        db.counts().forEach((key, value) -> count.incrementAndGet());
        return count.get();
    }

    private static void closed(SampleDb db) {
        try {
            db.close();
        } catch (FailedException e) {
            // It may have ended while it wrote.
        }
    }

    @SuppressWarnings("InfiniteRecursion") // until there is no more stack, which is the point
    private static void dive(
            SampleDb db, boolean isLater, AtomicLong tried, Set<Long> acknowledged, AtomicInteger stuck) {
        try {
            dive(db, isLater, tried, acknowledged, stuck);
        } catch (StackOverflowError e) {
            // On the way up each frame tries, with a little more of the stack.
        }
        if (tried.get() < 300) {
            long i = tried.get();
            try {
                TransactionAction<SampleDb.Transaction, RuntimeException> both = both(i);
                if (isLater) {
                    db.writeAsync(both);
                } else {
                    db.write(both);
                    acknowledged.add(i);
                }
            } catch (IllegalStateException e) {
                stuck.incrementAndGet();
            } catch (StackOverflowError | RuntimeException e) {
                // A little further up.
            }
            tried.incrementAndGet();
        }
    }
}
