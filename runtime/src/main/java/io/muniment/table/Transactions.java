package io.muniment.table;

import io.muniment.log.Acknowledged;
import io.muniment.schema.TableDescription;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.lang.ref.Cleaner;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of an open database: begins them, runs them again when they lose, and counts them. For the
 * database, which passes it what generated code asks for.
 *
 * <p>Usable from any thread.
 */
public final class Transactions {

    /*
     * Why it is serializable. A transaction reads from one view, so what it sees is what some prefix of the commits
     * made. At the gate, where its number in the order of commits is given, what it has read must not have been changed
     * since that view: key by key, range by range, size by size. Then reading it at the gate would have given the same,
     * and it is as if all of it had happened there. One that writes nothing is as if it had happened when its view was
     * opened, and sees all commits that had been acknowledged then.
     *
     * Who wins. Of two that are in each other's way the one that passes the gate first is committed; so whoever loses
     * has lost to a commit, and there is no standstill. One that has lost several times runs alone: it waits until all
     * that has passed the gate is visible, and nobody else passes until it is through. One that has tables to itself
     * waits likewise, and nobody else passes who changes these; so it is not to lose to anybody by what it reads of
     * them, and what it reads of others is looked at as anybody's.
     */

    /** Said of transactions that were never closed. */
    private static final System.Logger LOGGER = System.getLogger("io.muniment");

    /** Made when first needed, because it has a thread. */
    private static final class Abandoned {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private final CommitGate gate;

    /** By id. */
    private final @Nullable LiveTable<?, ?>[] tables;

    private final Acknowledged until;
    private final int limitBytes;
    private final int lossesBeforeAlone;

    private final LongAdder committed = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder alone = new LongAdder();
    private final LongAdder abandoned = new LongAdder();

    /**
     * The transactions over {@code tables}, by id.
     *
     * @param until how far a commit must have come, at least, before a transaction returns
     * @param limitBytes the most that the changes of one may take
     * @param lossesBeforeAlone how often one loses before it runs alone
     */
    public Transactions(
            CommitGate gate,
            Map<Integer, LiveTable<?, ?>> tables,
            Acknowledged until,
            int limitBytes,
            int lossesBeforeAlone) {
        this.gate = gate;
        this.tables = new LiveTable<?, ?>
                [1 + tables.keySet().stream().max(Integer::compare).orElse(0)];
        tables.forEach((id, table) -> this.tables[id] = table);
        this.until = until;
        this.limitBytes = limitBytes;
        this.lossesBeforeAlone = lossesBeforeAlone;
    }

    @SuppressWarnings("unchecked") // a table's handle was made of the description of its id
    <K, V> LiveTable<K, V> table(TableDescription<K, V> description) {
        LiveTable<?, ?> table = table(description.id());
        if (table == null || table.description() != description) {
            throw new IllegalArgumentException("the schema has no such table: " + description.name());
        }
        return (LiveTable<K, V>) table;
    }

    private @Nullable LiveTable<?, ?> table(int id) {
        return id < tables.length ? tables[id] : null;
    }

    /** Above the id of each table. */
    int idLimit() {
        return tables.length;
    }

    int limitBytes() {
        return limitBytes;
    }

    /** How far a commit must have come, at least, before a transaction returns. */
    Acknowledged until() {
        return until;
    }

    // ---- Run to the end

    /** Runs {@code body} over one moment, and commits nothing. */
    public <T, R extends @Nullable Object, X extends Exception> R read(
            Function<TransactionHandle, T> make, TransactionBody<? super T, R, X> body) throws X {
        // A function given to a write may read what it likes; what it must not write is looked at by itself.
        TransactionHandle reading = gate.inside().isInFunction() ? beginView() : begin(true, until);
        try {
            return body.run(make.apply(reading));
        } finally {
            reading.end();
        }
    }

    /** Runs {@code body} and commits what it does; runs it again if it loses, and after some losses alone. */
    public <T, R extends @Nullable Object, X extends Exception> R compute(
            Function<TransactionHandle, T> make, Acknowledged level, TransactionBody<? super T, R, X> body) throws X {
        for (int losses = 0; losses < lossesBeforeAlone; losses++) {
            TransactionHandle writing = begin(false, level);
            try {
                R result = body.run(make.apply(writing));
                if (writing.tryCommit() == 0) {
                    return result;
                }
            } finally {
                writing.end();
            }
        }
        return exclusive(make, level, body);
    }

    /** As {@link #compute}, while no other thread commits anything. Others wait without holding anything. */
    public <T, R extends @Nullable Object, X extends Exception> R exclusive(
            Function<TransactionHandle, T> make, Acknowledged level, TransactionBody<? super T, R, X> body) throws X {
        return alone(make, level, null, body);
    }

    /**
     * As {@link #compute}, while no other thread commits changes of {@code tables}, and with changes of these alone. It
     * can lose only by what it reads of others; after some losses it gives its tables back and runs alone.
     */
    public <T, R extends @Nullable Object, X extends Exception> R exclusive(
            Function<TransactionHandle, T> make,
            Acknowledged level,
            Collection<? extends LockableTable> tables,
            TransactionBody<? super T, R, X> body)
            throws X {
        BitSet own = ids(tables);
        gate.inside().checkOutside();
        gate.beginExclusive(own);
        try {
            for (int losses = 0; losses < Math.max(1, lossesBeforeAlone); losses++) {
                TransactionHandle writing = begin(false, level, own);
                try {
                    R result = body.run(make.apply(writing));
                    if (writing.tryCommit() == 0) {
                        return result;
                    }
                } finally {
                    writing.end();
                }
            }
        } finally {
            gate.endExclusive();
        }
        return alone(make, level, own, body);
    }

    private BitSet ids(Collection<? extends LockableTable> named) {
        BitSet ids = new BitSet(idLimit());
        for (LockableTable table : named) {
            TableHandle<?, ?> handle = table.handle();
            if (table(handle.description().id()) != handle) {
                throw new IllegalArgumentException(
                        "table " + handle.description().name() + " is that of a transaction, or of another database:"
                                + " name the tables of this database, as in db.exclusive(List.of(db."
                                + handle.description().name() + "()), ..)");
            }
            ids.set(handle.description().id());
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "no table is named, so that nothing could be written: exclusive(body) takes all");
        }
        return ids;
    }

    /** {@code own} are the tables that may be changed, by id; null for all. */
    private <T, R extends @Nullable Object, X extends Exception> R alone(
            Function<TransactionHandle, T> make,
            Acknowledged level,
            @Nullable BitSet own,
            TransactionBody<? super T, R, X> body)
            throws X {
        gate.inside().checkOutside();
        gate.beginAlone();
        alone.increment();
        try {
            TransactionHandle writing = begin(false, level, own);
            try {
                R result = body.run(make.apply(writing));
                writing.commit();
                return result;
            } finally {
                writing.end();
            }
        } finally {
            gate.endExclusive();
        }
    }

    /**
     * As {@link #compute}, but does not wait for the disk. What keeps the commit from being made is thrown; what the
     * disk does to it then is for the stage.
     */
    public <T, R extends @Nullable Object, X extends Exception> CompletableFuture<R> computeAsync(
            Function<TransactionHandle, T> make, Acknowledged level, TransactionBody<? super T, R, X> body) throws X {
        for (int losses = 0; losses < lossesBeforeAlone; losses++) {
            Pending<R> pending = submit(make, level, body);
            if (pending != null) {
                return pending;
            }
        }
        gate.inside().checkOutside();
        gate.beginAlone();
        alone.increment();
        try {
            return Objects.requireNonNull(submit(make, level, body), "who is alone loses to nobody");
        } finally {
            gate.endExclusive();
        }
    }

    /** Runs {@code body} once, and hands over what it does; returns null if it lost. */
    private <T, R extends @Nullable Object, X extends Exception> @Nullable Pending<R> submit(
            Function<TransactionHandle, T> make, Acknowledged level, TransactionBody<? super T, R, X> body) throws X {
        TransactionHandle writing = begin(false, level);
        try {
            Pending<R> pending = new Pending<>(body.run(make.apply(writing)), committed::increment);
            return writing.trySubmit(pending) == 0 ? pending : null;
        } finally {
            writing.end();
        }
    }

    /** One has come to its end: it was committed, or has lost to another. */
    void ended(boolean isCommitted) {
        (isCommitted ? committed : lost).increment();
    }

    // ---- By hand

    /** Begins a transaction of the calling thread, which ends when it is committed or closed. */
    public <T> T begin(Function<TransactionHandle, T> make, Acknowledged level) {
        return handedOut(begin(false, level), "transaction", make);
    }

    /** Opens a view of this moment, for any thread, which ends when it is closed. */
    public <T> T view(Function<TransactionHandle, T> make) {
        return handedOut(beginView(), "view", make);
    }

    private TransactionHandle beginView() {
        gate.checkReadable();
        CommitGate.probeEnd();
        View view = gate.pin();
        try {
            return new TransactionHandle(this, gate, view, null, true, until, null);
        } catch (Throwable e) {
            view.close();
            throw e;
        }
    }

    private <T> T handedOut(TransactionHandle handle, String what, Function<TransactionHandle, T> make) {
        try {
            return make.apply(noticed(handle, what));
        } catch (Throwable e) {
            handle.end();
            throw e;
        }
    }

    private TransactionHandle begin(boolean isReadOnly, Acknowledged level) {
        return begin(isReadOnly, level, null);
    }

    private TransactionHandle begin(boolean isReadOnly, Acknowledged level, @Nullable BitSet own) {
        gate.checkReadable();
        // So that its end, which comes at the same depth, has the stack that it needs.
        CommitGate.probeEnd();
        gate.inside().enter();
        Thread thread = Thread.currentThread();
        View view = null;
        try {
            view = gate.pin();
            return new TransactionHandle(this, gate, view, thread, isReadOnly, atLeast(level), own);
        } catch (Throwable e) {
            try {
                gate.inside().leave(thread);
            } finally {
                if (view != null) {
                    view.close();
                }
            }
            throw e;
        }
    }

    private Acknowledged atLeast(Acknowledged level) {
        return level.compareTo(until) < 0 ? until : level;
    }

    /** Whoever forgets to close what was begun by hand is told, and what it held on to is let go. */
    private TransactionHandle noticed(TransactionHandle handle, String what) {
        View view = handle.view();
        Thread thread = handle.thread();
        AtomicBoolean isGivenBack = new AtomicBoolean();
        Cleaner.Cleanable cleanable = Abandoned.CLEANER.register(handle, () -> {
            if (isGivenBack.get()) {
                return;
            }
            boolean isAbandoned = view.isOpen();
            // Even if not: it may have been closed by half, for want of stack.
            TransactionHandle.close(view, thread, gate);
            if (isAbandoned) {
                abandoned.increment();
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        "A " + what + " of commit " + view.sequence()
                                + " was never closed. It is closed now; use try-with-resources.");
            }
        });
        handle.noticedBy(cleanable, isGivenBack);
        return handle;
    }

    // ---- What they did

    /** Transactions that have run to their end with a commit, or found nothing to change. */
    public long committed() {
        return committed.sum();
    }

    /** How often one lost to another, and was or is to be run again. */
    public long lost() {
        return lost.sum();
    }

    /** How often one ran alone. */
    public long alone() {
        return alone.sum();
    }

    /** How many that were begun by hand were never closed. */
    public long abandoned() {
        return abandoned.sum();
    }
}
