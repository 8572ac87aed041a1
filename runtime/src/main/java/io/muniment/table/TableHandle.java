package io.muniment.table;

import io.muniment.codec.OutputLimitException;
import io.muniment.codec.ValueOutput;
import io.muniment.error.TooLargeException;
import io.muniment.error.UnserializableException;
import io.muniment.log.Acknowledged;
import io.muniment.log.LogFormat;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.snapshot.TableContent;
import io.muniment.table.Write.When;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One table of an open database, as generated code passes it from the database to its table class. It has no
 * methods for anybody else.
 */
public final class TableHandle<K, V> {

    /** The losses after which a function runs alone. */
    private static final int LOSSES = 8;

    private final TableDescription<K, V> description;
    private final CommitGate gate;
    private final VersionedMap<K, V> versions;
    private final Acknowledged until;
    private final int limitBytes;

    /** The size of a recent record, to begin the next one with a buffer that fits. Racy on purpose. */
    private int recentBytes = 64;

    /**
     * Made by the database.
     *
     * @param until how far a commit must have come before a write returns
     * @param limitBytes the most that a record may take
     */
    public TableHandle(TableDescription<K, V> description, CommitGate gate, Acknowledged until, int limitBytes) {
        this.description = description;
        this.gate = gate;
        this.until = until;
        this.limitBytes = limitBytes;
        this.versions = new VersionedMap<>(gate, description.kind() == TableKind.SORTED);
    }

    /** What the schema says of the table. For the database. */
    public TableDescription<K, V> description() {
        return description;
    }

    /** Makes reads look whether the database is closed. For the database, under the gate. */
    public void close() {
        versions.close();
    }

    /** What a view sees of the table, for a snapshot; the view must stay open meanwhile. For the database. */
    public TableContent<K, V> contentAt(View view) {
        return new ViewContent<>(description, versions, view.sequence());
    }

    /** Where recovery puts what it reads, before the database is open. For the database. */
    public Loading<K, V> loading() {
        return versions;
    }

    /** The number of visible entries, closed or not. For the database. */
    public int entries() {
        return versions.entries();
    }

    VersionedMap<K, V> versions() {
        return versions;
    }

    CommitGate gate() {
        return gate;
    }

    // ---- Reading

    @Nullable V get(K key) {
        return out(versions.get(key));
    }

    boolean containsKey(K key) {
        return versions.get(key) != null;
    }

    int size() {
        return versions.size();
    }

    /** The table's name and size, without keys or values. */
    @Override
    public String toString() {
        return "table " + description.name() + " of " + versions.size();
    }

    /** Whether {@code key} has a value that a caller would call equal to {@code expected}. */
    boolean holds(K key, Object expected) {
        V kept = versions.get(key);
        return kept != null && isSame(expected, kept);
    }

    /** A view of this moment; the caller closes it. */
    View pin() {
        checkReadable();
        return gate.pin();
    }

    void checkReadable() {
        gate.checkReadable();
    }

    void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        try (View view = pin()) {
            long sequence = view.sequence();
            Cursor<K, V> at = new Cursor<>(
                    versions, sequence, versions.mapAt(sequence).entrySet().iterator());
            while (at.advance()) {
                action.accept(outKey(at.key()), outOf(at.value()));
            }
        }
    }

    /** The value as a caller gets it. */
    @Nullable V out(@Nullable V kept) {
        return kept == null ? null : description.values().copy(kept);
    }

    /** The value as a caller gets it. */
    V outOf(V kept) {
        return description.values().copy(kept);
    }

    /** The key as a caller gets it. */
    K outKey(K kept) {
        return description.keys().copy(kept);
    }

    // ---- Writing

    @Nullable V put(K key, V value, When when) {
        Objects.requireNonNull(value, "value");
        return out(commit(key, value, when, null).before());
    }

    @Nullable V remove(K key) {
        return out(commit(key, null, When.ALWAYS, null).before());
    }

    /** Takes the value of {@code key} away if it is still that very object; returns whether it was. */
    boolean removeKept(K key, V kept) {
        return commit(key, null, When.UNCHANGED, kept).isMade();
    }

    /** As {@code ConcurrentMap.remove(key, expected)}. */
    boolean remove(K key, Object expected) {
        return change(key, expected, null);
    }

    /** As {@code ConcurrentMap.replace(key, expected, next)}. */
    boolean replace(K key, V expected, V next) {
        return change(key, expected, Objects.requireNonNull(next, "next"));
    }

    private boolean change(K key, Object expected, @Nullable V next) {
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
        return versions.newest(key);
    }

    /**
     * Replaces the value with what {@code next} makes of it; null stands for none both ways. Returns the new
     * value.
     */
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

    @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> make) {
        Objects.requireNonNull(make, "make");
        V present = get(key);
        return present != null ? present : compute(key, (k, value) -> value == null ? make.apply(k) : value);
    }

    @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> next) {
        Objects.requireNonNull(next, "next");
        return compute(key, (k, value) -> value == null ? null : next.apply(k, value));
    }

    @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(join, "join");
        return compute(key, (k, old) -> old == null ? value : join.apply(old, value));
    }

    /** A function that returns what it was given has decided not to write, unless it wrote into an array. */
    private boolean isUnchanged(@Nullable V made, @Nullable V given, @Nullable V kept) {
        if (made == null || kept == null) {
            return made == kept;
        }
        return made == kept || (made == given && isSame(made, kept));
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

    /** Takes the first entry of {@code range} away, and returns it; null when there is none. */
    Map.@Nullable Entry<K, V> poll(Range<K> range) {
        return retry(() -> {
                    K key = versions.newestFirst(range);
                    if (key == null) {
                        gate.awaitBarrier(Acknowledged.QUEUED);
                        return new Polled<K, V>(null);
                    }
                    V value = VersionedMap.value(versions.newest(key).value);
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

    void clear() {
        ValueOutput out = new ValueOutput(16);
        out.writeVarInt(LogFormat.change(description.id(), LogFormat.CLEAR), true);
        gate.commit(new Clear<>(versions, out, until));
    }

    private Write<K, V> commit(K key, @Nullable V next, When when, @Nullable V expected) {
        return commit(key, next, when, expected, null);
    }

    /** Encodes on the caller's thread, so that whatever goes wrong there is this call's alone; then commits. */
    private Write<K, V> commit(K key, @Nullable V next, When when, @Nullable V expected, @Nullable Range<K> range) {
        Objects.requireNonNull(key, "key");
        ValueOutput record = new ValueOutput(recentBytes, limitBytes);
        Write<K, V> write;
        try {
            record.writeVarInt(
                    LogFormat.change(description.id(), next == null ? LogFormat.REMOVE : LogFormat.PUT), true);
            K frozenKey = record.writeFrozen(description.keys(), key);
            V frozen = next == null ? null : record.writeFrozen(description.values(), next);
            write = new Write<>(versions, frozenKey, frozen, when, expected, range, record, until);
        } catch (OutputLimitException e) {
            throw new TooLargeException("the entry for table " + description.name(), e.sizeBytes(), limitBytes);
        } catch (NullPointerException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnserializableException(description.name(), e);
        }
        recentBytes = Math.min(record.position() + 16, 4096);
        gate.commit(write);
        return write;
    }

    /** Whether a caller would call the two equal. Values that hold arrays have no equality of their own. */
    boolean isSame(Object expected, V kept) {
        return expected.equals(kept) || (outOf(kept) != kept && hasBytesOf(expected, kept));
    }

    @SuppressWarnings("unchecked") // what is no V is not the same as one
    private boolean hasBytesOf(Object expected, V kept) {
        try {
            return Arrays.equals(bytesOf((V) expected), bytesOf(kept));
        } catch (ClassCastException e) {
            return false;
        }
    }

    private byte[] bytesOf(V value) {
        ValueOutput out = new ValueOutput(recentBytes, limitBytes);
        description.values().write(out, value);
        return out.toBytes();
    }
}
