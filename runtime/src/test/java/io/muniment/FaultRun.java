package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.error.AccessException;
import io.muniment.error.DiskFullException;
import io.muniment.error.FailedException;
import io.muniment.error.Outcome;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Fault;
import io.muniment.fixture.Workload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One life of a database in which one operation of the disk fails, or all from one on. Whatever is being done then
 * says so by a documented exception; what was acknowledged is there afterwards, what was said not to be committed is
 * not, and a database that was not told to stop goes on.
 */
final class FaultRun {

    /** When a failing disk comes back to its senses. */
    enum Ends {
        /** Only one operation fails. */
        BY_ITSELF,
        /** When the first exception has been thrown. */
        ONCE_NOTICED,
        /** When the database has been closed. */
        NEVER
    }

    private static final int POWER_CUTS = 3;

    private final Fault fault;
    private final Ends ends;
    private final Durability durability;
    private final long seed;
    private final SimStorage disk;
    private final Workload workload;

    private int begun;
    private int acknowledged;
    private int settled;

    /** What was said not to be committed is above this. */
    private int ceiling = Integer.MAX_VALUE;

    private @Nullable TestDatabase database;

    /** Whether the life ends here: the database takes no writes, or the disk stays as it is. */
    private boolean isOver;

    FaultRun(long seed, Fault fault, Ends ends, Durability durability) {
        this.seed = seed;
        this.fault = fault;
        this.ends = ends;
        this.durability = durability;
        this.disk = new SimStorage(seed);
        this.workload = new Workload(seed);
    }

    /** Lets the n-th operation fail; returns whether there were so many. */
    boolean failsAt(long n) {
        if (ends == Ends.BY_ITSELF) {
            disk.failAt(n, fault);
        } else {
            disk.failFrom(n, fault);
        }
        try {
            live();
            boolean failed = disk.faults() > 0;
            disk.heal();
            assertEquals(0, disk.openFiles(), "files are left open");
            look("afterwards", disk.kill(), durability == Durability.ASYNC ? settled : acknowledged);
            int durable = durability == Durability.SYNCED ? acknowledged : settled;
            for (int i = 0; i < POWER_CUTS; i++) {
                look("after a power cut", disk.powerCut(seed * 31 + n * 7 + i), durable);
            }
            look("after a power cut that took all", disk.losingAllUnsynced(), durable);
            return failed;
        } catch (Throwable e) {
            throw new AssertionError(
                    "seed " + seed + ", " + durability + ", " + fault + " of operation " + n + ", ends " + ends + ": "
                            + acknowledged + " of " + begun + " commits acknowledged, files " + disk.names() + ": " + e,
                    e);
        }
    }

    private void live() {
        open();
        commit(8);
        snapshot();
        commit(4);
        sync();
        close();
        open();
        commit(3);
        snapshot();
        commit(2);
        close();
    }

    private void open() {
        if (isOver) {
            return;
        }
        Throwable thrown = attempt(() -> database = TestDatabase.open(disk, options()));
        if (thrown != null) {
            assertEquals(0, disk.openFiles(), "an open that failed leaves files open");
            assertDocumented(thrown);
            if (ends == Ends.NEVER) {
                isOver = true;
                return;
            }
            disk.heal();
            database = TestDatabase.open(disk, options());
        }
        assertEquals(workload.state(opened().sequence()), opened().state());
        assertTrue(opened().sequence() >= acknowledged);
    }

    private Options options() {
        return TestDatabase.options().durability(durability);
    }

    private void commit(int count) {
        for (int i = 0; i < count && !isOver; i++) {
            commit();
        }
    }

    private void commit() {
        int n = opened().sequence() + 1;
        begun = Math.max(begun, n);
        Throwable thrown = attempt(() -> opened().apply(n, workload.step(n)));
        if (thrown == null) {
            acknowledged = n;
        } else if (thrown instanceof DiskFullException) {
            assertState(n - 1);
            if (ends == Ends.NEVER) {
                ceiling = n - 1;
                isOver = true;
                return;
            }
            disk.heal();
            opened().apply(n, workload.step(n));
            acknowledged = n;
        } else {
            FailedException failed = assertInstanceOf(FailedException.class, thrown);
            if (failed.outcome() == Outcome.NOT_COMMITTED && durability != Durability.ASYNC) {
                ceiling = n - 1;
            }
            isOver = true;
            assertFailed(n);
        }
    }

    /** The store has failed at commit {@code n}: reads go on, writes do not. */
    private void assertFailed(int n) {
        if (durability != Durability.ASYNC) {
            assertState(n - 1);
        }
        disk.heal();
        FailedException again = assertInstanceOf(
                FailedException.class,
                attempt(() -> opened().apply(n, workload.step(n))),
                "a failed store takes a write");
        assertEquals(Outcome.NOT_COMMITTED, again.outcome());
    }

    private void assertState(int n) {
        assertEquals(n, opened().sequence());
        assertEquals(workload.state(n), opened().state());
    }

    private void snapshot() {
        if (!isOver) {
            notice(attempt(() -> opened().database().snapshot()));
        }
    }

    private void sync() {
        if (!isOver) {
            notice(attempt(() -> opened().database().sync()));
        }
    }

    private void close() {
        TestDatabase closing = database;
        if (closing == null) {
            return;
        }
        database = null;
        Throwable thrown = attempt(closing::close);
        assertEquals(0, disk.openFiles(), "a close leaves files open");
        if (thrown == null) {
            if (!isOver) {
                settled = acknowledged;
            }
            return;
        }
        assertDocumented(thrown);
        assertTrue(fault != Fault.NO_SPACE, () -> "closing needs no space: " + thrown);
        isOver |= ends == Ends.NEVER;
        disk.heal();
    }

    /** Takes note of how a call that is no commit has ended. */
    private void notice(@Nullable Throwable thrown) {
        if (thrown == null) {
            settled = acknowledged;
            return;
        }
        assertDocumented(thrown);
        isOver = thrown instanceof FailedException || ends == Ends.NEVER;
        if (isOver && thrown instanceof FailedException) {
            assertFailed(opened().sequence() + 1);
        } else if (ends != Ends.BY_ITSELF) {
            disk.heal();
        }
    }

    private void assertDocumented(Throwable thrown) {
        boolean isDocumented = switch (fault) {
            case NO_SPACE -> thrown instanceof DiskFullException;
            case SHORT_WRITE_NO_SPACE -> thrown instanceof DiskFullException || thrown instanceof FailedException;
            case ERROR -> thrown instanceof FailedException || thrown instanceof InternalError;
            case IO_ERROR, SHORT_WRITE -> thrown instanceof FailedException || thrown instanceof AccessException;
        };
        assertTrue(isDocumented, () -> "not what is documented: " + thrown);
    }

    private static @Nullable Throwable attempt(Runnable step) {
        try {
            step.run();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private TestDatabase opened() {
        return Objects.requireNonNull(database, "the database is open");
    }

    private void look(String when, SimStorage found, int floor) {
        try (TestDatabase reopened = TestDatabase.open(found, TestDatabase.options())) {
            int n = reopened.sequence();
            int most = Math.min(begun, ceiling);
            assertTrue(n >= floor && n <= most, when + " " + n + " commits, not from " + floor + " to " + most);
            assertEquals(workload.state(n), reopened.state(), when);
            reopened.apply(n + 1, workload.branch(n, seed).step(n + 1));
        }
    }
}
