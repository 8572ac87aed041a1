package io.muniment.table;

import io.muniment.error.UniqueException;
import io.muniment.log.Acknowledged;
import io.muniment.transaction.Commit;
import io.muniment.transaction.Pins;
import io.muniment.transaction.View;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commit of a transaction: all that it changes in any table, if what it has read is still the newest. */
final class Changes extends Commit {

    /** More changes are never overwritten at once: a reader that comes just then waits for all of them. */
    private static final int MOST_OVERWRITTEN = 64;

    private final View view;
    private final List<TransactionTable<?, ?>> read;
    private final List<TransactionTable<?, ?>> changed;

    // Guarded by the gate until the commit has passed it, then read by the thread that made it.
    private long lostTo;
    private @Nullable Violation<?, ?> violation;
    private long sequence;

    /** What keeps a commit from being made that has not lost: something in {@code table} would not be unique. */
    private record Violation<K, V>(TransactionTable<K, V> table, Indexes.Taken<K> taken) {

        static <K, V> @Nullable Violation<K, V> of(TransactionTable<K, V> table, Indexes.@Nullable Taken<K> taken) {
            return taken == null ? null : new Violation<>(table, taken);
        }

        /** Of two own changes. Before the gate. */
        static <K, V> @Nullable Violation<K, V> within(TransactionTable<K, V> table) {
            return of(table, table.takenTwice());
        }

        /** Of an own change and what others have made. Under the gate. */
        static <K, V> @Nullable Violation<K, V> against(TransactionTable<K, V> table) {
            return of(table, table.taken());
        }

        UniqueException refusal() {
            return table.refusal(taken);
        }
    }

    /**
     * The first {@code length} of {@code bytes} are the changes of all the tables in {@code changed}.
     *
     * @param view what was read, and is closed here
     * @param read all tables that the transaction has asked for
     */
    Changes(
            View view,
            List<TransactionTable<?, ?>> read,
            List<TransactionTable<?, ?>> changed,
            byte[] bytes,
            int length,
            Acknowledged until) {
        super(bytes, length, until);
        this.view = view;
        this.read = read;
        this.changed = changed;
    }

    /** A commit that changed what was read, or 0 if there was none and this one is made. After the commit. */
    long lostTo() {
        return lostTo;
    }

    /**
     * Throws if it was not made because something would not be unique. After the commit.
     *
     * @throws UniqueException naming the first that was found
     */
    void checkUnique() {
        if (lostTo == 0 && violation != null) {
            throw violation.refusal();
        }
    }

    /** Looks at what was read and changed before the gate is held, where that may take its time. */
    void lookThrough() {
        read.forEach(TransactionTable::lostTo);
        for (TransactionTable<?, ?> table : changed) {
            violation = violation == null ? Violation.within(table) : violation;
        }
    }

    @Override
    protected boolean decide() {
        if (!view.isOpen()) {
            throw new IllegalStateException("the transaction was closed by another thread while it was committed");
        }
        for (TransactionTable<?, ?> table : read) {
            lostTo = table.lostTo();
            if (lostTo != 0) {
                return false;
            }
        }
        for (TransactionTable<?, ?> table : changed) {
            violation = violation == null ? Violation.against(table) : violation;
        }
        return violation == null;
    }

    @Override
    protected boolean changesAny(BitSet tables) {
        for (TransactionTable<?, ?> table : changed) {
            if (tables.get(table.description().id())) {
                return true;
            }
        }
        return false;
    }

    @Override
    protected View view() {
        return view;
    }

    @Override
    protected long newestSeen() {
        return violation == null ? lostTo : Math.max(lostTo, violation.taken().sequence());
    }

    @Override
    protected boolean mayOverwrite() {
        int count = 0;
        boolean canAll = true;
        for (TransactionTable<?, ?> table : changed) {
            count += table.changeCount();
            canAll &= table.canOverwriteSeveral();
        }
        return count == 1 || (canAll && count <= MOST_OVERWRITTEN);
    }

    @Override
    protected boolean overwritesSeveral() {
        return changed.size() > 1 || changed.get(0).changeCount() > 1;
    }

    @Override
    protected void overwritten() {
        changed.forEach(TransactionTable::overwritten);
    }

    @Override
    protected void link(long next, boolean alone) {
        sequence = next;
        if (alone && overwritesSeveral()) {
            changed.forEach(TransactionTable::beginOverwriting);
        }
        for (TransactionTable<?, ?> table : changed) {
            table.link(next, alone);
        }
    }

    @Override
    protected void unlink(Pins pins) {
        for (int i = changed.size() - 1; i >= 0; i--) {
            changed.get(i).unlink(pins);
        }
    }

    @Override
    protected void takenBack(long newest) {
        changed.forEach(table -> table.takenBack(newest));
    }

    @Override
    protected void settle(Pins pins) {
        for (TransactionTable<?, ?> table : changed) {
            table.settle(sequence, pins);
        }
    }
}
