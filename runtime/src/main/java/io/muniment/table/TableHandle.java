package io.muniment.table;

import io.muniment.codec.OutputLimitException;
import io.muniment.codec.ValueOutput;
import io.muniment.error.TooLargeException;
import io.muniment.error.UnserializableException;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.log.LogFormat;
import io.muniment.schema.CompositeKey;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.TableDescription;
import io.muniment.table.Write.When;
import io.muniment.transaction.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a table class that the processor has written: the table itself, of an open database, or as a
 * transaction or a view sees it. Generated code passes it on; it has no methods for anybody else.
 */
public abstract class TableHandle<K, V> {

    private final TableDescription<K, V> description;
    private final VersionedMap<K, V> versions;
    private final boolean copiesKeys;
    private final boolean copiesValues;

    /** The most that a record may take. */
    final int limitBytes;

    TableHandle(TableDescription<K, V> description, VersionedMap<K, V> versions, int limitBytes) {
        this.description = description;
        this.versions = versions;
        this.copiesKeys = versions.copiesKeys;
        this.copiesValues = versions.copiesValues;
        this.limitBytes = limitBytes;
    }

    /** What the schema says of the table. For the database. */
    public final TableDescription<K, V> description() {
        return description;
    }

    final VersionedMap<K, V> versions() {
        return versions;
    }

    // ---- Reading

    /** The value of {@code key} as the table keeps it. */
    abstract @Nullable V kept(K key);

    abstract int size();

    /** A view of the moment that is read here; the caller closes it. */
    abstract View pin();

    /** Throws if nothing may be read here any more. */
    abstract void checkReadable();

    /** The raw entries among which those are that {@code view}, pinned here, sees. */
    abstract Iterator<Map.Entry<K, Object>> raw(View view);

    /** As {@link #raw(View)}, of a range of a sorted table, in its order. */
    abstract Iterator<Map.Entry<K, Object>> raw(View view, Range<K> range);

    /** The entries that have {@code key} in an index, as the table keeps them. */
    abstract List<Found<K, V>> rowsBy(int index, Object key);

    /** Those of a range of an ordered index, in its order, each once. */
    abstract List<Found<K, V>> rowsIn(int index, IndexRange range);

    /** Those of a page by an index, in its order. */
    abstract List<Found<K, V>> page(int index, Slice<K> slice);

    /** The value that has {@code key} in a unique index, or null. */
    final @Nullable V valueBy(IndexDescription<V, ?> index, Object key) {
        Objects.requireNonNull(key, index.name());
        return out(keptBy(indexes().position(index), key));
    }

    /** The value that has {@code key} in a unique index, as the table keeps it, or null. */
    @Nullable V keptBy(int index, Object key) {
        List<Found<K, V>> rows = rowsBy(index, key);
        return rows.isEmpty() ? null : rows.get(0).value();
    }

    /** The entries that have {@code key} in an index, in an immutable list. */
    final List<Map.Entry<K, V>> entriesBy(IndexDescription<V, ?> index, Object key) {
        Objects.requireNonNull(key, index.name());
        return allOut(rowsBy(indexes().position(index), key));
    }

    /** The entries of a range of an ordered index in its order, or the reverse, in an immutable list. */
    final List<Map.Entry<K, V>> entriesBetween(
            IndexDescription<V, ?> index, Object from, Object to, boolean descending) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        return allOut(rowsIn(indexes().position(index), new IndexRange(from, to, descending)));
    }

    /** A page of the entries that have {@code key} in an index. */
    final <P> Paged<P, K, V> pageBy(IndexDescription<V, ?> index, Object key, Page<P, K> page) {
        Objects.requireNonNull(key, index.name());
        return page(index, key, null, page);
    }

    /** A page of the entries of a range of an ordered index. */
    final <P> Paged<P, K, V> pageBetween(IndexDescription<V, ?> index, Object from, Object to, Page<P, K> page) {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        return page(index, from, new IndexRange(from, to, page.isDescending()), page);
    }

    /** {@code at} is the index key, or the beginning of the range. */
    private <P> Paged<P, K, V> page(
            IndexDescription<V, ?> index, Object at, @Nullable IndexRange range, Page<P, K> page) {
        int position = indexes().position(index);
        Slice.Place<K> after = page.after()
                .map(before -> new Slice.Place<>(withLast(at, before.index()), before.key()))
                .orElse(null);
        Slice<K> slice = new Slice<>(range == null ? at : null, range, page.size(), page.isDescending(), after);
        List<Map.Entry<K, V>> entries = allOut(page(position, slice));
        return new Paged<>(entries, entries.size() < page.size() ? null : page.after(last(position, slice, entries)));
    }

    /** Asks what the caller's own copy is found by: what the table keeps stays here. */
    @SuppressWarnings("unchecked") // generated code names the type of the last part
    private <P> Position<P, K> last(int index, Slice<K> slice, List<Map.Entry<K, V>> entries) {
        Map.Entry<K, V> last = entries.get(entries.size() - 1);
        Object by = Objects.requireNonNull(slice.by(indexes(), index, indexes().keyOf(index, last.getValue())));
        return new Position<>((P) (by instanceof CompositeKey key ? key.last() : by), last.getKey());
    }

    private static Object withLast(Object key, Object last) {
        return key instanceof CompositeKey composite ? composite.withLast(last) : last;
    }

    private List<Map.Entry<K, V>> allOut(List<Found<K, V>> rows) {
        return rows.stream()
                .map(row -> Map.entry(outKey(row.key()), outOf(row.value())))
                .toList();
    }

    private Indexes<K, V> indexes() {
        return Objects.requireNonNull(versions.indexes(), "a table with indexes");
    }

    final @Nullable V get(K key) {
        return out(kept(key));
    }

    final boolean containsKey(K key) {
        return kept(key) != null;
    }

    /** Whether {@code key} has a value that a caller would call equal to {@code expected}. */
    final boolean holds(K key, Object expected) {
        V kept = kept(key);
        return kept != null && isSame(expected, kept);
    }

    /** The first entry of {@code range} in its order, or null. */
    final Map.@Nullable Entry<K, V> first(Range<K> range) {
        try (View view = pin()) {
            Cursor<K, V> at = new Cursor<>(versions, view.sequence(), () -> raw(view, range));
            return at.advance() ? Map.entry(outKey(at.key()), outOf(at.value())) : null;
        }
    }

    final void forEach(BiConsumer<? super K, ? super V> action) {
        Objects.requireNonNull(action, "action");
        try (View view = pin()) {
            forEach(view, onCopies(action));
        }
    }

    /** Takes keys and values as the table keeps them, and gives them to {@code action} as a caller gets them. */
    final BiConsumer<? super K, ? super V> onCopies(BiConsumer<? super K, ? super V> action) {
        return copiesKeys || copiesValues ? (key, value) -> action.accept(outKey(key), outOf(value)) : action;
    }

    /** Calls {@code action} for each key and value that {@code view}, pinned here, sees, as the table keeps them. */
    void forEach(View view, BiConsumer<? super K, ? super V> action) {
        Cursor<K, V> at = new Cursor<>(versions, view.sequence(), () -> raw(view));
        while (at.advance()) {
            action.accept(at.key(), at.value());
        }
    }

    /** The value as a caller gets it. */
    final @Nullable V out(@Nullable V kept) {
        return kept == null ? null : outOf(kept);
    }

    /** The value as a caller gets it. */
    final V outOf(V kept) {
        return copiesValues ? description.values().copy(kept) : kept;
    }

    /** The key as a caller gets it. */
    final K outKey(K kept) {
        return copiesKeys ? description.keys().copy(kept) : kept;
    }

    /** Whether a caller would call the two equal. Values that hold arrays have no equality of their own. */
    final boolean isSame(Object expected, V kept) {
        return expected.equals(kept) || (outOf(kept) != kept && hasBytesOf(expected, kept));
    }

    @SuppressWarnings("unchecked") // what is no V is not the same as one
    private boolean hasBytesOf(Object expected, V kept) {
        try {
            return description.values() instanceof GroupSerializer<V, ?> groups
                    ? groups.isSame((V) expected, kept)
                    : Arrays.equals(bytesOf((V) expected), bytesOf(kept));
        } catch (ClassCastException e) {
            return false;
        }
    }

    private byte[] bytesOf(V value) {
        ValueOutput out = new ValueOutput(64, limitBytes);
        description.values().write(out, value);
        return out.toBytes();
    }

    // ---- Writing

    abstract @Nullable V put(K key, V value, When when);

    abstract @Nullable V remove(K key);

    /** Takes the value of {@code key} away if it is still that very object; returns whether it was. */
    abstract boolean removeKept(K key, V kept);

    /** As {@code ConcurrentMap.remove(key, expected)}. */
    final boolean remove(K key, Object expected) {
        return change(key, expected, null);
    }

    /** As {@code ConcurrentMap.replace(key, expected, next)}. */
    final boolean replace(K key, V expected, V next) {
        return change(key, expected, Objects.requireNonNull(next, "next"));
    }

    /** Gives {@code key} the next value, or none, if it has the one that is expected. */
    abstract boolean change(K key, Object expected, @Nullable V next);

    /**
     * Replaces the value with what {@code next} makes of it; null stands for none both ways. Returns the new
     * value.
     */
    abstract @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next);

    final @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> make) {
        Objects.requireNonNull(make, "make");
        V present = get(key);
        return present != null ? present : compute(key, (k, value) -> value == null ? make.apply(k) : value);
    }

    final @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> next) {
        Objects.requireNonNull(next, "next");
        return compute(key, (k, value) -> value == null ? null : next.apply(k, value));
    }

    final @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(join, "join");
        return compute(key, (k, old) -> old == null ? value : join.apply(old, value));
    }

    /** Takes the first entry of {@code range} away, and returns it; null when there is none. */
    abstract Map.@Nullable Entry<K, V> poll(Range<K> range);

    /** Puts all entries, as one. */
    abstract void putAll(Map<? extends K, ? extends V> entries);

    /**
     * Puts all that {@code source} gives, in commits of many; returns how many that were.
     *
     * @param expected how many that will be, or -1 if that is not known
     */
    abstract long load(Consumer<BiConsumer<K, V>> source, long expected);

    /** What a change means to the indexes, null without any: asked for on the caller's thread. */
    abstract @Nullable Rekeying rekeying(Frozen<K, V> change);

    /**
     * Edits the group of {@code key}, in one commit.
     *
     * @throws IndexOutOfBoundsException if there is no such place in the group; then nothing is changed
     */
    abstract Edited<V> edit(K key, List<Edit> edits);

    /**
     * Edits the group of {@code key} as {@code decide} says, which is given the group as the table keeps it, an empty
     * one for none, and returns null for no edit. It may run more than once, and counts when nothing was changed
     * meanwhile.
     */
    abstract Edited<V> editBy(K key, Function<? super V, @Nullable Edit> decide);

    /** As {@link #edit} for who does not want to know what has come of it; so a transaction reads nothing by it. */
    abstract void editUnseen(K key, Edit edit);

    /** An id for an entry to come, which is given out once and never again. */
    abstract long nextId();

    abstract void clear();

    /** A function that returns what it was given has decided not to write, unless it wrote into an array. */
    final boolean isUnchanged(@Nullable V made, @Nullable V given, @Nullable V kept) {
        if (made == null || kept == null) {
            return made == kept;
        }
        return made == kept || (made == given && isSame(made, kept));
    }

    /** A key and its next value, or none, that nobody can change any more. */
    record Frozen<K, V>(K key, @Nullable V next) {}

    /**
     * Appends the change of one key to {@code record}: on the caller's thread, so that whatever goes wrong here is this
     * call's alone. When it throws, the record is as it was.
     */
    final Frozen<K, V> encode(ValueOutput record, K key, @Nullable V next) {
        int start = record.position();
        boolean isWritten = false;
        try {
            record.writeVarInt(
                    LogFormat.change(description.id(), next == null ? LogFormat.REMOVE : LogFormat.PUT), true);
            K frozenKey = record.writeFrozen(description.keys(), key);
            Frozen<K, V> frozen =
                    new Frozen<>(frozenKey, next == null ? null : record.writeFrozen(description.values(), next));
            isWritten = true;
            return frozen;
        } catch (RuntimeException | StackOverflowError e) {
            throw refusal(e);
        } finally {
            if (!isWritten) {
                record.setPosition(start);
            }
        }
    }

    /** What is thrown when an entry cannot be written because of {@code cause}. */
    private RuntimeException refusal(Throwable cause) {
        if (cause instanceof OutputLimitException e) {
            return tooLarge(e);
        }
        return cause instanceof NullPointerException e ? e : new UnserializableException(description.name(), cause);
    }

    final TooLargeException tooLarge(OutputLimitException e) {
        return new TooLargeException("the entry for table " + description.name(), e.sizeBytes(), limitBytes);
    }

    /** Appends the change of one key, and asks what it means. When it throws, the record is as it was. */
    final Change<K, V> encodeChange(ValueOutput record, K key, @Nullable V next) {
        int from = record.position();
        Frozen<K, V> frozen = encode(record, key, next);
        boolean isTold = false;
        try {
            Rekeying rekeying = rekeying(frozen);
            isTold = true;
            return new Change<>(frozen.key(), frozen.next(), rekeying, from, record.position());
        } finally {
            if (!isTold) {
                record.setPosition(from);
            }
        }
    }

    /** As {@link #encodeChange}, of a key and a value that come from outside. */
    final Change<K, V> encodePut(ValueOutput record, K key, V value) {
        return encodeChange(record, Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** Appends the puts of all entries to {@code record}. When it throws, the record is as it was. */
    final List<Change<K, V>> encodePuts(ValueOutput record, Map<? extends K, ? extends V> entries) {
        int from = record.position();
        List<Change<K, V>> changes = new ArrayList<>();
        boolean isWritten = false;
        try {
            entries.forEach((key, value) -> changes.add(encodePut(record, key, value)));
            isWritten = true;
            return changes;
        } catch (TooLargeException e) {
            throw TooLargeException.together(
                    "what is put into table " + description.name() + " at once", e.sizeBytes(), limitBytes);
        } finally {
            if (!isWritten) {
                record.setPosition(from);
            }
        }
    }

    /** A key and an edit of its group, that nobody can change any more. */
    record FrozenEdit<K>(K key, Edit edit) {}

    /** As {@link #encode}, of an edit. */
    final FrozenEdit<K> encodeEdit(ValueOutput record, K key, Edit edit) {
        int start = record.position();
        boolean isWritten = false;
        try {
            record.writeVarInt(LogFormat.change(description.id(), LogFormat.EDIT), true);
            K frozenKey = record.writeFrozen(description.keys(), key);
            FrozenEdit<K> frozen =
                    new FrozenEdit<>(frozenKey, description.groups().writeFrozen(record, edit));
            isWritten = true;
            return frozen;
        } catch (RuntimeException | StackOverflowError e) {
            throw refusal(e);
        } finally {
            if (!isWritten) {
                record.setPosition(start);
            }
        }
    }

    final void encodeClear(ValueOutput record) {
        int start = record.position();
        try {
            record.writeVarInt(LogFormat.change(description.id(), LogFormat.CLEAR), true);
        } catch (OutputLimitException e) {
            record.setPosition(start);
            throw new TooLargeException("the clear of table " + description.name(), e.sizeBytes(), limitBytes);
        }
    }

    /** The table's name and size, without keys or values. */
    @Override
    public final String toString() {
        return "table " + description.name() + " of " + size();
    }
}
