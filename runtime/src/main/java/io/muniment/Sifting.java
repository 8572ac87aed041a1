package io.muniment;

import static java.util.Objects.requireNonNull;

import io.muniment.group.Edit;
import io.muniment.recovery.ReplayTarget;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.LiveTable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an older version. An entry goes on to the next version as soon as it is known that nothing changes it any
 * more: from a snapshot, if the log behind it leaves its key alone; from the log, if that is the last that it tells of the key.
 * What comes before that is passed over, but for groups, which the log edits: they wait in tables.
 */
final class Sifting implements ReplayTarget {

    private static final int MOST_EXPECTED = 1 << 28;

    private final Filling waiting;
    private final Runnable onReset;

    /** By id. */
    private final Map<Integer, Sieve<?, ?>> sieves = new HashMap<>();

    /** Whether it is known what the log will change: there is a snapshot before it. Otherwise everything waits. */
    private boolean isKnown;

    /** Whether what comes is of the log. */
    private boolean isLog;

    /** What the log does to a key behind the last clear of the table. Changed by one thread at a time. */
    private static final class Future {

        /** How many clears come before that. */
        int clears;

        /** How many changes are still to come. */
        int left;

        /** The key of the entry that there is by now, null for none: the one that came first, as in any map. */
        @Nullable Object present;
    }

    /** What is known of one table. */
    private final class Sieve<K, V> {

        private final TableDescription<K, V> table;
        private final boolean hasGroups;

        /** Where its entries go on; null if they go nowhere. */
        private final @Nullable Passage<K, V, ?, ?> passage;

        /** How many entries did not have to wait. */
        private final LongAdder passed = new LongAdder();

        /** The keys that the log changes. */
        private ConcurrentMap<Object, Future> futures;

        /** How often the log clears the table. */
        private int clears;

        /** How often it has done so. */
        private int cleared;

        @SuppressWarnings("unchecked") // a passage is kept under the id of the table that it begins with
        Sieve(TableDescription<K, V> table, @Nullable Passage<?, ?, ?, ?> passage) {
            this.table = table;
            this.hasGroups = table.kind().hasGroups();
            this.passage = (Passage<K, V, ?, ?>) passage;
            this.futures = newMap(0);
        }

        private ConcurrentMap<Object, Future> newMap(int expected) {
            return table.kind() == TableKind.SORTED ? new ConcurrentSkipListMap<>() : new ConcurrentHashMap<>(expected);
        }

        void reset() {
            passed.reset();
            futures = newMap(0);
            clears = 0;
            cleared = 0;
        }

        /** Makes room for what comes from a snapshot and from the log. */
        void expect(long fromSnapshot) {
            if (passage != null) {
                passage.expect(fromSnapshot + futures.size());
            }
        }

        // ---- Looking ahead

        void reserve(long count) {
            if (futures.isEmpty()) {
                futures = newMap((int) Math.min(count, MOST_EXPECTED));
            }
        }

        void changes(Object key) {
            Future future = futures.computeIfAbsent(key, first -> new Future());
            if (future.clears != clears) {
                future.clears = clears;
                future.left = 0;
            }
            future.left++;
        }

        // ---- Reading

        void put(K key, V value) {
            Future future = futures.get(key);
            if (hasGroups) {
                putGroup(key, value, future);
            } else if (isLog) {
                putAgain(key, value, requireNonNull(future));
            } else if (clears == 0) {
                putFirst(key, value, future);
            }
        }

        private void putGroup(K key, V group, @Nullable Future future) {
            if (isLog || future != null || clears > 0) {
                waiting.put(table, key, group);
            } else {
                goOn(key, group);
            }
        }

        private void putFirst(K key, V value, @Nullable Future future) {
            if (future == null) {
                goOn(key, value);
            } else {
                future.present = key;
            }
        }

        @SuppressWarnings("unchecked") // the key of an entry of this table
        private void putAgain(K key, V value, Future future) {
            if (cleared == clears && future.present == null) {
                future.present = key;
            }
            if (isLast(future)) {
                goOn((K) requireNonNull(future.present), value);
            }
        }

        private void goOn(K key, V value) {
            passed.increment();
            if (passage != null) {
                passage.take(key, value);
            }
        }

        void remove(K key) {
            if (hasGroups) {
                waiting.remove(table, key);
            } else {
                Future future = requireNonNull(futures.get(key));
                future.present = null;
                isLast(future);
            }
        }

        /** Counts a change that the log makes. Returns whether it is the last of the key. */
        private boolean isLast(Future future) {
            return cleared == clears && --future.left == 0;
        }

        void clear() {
            cleared++;
            waiting.clear(table);
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

    /** How many entries of a table did not have to wait. */
    long passed(int table) {
        return requireNonNull(sieves.get(table)).passed.sum();
    }

    /** Null for a table all of which waits, as the database's own does. */
    @SuppressWarnings("unchecked") // a sieve is kept under the id of its table
    private <K, V> @Nullable Sieve<K, V> sieve(TableDescription<K, V> table) {
        return isKnown ? (Sieve<K, V>) sieves.get(table.id()) : null;
    }

    @Override
    public ReplayTarget ahead() {
        isKnown = true;
        return new Ahead();
    }

    @Override
    public void beginLog() {
        isLog = true;
    }

    @Override
    public void reset() {
        isKnown = false;
        isLog = false;
        waiting.reset();
        sieves.values().forEach(Sieve::reset);
        onReset.run();
    }

    @Override
    public void expect(TableDescription<?, ?> table, long count, long credible) {
        Sieve<?, ?> sieve = sieves.get(table.id());
        if (sieve != null) {
            sieve.expect(credible);
        }
    }

    @Override
    public void reserve(TableDescription<?, ?> table, long count) {
        if (sieve(table) == null) {
            waiting.reserve(table, count);
        }
    }

    @Override
    public <K, V> void put(TableDescription<K, V> table, K key, V value) {
        Sieve<K, V> sieve = sieve(table);
        if (sieve == null) {
            waiting.put(table, key, value);
        } else {
            sieve.put(key, value);
        }
    }

    @Override
    public <K, V> void edit(TableDescription<K, V> table, K key, Edit edit) {
        waiting.edit(table, key, edit);
    }

    @Override
    public <K, V> void remove(TableDescription<K, V> table, K key) {
        Sieve<K, V> sieve = sieve(table);
        if (sieve == null) {
            waiting.remove(table, key);
        } else {
            sieve.remove(key);
        }
    }

    @Override
    public void clear(TableDescription<?, ?> table) {
        Sieve<?, ?> sieve = sieve(table);
        if (sieve == null) {
            waiting.clear(table);
        } else {
            sieve.clear();
        }
    }

    /** Notes what the log changes. */
    private final class Ahead implements ReplayTarget {

        private void note(TableDescription<?, ?> table, Object key) {
            Sieve<?, ?> sieve = sieves.get(table.id());
            if (sieve != null) {
                sieve.changes(key);
            }
        }

        @Override
        public void reset() {
            sieves.values().forEach(Sieve::reset);
        }

        @Override
        public void reserve(TableDescription<?, ?> table, long count) {
            Sieve<?, ?> sieve = sieves.get(table.id());
            if (sieve != null) {
                sieve.reserve(count);
            }
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
                sieve.clears++;
            }
        }
    }
}
