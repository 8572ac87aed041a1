package io.muniment.migration;

import io.muniment.codec.Unit;
import io.muniment.codec.ValueOutput;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.group.SequenceGroup;
import io.muniment.schema.TableDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What the entries of one table become in the next version of a schema; for generated code. The functions are called by
 * several threads at the same time, and may throw what they like. They are called for each entry once, as a rule; but once
 * more when a snapshot turns out to be damaged and an older one is read in its place, or when two keys become the same, or some
 * keys become others in a way that makes it necessary to know them all.
 *
 * @param <K> the old keys
 * @param <V> what is kept by them
 * @param <L> the new keys
 * @param <W> what is kept by them
 */
public final class TableMigration<K, V, L, W> {

    private final TableDescription<K, V> from;
    private final TableDescription<L, W> to;
    private final Function<? super K, ? extends L> key;
    private final Conversion<K, V, W> value;
    private final boolean hasOwnCode;

    /** Gives the new value, as a table keeps it, and writes it, so that what cannot be written is noticed. */
    @FunctionalInterface
    private interface Conversion<K, V, W> {

        W convert(K key, V value, ValueOutput out);
    }

    /** Gives the edit that adds what becomes of an item of a group. */
    @FunctionalInterface
    private interface Items<K, I> {

        Edit convert(K key, I item);
    }

    private TableMigration(
            TableDescription<K, V> from,
            TableDescription<L, W> to,
            Function<? super K, ? extends L> key,
            Conversion<K, V, W> value) {
        this(from, to, key, value, false);
    }

    private TableMigration(
            TableDescription<K, V> from,
            TableDescription<L, W> to,
            Function<? super K, ? extends L> key,
            Conversion<K, V, W> value,
            boolean hasOwnCode) {
        this.hasOwnCode = hasOwnCode;
        this.from = from;
        this.to = to;
        this.key = Objects.requireNonNull(key, "key");
        this.value = value;
        if (from.kind().hasGroups() != to.kind().hasGroups()
                || from.kind().hasKeys() != to.kind().hasKeys()) {
            throw new IllegalArgumentException(
                    "the table " + from.name() + " of kind " + from.kind().text() + " does not become one of kind "
                            + to.kind().text());
        }
    }

    /** Of tables with one value for each key, hashed or sorted. The value's function is given the old key. */
    public static <K, V, L, W> TableMigration<K, V, L, W> entries(
            TableDescription<K, V> from,
            TableDescription<L, W> to,
            Function<? super K, ? extends L> key,
            BiFunction<? super K, ? super V, ? extends W> value) {
        return new TableMigration<>(
                from, to, key, (k, v, out) -> out.writeFrozen(to.values(), required(value.apply(k, v))));
    }

    /** Of what is there once or not at all. */
    public static <V, W> TableMigration<Unit, V, Unit, W> single(
            TableDescription<Unit, V> from, TableDescription<Unit, W> to, Function<? super V, ? extends W> value) {
        return entries(from, to, unit -> unit, (unit, v) -> value.apply(v));
    }

    /** Of sets. The element's function is given the old key of the set; no two elements may become the same. */
    public static <K, E, L, F> TableMigration<K, Set<E>, L, Set<F>> sets(
            TableDescription<K, Set<E>> from,
            TableDescription<L, Set<F>> to,
            Function<? super K, ? extends L> key,
            BiFunction<? super K, ? super E, ? extends F> element) {
        return groups(from, to, key, TableMigration.<Set<E>, E>items(from), (k, e) -> Edit.add(element.apply(k, e)));
    }

    /** Of lists. The element's function is given the old key of the list. */
    public static <K, E, L, F> TableMigration<K, List<E>, L, List<F>> lists(
            TableDescription<K, List<E>> from,
            TableDescription<L, List<F>> to,
            Function<? super K, ? extends L> key,
            BiFunction<? super K, ? super E, ? extends F> element) {
        return groups(from, to, key, TableMigration.<List<E>, E>items(from), (k, e) -> Edit.add(element.apply(k, e)));
    }

    /** Of maps. Both functions are given the old key of the map; no two of its keys may become the same. */
    public static <K, S, V, L, T, W> TableMigration<K, Map<S, V>, L, Map<T, W>> maps(
            TableDescription<K, Map<S, V>> from,
            TableDescription<L, Map<T, W>> to,
            Function<? super K, ? extends L> key,
            BiFunction<? super K, ? super S, ? extends T> mapKey,
            BiFunction<? super K, ? super V, ? extends W> mapValue) {
        return groups(
                from,
                to,
                key,
                TableMigration.<Map<S, V>, Map.Entry<S, V>>items(from),
                (k, entry) -> Edit.put(mapKey.apply(k, entry.getKey()), mapValue.apply(k, entry.getValue())));
    }

    /** Of sequences. Elements keep their numbers. */
    public static <E, F> TableMigration<Unit, SequenceGroup<E>, Unit, SequenceGroup<F>> sequence(
            TableDescription<Unit, SequenceGroup<E>> from,
            TableDescription<Unit, SequenceGroup<F>> to,
            Function<? super E, ? extends F> element) {
        return groups(
                from,
                to,
                unit -> unit,
                TableMigration.<SequenceGroup<E>, E>items(from),
                (unit, e) -> Edit.add(element.apply(e)));
    }

    private static <K, V, I, L, W> TableMigration<K, V, L, W> groups(
            TableDescription<K, V> from,
            TableDescription<L, W> to,
            Function<? super K, ? extends L> key,
            GroupSerializer<V, I> items,
            Items<K, I> item) {
        if (from.kind() != to.kind()) {
            throw new IllegalArgumentException(
                    "the table " + from.name() + " of kind " + from.kind().text() + " does not become one of kind "
                            + to.kind().text());
        }
        GroupSerializer<W, ?> groups = to.groups();
        return new TableMigration<>(from, to, key, (k, group, out) -> {
            W converted = groups.converted(items, group, each -> item.convert(k, each), out);
            if (converted == null) {
                throw new IllegalStateException("Two items of one " + to.kind().text() + " become the same.");
            }
            return converted;
        });
    }

    @SuppressWarnings("unchecked") // a table of sets has a serializer of sets, and so on
    private static <V, I> GroupSerializer<V, I> items(TableDescription<?, V> table) {
        return (GroupSerializer<V, I>) table.groups();
    }

    /**
     * The same, and whether code of the user's has a part in it, so that entries may become others though both tables are of one shape.
     * Asked for only where they are.
     */
    public TableMigration<K, V, L, W> withOwnCode(boolean hasOwnCode) {
        return new TableMigration<>(from, to, key, value, hasOwnCode);
    }

    /** Whether code of the user's has a part in it, as far as that was asked for. */
    public boolean hasOwnCode() {
        return hasOwnCode;
    }

    /** The old table. */
    public TableDescription<K, V> from() {
        return from;
    }

    /** The new table. */
    public TableDescription<L, W> to() {
        return to;
    }

    /**
     * The new key of an old one, as a table keeps it: the same object, or another.
     *
     * @param out a buffer: the key is written to its beginning
     */
    public L key(K old, ValueOutput out) {
        L converted = required(key.apply(old));
        out.setPosition(0);
        return out.writeFrozen(to.keys(), converted);
    }

    /** What is kept of an old entry, as a table keeps it. Writes it to {@code out}, behind its key where it has to fit one record with that. */
    public W value(K oldKey, V old, ValueOutput out) {
        return value.convert(oldKey, old, out);
    }

    private static <T> T required(T converted) {
        return Objects.requireNonNull(converted, "what an entry was converted to");
    }
}
