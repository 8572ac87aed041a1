package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.Workload;
import io.muniment.fixture.Workload.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Views hold on to what they see, and to nothing for longer: whatever was committed, given up or taken back while they
 * were open, a key holds one version once they are closed.
 */
class MemoryOfVersionsTest {

    private static final int COMMITS = 150;

    /** An open view, and what it sees for all its life. */
    private record Seen(TestDatabase.Transaction view, State state) {}

    /** Commits, and whatever else can happen, while views come and go. */
    private static final class Run {

        private final long seed;
        private final Random dice;
        private final SimStorage disk;
        private final Workload workload;
        private final List<Seen> views = new ArrayList<>();
        private int full;

        Run(long seed) {
            this.seed = seed;
            this.dice = SimStorage.dice(seed);
            this.disk = new SimStorage(seed);
            this.workload = new Workload(seed);
        }

        void run() {
            // Large segments, so that a disk is full in a write, and not in the change from one file to the next.
            Options options =
                    Options.defaults().automaticSnapshots(false).durability(Durability.values()[dice.nextInt(3)]);
            try (TestDatabase database = TestDatabase.open(disk, options)) {
                for (int n = 1; n <= COMMITS; n++) {
                    maybeOpenView(database, n - 1);
                    if (dice.nextInt(5) == 0) {
                        database.abort(workload.branch(n - 1, seed + n).step(n));
                        assertEquals(workload.state(n - 1), database.state());
                    }
                    if (dice.nextInt(6) == 0 && options.durability() != Durability.ASYNC) {
                        takenBack(database, n);
                    }
                    database.apply(n, workload.step(n));
                    maybeCloseView();
                    views.forEach(each -> assertEquals(each.state, each.view.state()));
                    if (views.isEmpty()) {
                        assertNothingLeftOver(database);
                    }
                }
                while (!views.isEmpty()) {
                    closeView();
                }
                assertNothingLeftOver(database);
                assertEquals(workload.state(COMMITS), database.state());
                assertEquals(0, database.database().stats().transactions().openViews());
            }
            assertTrue(full > 0 || options.durability() == Durability.ASYNC, "the disk was never full");
        }

        /** What is not visible yet is at rest only when it is. */
        private void assertNothingLeftOver(TestDatabase database) {
            database.database().sync();
            database.database().stats();
            assertEquals("", database.leftOver());
        }

        private void maybeOpenView(TestDatabase database, int n) {
            if (dice.nextInt(6) == 0) {
                views.add(new Seen(database.view(), workload.state(n)));
            }
        }

        private void maybeCloseView() {
            if (!views.isEmpty() && dice.nextInt(5) == 0) {
                closeView();
            }
        }

        private void closeView() {
            views.remove(dice.nextInt(views.size())).view.close();
        }

        /** The commit does not fit the disk, or half of it does. */
        private void takenBack(TestDatabase database, int n) {
            disk.failAt(1, Fault.SHORT_WRITE_NO_SPACE);
            assertThrows(
                    DiskFullException.class,
                    () -> database.apply(n, workload.branch(n - 1, seed - n).step(n)));
            disk.heal();
            full++;
            assertEquals(n - 1, database.sequence());
            assertEquals(workload.state(n - 1), database.state());
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLeftOverOnceViewsAreClosed() {
        long first = new Random().nextLong() >>> 16;
        return LongStream.range(first, first + 60)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> new Run(seed).run()));
    }

    private static void close(TestDatabase failed) {
        try {
            failed.close();
        } catch (FailedException e) {
            // It may tell again what has been told before.
        }
    }

    @Test
    void aFailedDiskLeavesNothingOver() {
        for (long seed = 1; seed <= 20; seed++) {
            SimStorage disk = new SimStorage(seed);
            Workload workload = new Workload(seed);
            TestDatabase database = TestDatabase.open(disk, TestDatabase.options());
            database.apply(1, workload.step(1));
            TestDatabase.Transaction view = database.view();
            database.apply(2, workload.step(2));
            disk.failFrom(1, Fault.IO_ERROR);
            assertThrows(FailedException.class, () -> database.apply(3, workload.step(3)));
            assertFalse(database.leftOver().isEmpty(), "the view holds on to what was changed");
            assertEquals(workload.state(1), view.state());
            view.close();
            assertEquals("", database.leftOver());
            assertEquals(workload.state(2), database.state());
            close(database);
        }
    }
}
