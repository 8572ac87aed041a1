package io.muniment;

import io.muniment.codec.OutputLimitException;
import io.muniment.codec.ValueOutput;
import io.muniment.error.TooLargeException;
import io.muniment.error.UnindexableException;
import io.muniment.migration.TableMigration;
import io.muniment.table.LiveTable;
import io.muniment.table.Moving;
import io.muniment.table.Receiver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The way of one table's entries to the next version, and from there on. Several threads go it. */
final class Passage<K, V, L, W> {

    private static final int TOLD_EACH = 1024;

    private final Migration.Step step;
    private final TableMigration<K, V, L, W> table;
    private final boolean isCarried;
    private final Receiver<L, W> receiver;
    private final @Nullable Passage<L, W, ?, ?> next;
    private final Failures failures;
    private final LongAdder failed = new LongAdder();

    /** What entries are written to, so that what cannot be written is noticed. */
    private final ThreadLocal<ValueOutput> outputs;

    /** The older keys, while they are there to be looked through. */
    private @Nullable Moving<K, V> olderKeys;

    /**
     * A way that nobody has gone yet.
     *
     * @param isCarried whether the table keeps what it kept, in the same shape
     * @param receiver takes each new entry, before it goes on by {@code next}
     * @param limitBytes the most that an entry may take, unless it is carried: what is as large as it was fits
     */
    Passage(
            Migration.Step step,
            TableMigration<K, V, L, W> table,
            boolean isCarried,
            Receiver<L, W> receiver,
            @Nullable Passage<L, W, ?, ?> next,
            Failures failures,
            int limitBytes) {
        this.step = step;
        this.table = table;
        this.isCarried = isCarried;
        this.receiver = receiver;
        this.next = next;
        this.failures = failures;
        int limit = isCarried ? Integer.MAX_VALUE : limitBytes;
        this.outputs = ThreadLocal.withInitial(() -> new ValueOutput(256, limit));
    }

    TableMigration<K, V, L, W> table() {
        return table;
    }

    boolean isCarried() {
        return isCarried;
    }

    Receiver<L, W> receiver() {
        return receiver;
    }

    /** How many entries came no further. */
    long failed() {
        return failed.sum();
    }

    /** Forgets all that has come by. By one thread alone. */
    void reset() {
        failed.reset();
        receiver.clear();
    }

    /** Makes room for about {@code count} entries. Before the first. */
    void expect(long count) {
        receiver.expect(count);
        if (next != null) {
            next.expect(count);
        }
    }

    /** Takes all entries of a table that nobody changes, in parts. */
    List<Moving.Part<K, V>> from(LiveTable<K, V> source, boolean areKept, int parts) {
        Moving<K, V> moving = source.moving(areKept);
        olderKeys = areKept ? moving : null;
        return moving.parts(parts);
    }

    /** Takes the entries of a part, and tells {@code moved} of them now and then. */
    void take(Moving.Part<K, V> part, LongConsumer moved) {
        long[] untold = {0};
        part.forEach((key, value) -> {
            if (++untold[0] == TOLD_EACH) {
                moved.accept(untold[0]);
                untold[0] = 0;
            }
            take(key, value);
        });
        moved.accept(untold[0]);
    }

    /** Takes an entry as far as it comes. */
    void take(K key, V value) {
        ValueOutput out = outputs.get();
        L newKey;
        W newValue;
        try {
            newKey = table.key(key, out);
            newValue = table.value(key, value, out);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            Throwable cause = e instanceof OutputLimitException limit ? tooLarge(limit) : e;
            fail(key, step.failed(table.from(), key, cause));
            return;
        }
        boolean isAdded;
        try {
            isAdded = receiver.add(key, newKey, newValue);
        } catch (UnindexableException e) {
            fail(key, e);
            return;
        }
        if (!isAdded) {
            fail(key, step.collided(table.from(), key, other(key, newKey, out)));
        } else if (next != null) {
            next.take(newKey, newValue);
        }
    }

    private TooLargeException tooLarge(OutputLimitException e) {
        return new TooLargeException("the entry for table " + table.to().name(), e.sizeBytes(), e.limitBytes());
    }

    private void fail(K key, RuntimeException failure) {
        failed.increment();
        failures.add(Optional.of(table.from().name()), Optional.of(key), failure);
    }

    /** The older key besides {@code key} that has become {@code newKey}, if it can be told. */
    private @Nullable Object other(K key, L newKey, ValueOutput out) {
        if (failures.areEnough()) {
            return null;
        }
        AtomicReference<@Nullable Object> other = new AtomicReference<>(receiver.origin(newKey));
        Moving<K, V> older = olderKeys;
        if (older != null && other.get() == null) {
            older.forEachKey(each -> {
                if (other.get() == null && !each.equals(key) && becomes(each, newKey, out)) {
                    other.set(each);
                }
            });
        }
        return other.get();
    }

    private boolean becomes(K key, L newKey, ValueOutput out) {
        try {
            return table.key(key, out).equals(newKey);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            return false;
        }
    }
}
