package io.muniment.table;

import io.muniment.codec.ValueOutput;
import io.muniment.log.Acknowledged;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.TableContent;
import io.muniment.table.Write.When;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One table of an open database, as the database makes it. */
public final class LiveTable<K, V> extends TableHandle<K, V> {

    /** The losses after which a function runs alone. */
    private static final int LOSSES = 8;

    private final CommitGate gate;
    private final Acknowledged until;

    /** The size of a recent record, to begin the next one with a buffer that fits. Racy on purpose. */
    private int recentBytes = 64;

    /**
     * Made by the database.
     *
     * @param until how far a commit must have come before a write returns
     * @param limitBytes the most that a record may take
     */
    public LiveTable(TableDescription<K, V> description, CommitGate gate, Acknowledged until, int limitBytes) {
        super(description, new VersionedMap<>(gate, description.kind() == TableKind.SORTED), limitBytes);
        this.gate = gate;
        this.until = until;
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

    /** The number of visible entries, closed or not. For the database. */
    public int entries() {
        return versions().entries();
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
        return retry(() -> {
            Version seen = newest(key);
            V value = VersionedMap.value(seen.value);
            if (value == null || !isSame(expected, value)) {
                gate.awaitVisible(seen.sequence);
                return false;
            }
            return commit(key, next, When.UNCHANGED, value).isMade() ? Boolean.TRUE : null;
        });
    }

    private Version newest(K key) {
        checkReadable();
        return versions().newest(key);
    }

    @Override
    @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(next, "function");
        return retry(() -> {
                    Version seen = newest(key);
                    V value = VersionedMap.value(seen.value);
                    V given = out(value);
                    V made = apply(next, key, given, seen.sequence);
                    if (isUnchanged(made, given, value)) {
                        gate.awaitVisible(seen.sequence);
                        return new Result<>(made);
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
        try {
            return next.apply(key, given);
        } catch (Throwable e) {
            gate.awaitVisible(seen);
            throw e;
        }
    }

    /**
     * Runs {@code attempt} until it does not return null; after a few losses alone. Alone, it loses only against
     * commits that are taken back, and against what its own function commits; so that has an end too.
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
            throw new IllegalStateException("a function given to a write must not write itself");
        });
    }

    @Override
    Map.@Nullable Entry<K, V> poll(Range<K> range) {
        return retry(() -> {
                    K key = versions().newestFirst(range);
                    if (key == null) {
                        gate.awaitBarrier(Acknowledged.QUEUED);
                        return new Polled<K, V>(null);
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
    void clear() {
        checkOutside();
        ValueOutput out = new ValueOutput(16);
        encodeClear(out);
        gate.commit(new Clear<>(versions(), out, until));
    }

    private Write<K, V> commit(K key, @Nullable V next, When when, @Nullable V expected) {
        return commit(key, next, when, expected, null);
    }

    /** Encodes on the caller's thread, so that whatever goes wrong there is this call's alone; then commits. */
    private Write<K, V> commit(K key, @Nullable V next, When when, @Nullable V expected, @Nullable Range<K> range) {
        Objects.requireNonNull(key, "key");
        checkOutside();
        ValueOutput record = new ValueOutput(recentBytes, limitBytes);
        Frozen<K, V> frozen = encode(record, key, next);
        Write<K, V> write = new Write<>(versions(), frozen.key(), frozen.next(), when, expected, range, record, until);
        recentBytes = Math.min(record.position() + 16, 4096);
        gate.commit(write);
        return write;
    }

    /** In a transaction a thread writes through that, so that all of it is one commit. */
    private void checkOutside() {
        gate.inside().checkOutside();
    }
}
