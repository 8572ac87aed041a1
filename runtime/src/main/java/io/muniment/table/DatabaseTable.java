package io.muniment.table;

import io.muniment.schema.IndexDescription;
import io.muniment.table.Write.When;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The base of generated table classes: a table of an open database. */
public abstract non-sealed class DatabaseTable<K, V> extends LockableTable implements Table<K, V> {

    private final TableHandle<K, V> handle;

    /** For generated code. */
    protected DatabaseTable(TableHandle<K, V> handle) {
        this.handle = handle;
    }

    @Override
    final TableHandle<K, V> handle() {
        return handle;
    }

    @Override
    public final @Nullable V get(K key) {
        return handle.get(key);
    }

    @Override
    public final boolean containsKey(K key) {
        return handle.containsKey(key);
    }

    @Override
    public final int size() {
        return handle.size();
    }

    @Override
    public final @Nullable V put(K key, V value) {
        return handle.put(checked(key), value, When.ALWAYS);
    }

    @Override
    public final @Nullable V putIfAbsent(K key, V value) {
        return handle.put(checked(key), value, When.ABSENT);
    }

    @Override
    public final @Nullable V replace(K key, V value) {
        return handle.put(checked(key), value, When.PRESENT);
    }

    @Override
    public final boolean replace(K key, V expected, V next) {
        return handle.replace(checked(key), expected, next);
    }

    @Override
    public final @Nullable V remove(K key) {
        return handle.remove(key);
    }

    @Override
    public final boolean remove(K key, V expected) {
        return handle.remove(key, expected);
    }

    @Override
    public final @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> next) {
        return handle.compute(key, next);
    }

    @Override
    public final @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> make) {
        return handle.computeIfAbsent(key, make);
    }

    @Override
    public final @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> next) {
        return handle.computeIfPresent(key, next);
    }

    @Override
    public final @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join) {
        return handle.merge(checked(key), value, join);
    }

    @Override
    public final void putAll(Map<? extends K, ? extends V> entries) {
        handle.putAll(entries);
    }

    @Override
    public final long load(Iterator<? extends Map.Entry<? extends K, ? extends V>> entries) {
        Objects.requireNonNull(entries, "entries");
        return handle.load(to -> entries.forEachRemaining(entry -> to.accept(entry.getKey(), entry.getValue())), -1);
    }

    @Override
    public final long load(Stream<? extends Map.Entry<? extends K, ? extends V>> entries) {
        Spliterator<? extends Map.Entry<? extends K, ? extends V>> all =
                entries.sequential().spliterator();
        return handle.load(
                to -> all.forEachRemaining(entry -> to.accept(entry.getKey(), entry.getValue())),
                all.getExactSizeIfKnown());
    }

    @Override
    public final long nextId() {
        return handle.nextId();
    }

    @Override
    public final void clear() {
        handle.clear();
    }

    @Override
    public final void forEach(BiConsumer<? super K, ? super V> action) {
        handle.forEach(action);
    }

    @Override
    public ConcurrentMap<K, V> asMap() {
        return new TableMap<>(handle);
    }

    /** For generated code: the value that has {@code key} in a unique index, or null. */
    protected final <I> @Nullable V valueBy(IndexDescription<V, I> index, I key) {
        return handle.valueBy(index, key);
    }

    /** For generated code: the entries that have {@code key} in an index, in an immutable list. */
    protected final <I> List<Map.Entry<K, V>> entriesBy(IndexDescription<V, I> index, I key) {
        return handle.entriesBy(index, key);
    }

    /**
     * For generated code: the entries from {@code from} inclusive to {@code to} exclusive in an ordered index, in an
     * immutable list.
     */
    protected final <I> List<Map.Entry<K, V>> entriesBetween(IndexDescription<V, I> index, I from, I to) {
        return handle.entriesBetween(index, from, to, false);
    }

    /** For generated code: the same entries as {@link #entriesBetween}, in descending order. */
    protected final <I> List<Map.Entry<K, V>> entriesBetweenDescending(IndexDescription<V, I> index, I from, I to) {
        return handle.entriesBetween(index, from, to, true);
    }

    /**
     * For generated code: a page of the entries that have {@code key} in an index.
     *
     * @param <P> the type of the key, or of the last of several
     */
    protected final <I, P> Paged<P, K, V> pageBy(IndexDescription<V, I> index, I key, Page<P, K> page) {
        return handle.pageBy(index, key, page);
    }

    /**
     * For generated code: a page of the entries from {@code from} inclusive to {@code to} exclusive in an ordered
     * index.
     *
     * @param <P> the type of the key, or of the last of several
     */
    protected final <I, P> Paged<P, K, V> pageBetween(IndexDescription<V, I> index, I from, I to, Page<P, K> page) {
        return handle.pageBetween(index, from, to, page);
    }

    /** The table's name and size, without keys or values. */
    @Override
    public final String toString() {
        return handle.toString();
    }

    /** The key, which is looked at before the value: what is told of two nulls is the first. */
    private static <K> K checked(K key) {
        return Objects.requireNonNull(key, "key");
    }
}
