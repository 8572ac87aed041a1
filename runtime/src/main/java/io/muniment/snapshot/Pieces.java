package io.muniment.snapshot;

import io.muniment.codec.ValueInput;
import io.muniment.group.GroupSerializer;
import io.muniment.group.GroupSerializer.Piece;
import io.muniment.schema.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a snapshot that are in several pieces, until all pieces are there. Filled by several threads, joined by
 * one.
 */
final class Pieces {

    private final ConcurrentMap<Owner, Found<?, ?, ?>> found = new ConcurrentHashMap<>();

    /** By table, how many items there were beyond one for each piece. */
    private final ConcurrentMap<TableDescription<?, ?>, Long> more = new ConcurrentHashMap<>();

    private record Owner(int table, Object key) {}

    /** The pieces of one group so far; changed within {@link ConcurrentMap#compute} only. */
    private record Found<K, G, I>(
            TableDescription<K, G> table, K key, GroupSerializer<G, I> groups, List<Piece<I>> pieces) {

        static <K, G, I> Found<K, G, I> first(
                TableDescription<K, G> table, K key, GroupSerializer<G, I> groups, Piece<I> piece) {
            List<Piece<I>> pieces = new ArrayList<>();
            pieces.add(piece);
            return new Found<>(table, key, groups, pieces);
        }

        @Nullable G whole() {
            return groups.join(pieces);
        }

        @Nullable G part() {
            return groups.salvage(pieces);
        }

        /** Returns whether there was anything to put. */
        boolean putInto(EntrySink sink, @Nullable G group) {
            if (group != null) {
                sink.put(table, key, group);
            }
            return group != null;
        }
    }

    /** Reads a piece; returns the group if that is all of it, else null and remembers it. */
    <K, G> @Nullable G read(TableDescription<K, G> table, K key, ValueInput in) {
        return read(table, table.groups(), key, in);
    }

    private <K, G, I> @Nullable G read(
            TableDescription<K, G> table, GroupSerializer<G, I> groups, K key, ValueInput in) {
        Piece<I> piece = groups.readPiece(in);
        int beyondOne = piece.items().size() - 1;
        if (beyondOne > 0) {
            more.merge(table, (long) beyondOne, Long::sum);
        }
        if (piece.isWhole()) {
            G group = groups.join(List.of(piece));
            if (group == null) {
                throw in.malformed("a group of items that cannot be one");
            }
            return group;
        }
        found.compute(new Owner(table.id(), key), (owner, before) -> with(before, table, key, groups, piece));
        return null;
    }

    @SuppressWarnings("unchecked") // the pieces of one table are of its type
    private static <K, G, I> Found<K, G, I> with(
            @Nullable Found<?, ?, ?> before,
            TableDescription<K, G> table,
            K key,
            GroupSerializer<G, I> groups,
            Piece<I> piece) {
        if (before == null) {
            return Found.first(table, key, groups, piece);
        }
        Found<K, G, I> same = (Found<K, G, I>) before;
        same.pieces.add(piece);
        return same;
    }

    /** Puts the groups; throws what {@code incomplete} makes for the first that is not all there. */
    void joinInto(EntrySink sink, BiFunction<TableDescription<?, ?>, Object, RuntimeException> incomplete) {
        more.forEach(sink::grouped);
        for (Found<?, ?, ?> each : found.values()) {
            if (!join(each, sink)) {
                throw incomplete.apply(each.table, each.key);
            }
        }
    }

    private static <K, G> boolean join(Found<K, G, ?> group, EntrySink sink) {
        return group.putInto(sink, group.whole());
    }

    /** Puts what there is of each group, and tells of those that are not all there. */
    void salvageInto(EntrySink sink, BiConsumer<TableDescription<?, ?>, Object> incomplete) {
        for (Found<?, ?, ?> each : found.values()) {
            if (!join(each, sink)) {
                incomplete.accept(each.table, each.key);
                salvage(each, sink);
            }
        }
    }

    private static <K, G> void salvage(Found<K, G, ?> group, EntrySink sink) {
        group.putInto(sink, group.part());
    }
}
