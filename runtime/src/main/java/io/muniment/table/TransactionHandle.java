package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.error.ConflictException;
import io.muniment.error.UniqueException;
import io.muniment.log.Acknowledged;
import io.muniment.schema.TableDescription;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a transaction or a view that the processor has written the class of. Generated code passes it on;
 * it has no methods for anybody else.
 *
 * <p>A transaction belongs to the thread that began it; a view is anybody's.
 */
public final class TransactionHandle {

    private static final int FIRST_BYTES = 256;

    private final Transactions owner;
    private final CommitGate gate;
    private final View view;

    /** The thread that it belongs to; null for a view. */
    private final @Nullable Thread thread;

    private final boolean isReadOnly;
    private final Acknowledged until;

    /** The tables that it has to itself, by id, and may change; null if it may change all. */
    private final @Nullable BitSet own;

    /** The tables that have been asked for, by id. */
    private final AtomicReferenceArray<@Nullable TransactionTable<?, ?>> tables;

    /** Those of {@link #tables} that it changes, in the order of their first changes. */
    private final List<TransactionTable<?, ?>> changed = new ArrayList<>();

    /** All changes as they were made; null before the first. */
    private @Nullable ValueOutput record;

    /** The bytes of {@link #record} that later changes have made void. */
    private int supersededBytes;

    private volatile boolean isEnded;

    /** Whether its end has come through. */
    private boolean isGivenBack;

    /** Knows what to give back should this never end; null where that cannot be. */
    private Cleaner.@Nullable Cleanable notice;

    /** As {@link #isGivenBack}, for who is noticed of it; null where that cannot be. */
    private @Nullable AtomicBoolean givenBack;

    TransactionHandle(
            Transactions owner,
            CommitGate gate,
            View view,
            @Nullable Thread thread,
            boolean isReadOnly,
            Acknowledged until,
            @Nullable BitSet own) {
        this.owner = owner;
        this.gate = gate;
        this.view = view;
        this.thread = thread;
        this.isReadOnly = isReadOnly;
        this.until = until;
        this.own = own;
        this.tables = new AtomicReferenceArray<>(owner.idLimit());
    }

    /** The table of a description that is part of the schema; for generated code. */
    @SuppressWarnings("unchecked") // a table's handle was made of the description of its id
    public <K, V> TableHandle<K, V> table(TableDescription<K, V> description) {
        int id = description.id();
        TransactionTable<?, ?> known = id < tables.length() ? tables.get(id) : null;
        if (known == null) {
            TransactionTable<?, ?> first = new TransactionTable<>(owner.table(description), this);
            known = tables.compareAndExchange(id, null, first);
            known = known == null ? first : known;
        }
        return (TableHandle<K, V>) known;
    }

    private List<TransactionTable<?, ?>> askedFor() {
        List<TransactionTable<?, ?>> all = new ArrayList<>();
        for (int id = 0; id < tables.length(); id++) {
            TransactionTable<?, ?> table = tables.get(id);
            if (table != null) {
                all.add(table);
            }
        }
        return all;
    }

    /** The newest commit that it sees. */
    long sequence() {
        return view.sequence();
    }

    boolean isReadOnly() {
        return isReadOnly;
    }

    /** Another view of the same moment; the caller closes it. */
    View pin() {
        CommitGate.probeEnd();
        View pinned = gate.pin(view);
        if (isEnded) {
            // What it saw may be gone already.
            pinned.close();
            checkReadable();
        }
        return pinned;
    }

    void checkReadable() {
        if (isEnded) {
            throw new IllegalStateException("the transaction is over: nothing can be read or written in it any more");
        }
        if (thread != null && thread != Thread.currentThread()) {
            throw new IllegalStateException("the transaction belongs to the thread that began it, and this is another");
        }
        gate.checkReadable();
    }

    void checkWritable() {
        if (isReadOnly) {
            throw new UnsupportedOperationException("here nothing can be written: it is a view of one moment");
        }
        gate.checkOpen();
    }

    /** Whoever has tables to itself changes no others: for these it might wait, and others wait for it. */
    void checkOwn(TableDescription<?, ?> table) {
        if (own != null && !own.get(table.id())) {
            throw new IllegalStateException("the transaction has not got table " + table.name()
                    + " to itself, so it cannot write to it: name it in exclusive(..) with the others");
        }
    }

    // ---- Its changes

    ValueOutput record() {
        ValueOutput out = record;
        if (out == null) {
            out = new ValueOutput(FIRST_BYTES, owner.limitBytes());
            record = out;
        }
        return out;
    }

    void superseded(int bytes) {
        supersededBytes += bytes;
    }

    void changed(TransactionTable<?, ?> table) {
        if (!changed.contains(table)) {
            changed.add(table);
        }
    }

    // ---- Its end

    /**
     * Commits, for who has begun it by hand.
     *
     * @throws IllegalStateException if it is that of a function, which is committed when that returns
     * @throws ConflictException if what was read has changed; then nothing is
     */
    void commitByHand() {
        checkReadable();
        checkWritable();
        if (notice == null) {
            throw new IllegalStateException("the transaction of a function is committed when the function returns:"
                    + " commit() is for one that was begun by hand");
        }
        commit();
    }

    /**
     * Commits, for whoever can do nothing but pass a loss on.
     *
     * @throws ConflictException if what was read has changed; then nothing is
     */
    void commit() {
        long lostTo = tryCommit();
        if (lostTo != 0) {
            throw new ConflictException(lostTo);
        }
    }

    /**
     * Commits, and is over. Returns 0, or a commit that changed what was read; then nothing is changed.
     *
     * @throws UniqueException if something would not be unique; then nothing is changed
     */
    long tryCommit() {
        checkReadable();
        try {
            long lostTo = changed.isEmpty() ? commitNothing() : commitChanges();
            owner.ended(lostTo == 0);
            return lostTo;
        } finally {
            end();
        }
    }

    /** As {@link #tryCommit}, but does not wait for the disk; when it returns 0, {@code pending} is told of that. */
    long trySubmit(Pending<?> pending) {
        checkReadable();
        try {
            return changed.isEmpty() ? submitNothing(pending) : submitChanges(pending);
        } finally {
            end();
        }
    }

    private long commitChanges() {
        Changes commit = changes();
        commit.lookThrough();
        gate.commitSeveral(commit);
        commit.checkUnique();
        return commit.lostTo();
    }

    private long submitChanges(Pending<?> pending) {
        Changes commit = changes();
        commit.lookThrough();
        if (gate.submit(commit, pending)) {
            return 0;
        }
        commit.checkUnique();
        if (commit.lostTo() == 0) {
            pending.completeNow();
        } else {
            owner.ended(false);
        }
        return commit.lostTo();
    }

    /** What was read is as durable as the database asks; if more was asked for, that is still to come. */
    private long commitNothing() {
        if (asksForMore()) {
            gate.awaitBarrier(until);
        }
        return 0;
    }

    private long submitNothing(Pending<?> pending) {
        if (asksForMore() && gate.hasLog()) {
            gate.submitBarrier(until, pending);
        } else {
            pending.completeNow();
        }
        return 0;
    }

    private boolean asksForMore() {
        return until.compareTo(owner.until()) > 0;
    }

    private Changes changes() {
        ValueOutput bytes = record();
        if (supersededBytes > 0) {
            ValueOutput live = new ValueOutput(bytes.position() - supersededBytes + 1);
            for (TransactionTable<?, ?> table : changed) {
                table.copyTo(live, bytes.getBuffer());
            }
            bytes = live;
        }
        return new Changes(view, askedFor(), changed, bytes.getBuffer(), bytes.position(), until);
    }

    /**
     * Ends it; what was not committed is gone. Does nothing the second time, unless there was not enough stack the
     * first time.
     */
    void end() {
        if (!isGivenBack) {
            isEnded = true;
            close(view, thread, gate);
            isGivenBack = true;
            if (notice != null && givenBack != null) {
                // First: the thread may be inside of its next transaction by now.
                givenBack.set(true);
                notice.clean();
            }
        }
    }

    /** Says who knows what to give back should this never end, and looks at {@code isGivenBack} before. */
    void noticedBy(Cleaner.Cleanable cleanable, AtomicBoolean isGivenBack) {
        givenBack = isGivenBack;
        notice = cleanable;
    }

    /** What has to be given back, known to whoever finds it abandoned. */
    static void close(View view, @Nullable Thread thread, CommitGate gate) {
        try {
            view.close();
        } finally {
            if (thread != null) {
                gate.inside().leave(thread);
            }
        }
    }

    View view() {
        return view;
    }

    @Nullable Thread thread() {
        return thread;
    }
}
