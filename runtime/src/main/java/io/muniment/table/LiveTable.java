package io.muniment.table;

import io.muniment.codec.OutputLimitException;
import io.muniment.codec.ValueOutput;
import io.muniment.error.TooLargeException;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.log.Acknowledged;
import io.muniment.migration.TableMigration;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.TableContent;
import io.muniment.table.Write.When;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One table of an open database, as the database makes it. */
public final class LiveTable<K, V> extends TableHandle<K, V> {

    /** The losses after which a function runs alone. */
    private static final int LOSSES = 8;

    /** How often a look-up by an index is tried before it opens a view. */
    private static final int TRIES = 3;

    /** So many items of a group are copied by one commit, unless they are large. */
    private static final int ITEMS_AT_ONCE = 1024;

    /** The entries for which room is made ahead. */
    private static final int WORTH_ROOM = 64;

    private final CommitGate gate;
    private final Acknowledged until;

    private final @Nullable Ids ids;

    /** The size of a recent record, to begin the next one with a buffer that fits. Racy on purpose. */
    private int recentBytes = 64;

    /**
     * Made by the database.
     *
     * @param until how far a commit must have come before a write returns
     * @param limitBytes the most that a record may take
     */
    public LiveTable(TableDescription<K, V> description, CommitGate gate, Acknowledged until, int limitBytes) {
        this(description, gate, until, limitBytes, null);
    }

    /**
     * Made by the database.
     *
     * @param until how far a commit must have come before a write returns
     * @param limitBytes the most that a record may take
     * @param reservations where the ids that are given out are reserved; null for a table that gives out none
     */
    public LiveTable(
            TableDescription<K, V> description,
            CommitGate gate,
            Acknowledged until,
            int limitBytes,
            @Nullable LiveTable<Integer, Long> reservations) {
        super(description, new VersionedMap<>(gate, description), limitBytes);
        this.gate = gate;
        this.until = until;
        this.ids = reservations == null ? null : new Ids(description.id(), reservations, gate);
    }

    /** Makes reads look whether the database is closed. For the database, under the gate. */
    public void close() {
        versions().close();
    }

    /** What a view sees of the table, for a snapshot; the view must stay open meanwhile. For the database. */
    public TableContent<K, V> contentAt(View view) {
        return new ViewContent<>(description(), versions(), view.sequence());
    }

    /** Where recovery puts what it reads, before the database is open. For the database. */
    public Loading<K, V> loading() {
        return versions();
    }

    /**
     * The loaded entries, for whoever moves them into another table. For the database, before anybody has the table.
     *
     * @param areKept whether they stay; otherwise nothing else may be done with the table after that
     */
    public Moving<K, V> moving(boolean areKept) {
        return versions().moving(areKept);
    }

    /**
     * Fills the indexes with what was loaded, by so many threads. For the database, after the loading.
     *
     * @throws io.muniment.error.UniqueException if something that is to be unique is not
     */
    public void fillIndexes(int threads) {
        versions().fillIndexes(threads);
    }

    /** The number of visible entries, closed or not. For the database. */
    public int entries() {
        return versions().entries();
    }

    /** As {@link #entries}, and just as many as can be seen: of a table that is open. For the database. */
    public int openEntries() {
        return size();
    }

    /** How many items the groups hold; of other tables how many entries there are. For the database. */
    public long items() {
        return versions().items();
    }

    CommitGate gate() {
        return gate;
    }

    // ---- Reading

    @Override
    @Nullable V kept(K key) {
        return versions().get(key);
    }

    @Override
    int size() {
        return versions().size();
    }

    @Override
    View pin() {
        checkReadable();
        CommitGate.probeEnd();
        return gate.pin();
    }

    @Override
    void checkReadable() {
        gate.checkReadable();
    }

    @Override
    Iterator<Map.Entry<K, Object>> raw(View view) {
        return versions().mapAt(view.sequence()).entrySet().iterator();
    }

    @Override
    Iterator<Map.Entry<K, Object>> raw(View view, Range<K> range) {
        return range.of(versions().sortedMapAt(view.sequence())).entrySet().iterator();
    }

    /** Without an entry for each key. */
    @Override
    void forEach(View view, BiConsumer<? super K, ? super V> action) {
        versions().forEachAt(view.sequence(), action);
    }

    @Override
    @Nullable V keptBy(int index, Object key) {
        return versions().getBy(index, key, () -> super.keptBy(index, key));
    }

    @Override
    List<Found<K, V>> rowsBy(int index, Object key) {
        return atOneMoment(sequence -> versions().rowsAt(index, key, sequence));
    }

    @Override
    List<Found<K, V>> rowsIn(int index, IndexRange range) {
        return atOneMoment(sequence -> versions().rowsIn(index, range, sequence));
    }

    @Override
    List<Found<K, V>> page(int index, Slice<K> slice) {
        return atOneMoment(sequence -> versions().page(index, slice, key -> false, sequence));
    }

    /** What {@code read} finds at one sequence: without a view, unless commits come in between again and again. */
    private <R> R atOneMoment(LongFunction<@Nullable R> read) {
        checkReadable();
        for (int tries = 0; tries < TRIES; tries++) {
            long sequence = gate.visible();
            if (gate.isQuietAt(sequence)) {
                R found = read.apply(sequence);
                if (found != null && gate.isQuietAt(sequence)) {
                    return found;
                }
            }
        }
        try (View view = pin()) {
            return Objects.requireNonNull(read.apply(view.sequence()), "what an open view sees");
        }
    }

    // ---- Writing

    @Override
    @Nullable V put(K key, V value, When when) {
        Objects.requireNonNull(value, "value");
        return out(commit(key, value, when, null).before());
    }

    @Override
    @Nullable V remove(K key) {
        return out(commit(key, null, When.ALWAYS, null).before());
    }

    @Override
    boolean removeKept(K key, V kept) {
        return commit(key, null, When.UNCHANGED, kept).isMade();
    }

    @Override
    boolean change(K key, Object expected, @Nullable V next) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(expected, "expected");
        checkOutside();
        return retry(() -> {
            Version seen = newest(key);
            V value = VersionedMap.value(seen.value);
            if (value == null || !isSame(expected, value)) {
                return isStill(key, seen) ? Boolean.FALSE : null;
            }
            return commit(key, next, When.UNCHANGED, value).isMade() ? Boolean.TRUE : null;
        });
    }

    /** Waits until what was seen is visible; it may be taken back instead. */
    private boolean isStill(K key, Version seen) {
        gate.awaitVisible(seen.sequence);
        return newest(key).value == seen.value;
    }

    private Version newest(K key) {
        checkReadable();
        return versions().newest(key);
    }

    @Override
    @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(next, "function");
        checkOutside();
        return retry(() -> {
                    Version seen = newest(key);
                    V value = VersionedMap.value(seen.value);
                    V given = out(value);
                    V made = apply(next, key, given, seen.sequence);
                    if (isUnchanged(made, given, value)) {
                        return isStill(key, seen) ? new Result<>(made) : null;
                    }
                    return commit(key, made, When.UNCHANGED, value).isMade() ? new Result<>(made) : null;
                })
                .value();
    }

    private record Result<V>(@Nullable V value) {}

    /** What the function throws may tell of a value that is not durable yet, so it waits for that too. */
    private @Nullable V apply(
            BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next,
            K key,
            @Nullable V given,
            long seen) {
        gate.inside().enterFunction();
        try {
            return next.apply(key, given);
        } catch (Throwable e) {
            gate.awaitVisible(seen);
            throw e;
        } finally {
            gate.inside().leaveFunction();
        }
    }

    /**
     * Runs {@code attempt} until it does not return null; after a few losses alone. Alone, it loses only against
     * commits that are taken back; so that has an end too.
     */
    private <R> R retry(Supplier<@Nullable R> attempt) {
        for (int losses = 0; losses < LOSSES; losses++) {
            R result = attempt.get();
            if (result != null) {
                return result;
            }
        }
        return gate.alone(() -> {
            for (int losses = 0; losses < LOSSES; losses++) {
                R result = attempt.get();
                if (result != null) {
                    return result;
                }
            }
            throw new IllegalStateException("what is to be changed is taken back again and again");
        });
    }

    @Override
    Map.@Nullable Entry<K, V> poll(Range<K> range) {
        checkOutside();
        return retry(() -> {
                    K key = versions().newestFirst(range);
                    if (key == null) {
                        // What was looked through one after the other may have been moved behind the reader.
                        gate.awaitBarrier(Acknowledged.QUEUED);
                        return first(range) == null ? new Polled<K, V>(null) : null;
                    }
                    V value = VersionedMap.value(versions().newest(key).value);
                    if (value == null) {
                        return null;
                    }
                    return commit(key, null, When.FIRST, value, range).isMade()
                            ? new Polled<K, V>(Map.entry(outKey(key), outOf(value)))
                            : null;
                })
                .entry();
    }

    private record Polled<K, V>(Map.@Nullable Entry<K, V> entry) {}

    @Override
    void putAll(Map<? extends K, ? extends V> entries) {
        Objects.requireNonNull(entries, "entries");
        checkOutside();
        gate.checkOpen();
        ValueOutput record = newRecord(1024);
        List<Change<K, V>> changes = encodePuts(record, entries);
        if (!changes.isEmpty()) {
            makeRoom(changes.size());
            commitAll(changes, record);
        }
    }

    @Override
    long load(Consumer<BiConsumer<K, V>> source, long expected) {
        checkOutside();
        gate.checkOpen();
        makeRoom(expected);
        BulkLoad<K, V> load = new BulkLoad<>(this);
        source.accept(load::add);
        return load.end();
    }

    /**
     * Puts what becomes of the entries of another version's table, in commits of many. For the database.
     *
     * @param failure makes what is thrown when {@code how} throws for a key
     * @return how many entries those are
     */
    public <J, U> long copy(
            TableContent<J, U> from,
            TableMigration<J, U, K, V> how,
            BiFunction<? super J, ? super Throwable, ? extends RuntimeException> failure) {
        ValueOutput out = newRecord(64);
        long[] count = {0};
        load(
                to -> from.parts(1)
                        .forEach(part -> part.forEach((key, value) -> {
                            copy(key, value, how, failure, out, to);
                            count[0]++;
                        })),
                -1);
        return count[0];
    }

    private <J, U> void copy(
            J key,
            U value,
            TableMigration<J, U, K, V> how,
            BiFunction<? super J, ? super Throwable, ? extends RuntimeException> failure,
            ValueOutput out,
            BiConsumer<K, V> to) {
        K newKey;
        V newValue;
        try {
            newKey = how.key(key, out);
            newValue = how.value(key, value, out);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            throw failure.apply(key, e instanceof OutputLimitException limit ? tooLarge(limit) : e);
        }
        if (description().kind().hasGroups()) {
            copyGroup(newKey, newValue, to);
        } else {
            to.accept(newKey, newValue);
        }
    }

    /** A group that does not fit one record comes by several commits. */
    private void copyGroup(K key, V group, BiConsumer<K, V> to) {
        try {
            to.accept(key, group);
        } catch (TooLargeException e) {
            GroupSerializer.Installments<V> installments =
                    description().groups().installments(group, ITEMS_AT_ONCE);
            put(key, installments.begun(), When.ALWAYS);
            for (List<Edit> edits = installments.next(); !edits.isEmpty(); edits = installments.next()) {
                editInParts(key, edits);
            }
        }
    }

    private void editInParts(K key, List<Edit> edits) {
        try {
            edit(key, edits);
        } catch (TooLargeException e) {
            int half = edits.size() / 2;
            if (half == 0) {
                throw e;
            }
            editInParts(key, edits.subList(0, half));
            editInParts(key, edits.subList(half, edits.size()));
        }
    }

    /** Gives out none of the ids that another version's table has given out. For the database. */
    public void skipIdsOf(LiveTable<?, ?> other) {
        ids().skip(other.ids().visible());
    }

    private void makeRoom(long expected) {
        if (expected >= WORTH_ROOM) {
            gate.underGate(() -> {
                versions().makeRoom(expected);
                return 0;
            });
        }
    }

    ValueOutput newRecord(int sizeBytes) {
        return new ValueOutput(sizeBytes, limitBytes);
    }

    @Override
    @Nullable Rekeying rekeying(Frozen<K, V> change) {
        return rekeying(change, When.ALWAYS, null);
    }

    /** Commits {@code changes}, whose bytes are {@code record}, as one. */
    void commitAll(List<Change<K, V>> changes, ValueOutput record) {
        checkOutside();
        Indexes<K, V> indexes = versions().indexes();
        if (indexes == null) {
            gate.commitSeveral(puts(changes, record));
            return;
        }
        List<Change<K, V>> prepared = new ArrayList<>(changes);
        retry(() -> {
            Puts<K, V> puts = puts(prepared, record);
            puts.lookThrough(indexes);
            gate.commitSeveral(puts);
            Indexes.Taken<K> taken = puts.taken();
            if (taken != null) {
                throw indexes.refusal(taken);
            }
            if (puts.isStale()) {
                prepared.replaceAll(change -> change.with(rekeying(new Frozen<>(change.key(), change.next()))));
                return null;
            }
            return Boolean.TRUE;
        });
    }

    private Puts<K, V> puts(List<Change<K, V>> changes, ValueOutput record) {
        return new Puts<>(versions(), description().kind() == TableKind.SORTED, changes, record, until);
    }

    @Override
    Edited<V> edit(K key, List<Edit> edits) {
        Objects.requireNonNull(key, "key");
        checkOutside();
        ValueOutput record = new ValueOutput(recentBytes, limitBytes);
        List<Edit> frozen = new ArrayList<>(edits.size());
        K frozenKey = key;
        for (Edit edit : edits) {
            FrozenEdit<K> each = encodeEdit(record, frozenKey, edit);
            frozenKey = each.key();
            frozen.add(each.edit());
        }
        recentBytes = Math.min(record.position() + 16, 4096);
        return commitEdits(frozenKey, frozen, record);
    }

    @Override
    Edited<V> editBy(K key, Function<? super V, @Nullable Edit> decide) {
        Objects.requireNonNull(key, "key");
        checkOutside();
        return retry(() -> {
            Version seen = newest(key);
            V value = VersionedMap.value(seen.value);
            Edit edit = decided(decide, value, seen.sequence);
            if (edit == null) {
                return isStill(key, seen) ? new Edited<>(value, value) : null;
            }
            ValueOutput record = new ValueOutput(recentBytes, limitBytes);
            FrozenEdit<K> frozen = encodeEdit(record, key, edit);
            EditWrite<K, V> write = new EditWrite<>(
                    versions(), description().groups(), frozen.key(), List.of(frozen.edit()), record, until);
            write.expect(value);
            gate.commit(write);
            return write.isStale() ? null : write.edited();
        });
    }

    /** What the function throws may tell of a group that is not durable yet, so it waits for that too. */
    private @Nullable Edit decided(Function<? super V, @Nullable Edit> decide, @Nullable V group, long seen) {
        gate.inside().enterFunction();
        try {
            return decide.apply(group == null ? description().groups().empty() : group);
        } catch (Throwable e) {
            gate.awaitVisible(seen);
            throw e;
        } finally {
            gate.inside().leaveFunction();
        }
    }

    /** Again only after it was told that it does not fit what has been taken back since. */
    private Edited<V> commitEdits(K key, List<Edit> edits, ValueOutput record) {
        return retry(() -> {
            EditWrite<K, V> write = new EditWrite<>(versions(), description().groups(), key, edits, record, until);
            gate.commit(write);
            IndexOutOfBoundsException misfit = write.misfit();
            if (misfit == null) {
                return write.edited();
            }
            if (newest(key).value == write.edited().before()) {
                throw misfit;
            }
            return null;
        });
    }

    @Override
    void editUnseen(K key, Edit edit) {
        edit(key, List.of(edit));
    }

    @Override
    long nextId() {
        return ids().next();
    }

    private Ids ids() {
        if (ids == null) {
            throw new IllegalStateException("table " + description().name() + " gives out no ids");
        }
        return ids;
    }

    /** Gives {@code key} the next value if its newest is still {@code expected}: from inside of a transaction, too. */
    void replaceNewest(K key, @Nullable V expected, V next) {
        commitOnce(key, next, When.UNCHANGED, expected, null);
    }

    @Override
    void clear() {
        checkOutside();
        ValueOutput out = new ValueOutput(16);
        encodeClear(out);
        gate.commitSeveral(new Clear<>(versions(), out, until));
    }

    private Write<K, V> commit(K key, @Nullable V next, When when, @Nullable V expected) {
        return commit(key, next, when, expected, null);
    }

    private Write<K, V> commit(K key, @Nullable V next, When when, @Nullable V expected, @Nullable Range<K> range) {
        Objects.requireNonNull(key, "key");
        checkOutside();
        Indexes<K, V> indexes = versions().indexes();
        if (indexes == null) {
            return commitOnce(key, next, when, expected, range);
        }
        return retry(() -> {
            Write<K, V> write = commitOnce(key, next, when, expected, range);
            Indexes.Taken<K> taken = write.taken();
            if (taken != null) {
                throw indexes.refusal(taken);
            }
            return write.isStale() ? null : write;
        });
    }

    /** Encodes on the caller's thread, so that whatever goes wrong there is this call's alone; then commits. */
    private Write<K, V> commitOnce(K key, @Nullable V next, When when, @Nullable V expected, @Nullable Range<K> range) {
        ValueOutput record = new ValueOutput(recentBytes, limitBytes);
        Frozen<K, V> frozen = encode(record, key, next);
        Write<K, V> write = new Write<>(
                versions(),
                frozen.key(),
                frozen.next(),
                when,
                expected,
                range,
                rekeying(frozen, when, expected),
                record,
                until);
        recentBytes = Math.min(record.position() + 16, 4096);
        gate.commit(write);
        return write;
    }

    /** Asks for what a change means to the indexes, on the caller's thread; null if there are none. */
    private @Nullable Rekeying rekeying(Frozen<K, V> change, When when, @Nullable V expected) {
        Indexes<K, V> indexes = versions().indexes();
        if (indexes == null) {
            return null;
        }
        boolean isExpected = when == When.UNCHANGED || when == When.FIRST;
        V before = isExpected ? expected : VersionedMap.value(versions().newest(change.key()).value);
        return indexes.rekeying(before, change.next());
    }

    /** In a transaction a thread writes through that, so that all of it is one commit. */
    private void checkOutside() {
        gate.inside().checkOutside();
    }
}
