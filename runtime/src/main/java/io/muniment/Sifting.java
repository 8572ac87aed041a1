package io.muniment;

import static java.util.Objects.requireNonNull;

import io.muniment.group.Edit;
import io.muniment.recovery.ReplayTarget;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.LiveTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an older version. What a snapshot tells of a key that the log behind it leaves alone is what there is,
 * and goes on to the next version at once; all else waits in tables until the log has been read.
 */
final class Sifting implements ReplayTarget {

    private final Filling waiting;
    private final Runnable onReset;

    /** By id. */
    private final Map<Integer, Sieve<?, ?>> sieves = new HashMap<>();

    /** Whether there is a snapshot, and it is known what the log changes. */
    private boolean isAnyPassed;

    /** What is known of one table. */
    private static final class Sieve<K, V> {

        /** Where its entries go on; null if they go nowhere. */
        final @Nullable Passage<K, V, ?, ?> passage;

        /** How many entries did not have to wait. */
        final LongAdder passed = new LongAdder();

        /** The keys that the log changes. */
        final Set<Object> changed;

        /** Whether the log clears it. */
        boolean isCleared;

        @SuppressWarnings("unchecked") // a passage is kept under the id of the table that it begins with
        Sieve(TableDescription<K, V> table, @Nullable Passage<?, ?, ?, ?> passage) {
            this.passage = (Passage<K, V, ?, ?>) passage;
            this.changed =
                    table.kind() == TableKind.SORTED ? new ConcurrentSkipListSet<>() : ConcurrentHashMap.newKeySet();
        }

        void clear() {
            passed.reset();
            changed.clear();
            isCleared = false;
        }
    }

    /**
     * Before anything is read.
     *
     * @param tables the tables of the older version, in which entries wait, by id
     * @param passages where those of the schema go on, by the id of the table
     * @param onReset makes everybody forget what has gone on
     */
    Sifting(Tables tables, Map<Integer, Passage<?, ?, ?, ?>> passages, Runnable onReset) {
        this.waiting = new Filling(tables.stored());
        this.onReset = onReset;
        for (LiveTable<?, ?> table : tables.ofSchema().values()) {
            int id = table.description().id();
            sieves.put(id, new Sieve<>(table.description(), passages.get(id)));
        }
    }

    /** How many entries of a table did not wait. */
    long passed(int table) {
        return requireNonNull(sieves.get(table)).passed.sum();
    }

    @Override
    public ReplayTarget ahead() {
        isAnyPassed = true;
        return new Changed();
    }

    @Override
    public void reset() {
        isAnyPassed = false;
        waiting.reset();
        sieves.values().forEach(Sieve::clear);
        onReset.run();
    }

    @Override
    public void expect(TableDescription<?, ?> table, long count, long credible) {
        Sieve<?, ?> sieve = sieves.get(table.id());
        if (sieve != null && sieve.passage != null) {
            sieve.passage.expect(credible);
        }
    }

    @Override
    public void reserve(TableDescription<?, ?> table, long count) {
        waiting.reserve(table, count);
    }

    @Override
    @SuppressWarnings("unchecked") // a sieve is kept under the id of its table
    public <K, V> void put(TableDescription<K, V> table, K key, V value) {
        Sieve<K, V> sieve = isAnyPassed ? (Sieve<K, V>) sieves.get(table.id()) : null;
        if (sieve == null || sieve.changed.contains(key)) {
            waiting.put(table, key, value);
        } else if (!sieve.isCleared) {
            sieve.passed.increment();
            if (sieve.passage != null) {
                sieve.passage.take(key, value);
            }
        }
    }

    @Override
    public <K, V> void edit(TableDescription<K, V> table, K key, Edit edit) {
        waiting.edit(table, key, edit);
    }

    @Override
    public <K, V> void remove(TableDescription<K, V> table, K key) {
        waiting.remove(table, key);
    }

    @Override
    public void clear(TableDescription<?, ?> table) {
        waiting.clear(table);
    }

    /** Notes what the log changes. */
    private final class Changed implements ReplayTarget {

        private void note(TableDescription<?, ?> table, Object key) {
            Sieve<?, ?> sieve = sieves.get(table.id());
            if (sieve != null) {
                sieve.changed.add(key);
            }
        }

        @Override
        public void reset() {
            sieves.values().forEach(Sieve::clear);
        }

        @Override
        public <K, V> void put(TableDescription<K, V> table, K key, V value) {
            note(table, key);
        }

        @Override
        public <K, V> void edit(TableDescription<K, V> table, K key, Edit edit) {
            note(table, key);
        }

        @Override
        public <K, V> void remove(TableDescription<K, V> table, K key) {
            note(table, key);
        }

        @Override
        public void clear(TableDescription<?, ?> table) {
            Sieve<?, ?> sieve = sieves.get(table.id());
            if (sieve != null) {
                sieve.isCleared = true;
            }
        }
    }
}
