package io.muniment.table;

import io.muniment.transaction.CommitGate;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The ids of one table: numbers from 1 on, none of which is ever given out twice. Usable from any thread. */
final class Ids {

    /*
     * Ids are given out of memory, up to a number that table 0 holds: all ids up to that may have been given out. When
     * they are used up, one commit raises the number, and no id above the former number is given out before the commit
     * is visible, which is to say as durable as the database asks. Whoever opens the database begins behind the number.
     *
     * No lock is held while that commit is made. Several threads may try at once, and one of them gets through: the
     * others find, at the gate or before, that the number is another one by now, and wait only until that is visible. A
     * lock would have to be held while the holder waits at the gate for somebody who runs alone; and who runs alone
     * may want an id.
     *
     * The commit has nothing to do with the transaction that its maker may be in. It reads and writes table 0 alone,
     * which no transaction reads.
     */

    /** The ids that are reserved first; then as many as have been given out since opening, up to the most. */
    private static final long FIRST_BLOCK = 16;

    private static final long MOST = 1 << 16;

    private static final long UNKNOWN = -1;

    private final int table;
    private final LiveTable<Integer, Long> reservations;
    private final CommitGate gate;

    /** The last id before those of this session; unknown before the first is asked for. */
    private final AtomicLong before = new AtomicLong(UNKNOWN);

    /** The last id given out; unknown until that is. */
    private final AtomicLong last = new AtomicLong(UNKNOWN);

    /** Ids up to this may be given out: what was found visible in table 0. */
    private final AtomicLong reserved = new AtomicLong();

    Ids(int table, LiveTable<Integer, Long> reservations, CommitGate gate) {
        this.table = table;
        this.reservations = reservations;
        this.gate = gate;
    }

    /** An id that nobody has been given. */
    long next() {
        gate.checkOpen();
        while (true) {
            long at = last.get();
            if (at == UNKNOWN) {
                begin();
            } else if (at >= reserved.get()) {
                reserveAfter(at);
            } else if (last.compareAndSet(at, at + 1)) {
                return at + 1;
            }
        }
    }

    /** From now on ids are above {@code id}, if they are not yet. */
    void skip(long id) {
        gate.checkOpen();
        if (last.get() == UNKNOWN) {
            begin();
        }
        if (last.accumulateAndGet(id, Math::max) == id) {
            // Else ids above that have been given out, and are reserved.
            while (reserved.get() < id) {
                reserveAfter(id);
            }
        }
    }

    /** Nothing has been reserved yet, so all that table 0 tells of has been given out before. */
    private void begin() {
        before.compareAndSet(UNKNOWN, visible());
        last.compareAndSet(UNKNOWN, before.get());
    }

    private void reserveAfter(long at) {
        Version newest = reservations.versions().newest(table);
        Long value = VersionedMap.value(newest.value);
        if (newest.sequence > gate.visible()) {
            // Somebody else is about to.
            gate.awaitVisible(newest.sequence);
        } else if (number(value) <= at) {
            reservations.replaceNewest(table, value, after(at));
        }
        reserved.accumulateAndGet(visible(), Math::max);
    }

    private long after(long at) {
        if (at == Long.MAX_VALUE) {
            throw new IllegalStateException("all ids have been given out that there are");
        }
        long block = Math.max(FIRST_BLOCK, Math.min(MOST, at - before.get()));
        return at + Math.min(block, Long.MAX_VALUE - at);
    }

    /** No id above this has been given out that anybody could know of. */
    long visible() {
        return number(reservations.kept(table));
    }

    private static long number(@Nullable Long value) {
        return value == null ? 0 : Math.max(0, value);
    }
}
