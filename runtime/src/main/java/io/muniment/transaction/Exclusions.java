package io.muniment.transaction;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who has tables to itself, who waits for that, and which commits wait until such tables are given back. Guarded by
 * the gate.
 */
final class Exclusions {

    /*
     * First come, first served, among those that are in each other's way. Whoever wants tables gets all of them at
     * once: when nobody has any of them, and nobody who came before waits because of any of them. A commit waits only
     * for those who have a table that it changes; but once it waits, those who come after it wait for it. So nobody
     * waits for ever because others come again and again.
     *
     * Why nobody waits in a circle. Whoever waits here has nothing: all tables are given at once, and who has some
     * changes no others, so that its own commits do not wait. Who has none is waited for only while it waits itself,
     * by those who came later.
     */

    private final ReentrantLock gate;

    /** What is given, of which no two have a table in common. */
    private final List<Exclusion> given = new ArrayList<>();

    /** All that wait, in the order in which they came. */
    private final Set<Waiter> waiting = new LinkedHashSet<>();

    /** Those of {@link #waiting} that want tables to themselves. */
    private final List<Exclusion> wanted = new ArrayList<>();

    Exclusions(ReentrantLock gate) {
        this.gate = gate;
    }

    private abstract class Waiter {

        final Thread thread = Thread.currentThread();
        final Condition turn = gate.newCondition();

        /** Whether it is to be let go on before {@code later}, which came after it. */
        abstract boolean isInTheWayOf(Exclusion later);

        abstract boolean mayGoOn();
    }

    /** One thread's, while it wants tables or has them. */
    private final class Exclusion extends Waiter {

        /** By id; null for all tables there are. */
        private final @Nullable BitSet tables;

        Exclusion(@Nullable BitSet tables) {
            this.tables = tables;
        }

        boolean holdsUp(Commit commit) {
            return tables == null || commit.changesAny(tables);
        }

        @Override
        boolean isInTheWayOf(Exclusion other) {
            return tables == null || other.tables == null || tables.intersects(other.tables);
        }

        @Override
        boolean mayGoOn() {
            for (Exclusion other : given) {
                if (other.isInTheWayOf(this)) {
                    return false;
                }
            }
            for (Waiter other : waiting) {
                if (other == this) {
                    break;
                }
                if (other.isInTheWayOf(this)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** A commit that changes tables which another thread has to itself. */
    private final class HeldUp extends Waiter {

        private final Commit commit;

        HeldUp(Commit commit) {
            this.commit = commit;
        }

        @Override
        boolean isInTheWayOf(Exclusion later) {
            return later.holdsUp(commit);
        }

        @Override
        boolean mayGoOn() {
            return !isHeldUp(commit, thread);
        }
    }

    /** Whether another than {@code thread}, whose commit it is, has a table that {@code commit} changes. */
    private boolean isHeldUp(Commit commit, Thread thread) {
        for (Exclusion other : given) {
            if (other.thread != thread && other.holdsUp(commit)) {
                return true;
            }
        }
        return false;
    }

    /** How many have tables to themselves. */
    int count() {
        return given.size();
    }

    /** Whether the calling thread has tables to itself. */
    boolean isOwner() {
        for (Exclusion one : given) {
            if (one.thread == Thread.currentThread()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Gives the calling thread {@code tables}, by id, or all tables there are for null. Waits as long as that takes.
     *
     * @param check throws if it is not to be waited for any longer
     */
    void take(@Nullable BitSet tables, Runnable check) {
        Exclusion one = new Exclusion(tables);
        if (one.mayGoOn()) {
            given.add(one);
            return;
        }
        wanted.add(one);
        try {
            await(one, check);
            given.add(one);
        } finally {
            wanted.remove(one);
            waiting.remove(one);
            // Should it have given up, others may not have to wait any longer.
            wake(waiting);
        }
    }

    /** Takes back what the calling thread has been given. */
    void giveBack() {
        given.removeIf(one -> one.thread == Thread.currentThread());
        wake(waiting);
    }

    /**
     * Returns when nobody else has a table that {@code commit} changes.
     *
     * @param check throws if it is not to be waited for any longer
     */
    void awaitTurn(Commit commit, Runnable check) {
        if (isHeldUp(commit, Thread.currentThread())) {
            HeldUp one = new HeldUp(commit);
            try {
                await(one, check);
            } finally {
                waiting.remove(one);
                // Other commits have not waited for this one.
                wake(wanted);
            }
        }
    }

    private void await(Waiter one, Runnable check) {
        waiting.add(one);
        do {
            check.run();
            one.turn.awaitUninterruptibly();
        } while (!one.mayGoOn());
    }

    /** Whoever may go on finds that out. */
    private static void wake(Iterable<? extends Waiter> among) {
        for (Waiter one : among) {
            if (one.mayGoOn()) {
                one.turn.signal();
            }
        }
    }

    /** Whoever waits looks whether it still is to. */
    void wakeAll() {
        waiting.forEach(one -> one.turn.signal());
    }
}
