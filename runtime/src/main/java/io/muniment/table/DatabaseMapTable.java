package io.muniment.table;

import io.muniment.group.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The base of generated table classes: a map for each key of an open database. */
public abstract non-sealed class DatabaseMapTable<K, S, V> extends DatabaseGroupTable<K, Map<S, V>>
        implements MapTable<K, S, V> {

    /** For generated code. */
    protected DatabaseMapTable(TableHandle<K, Map<S, V>> handle) {
        super(handle);
    }

    @Override
    public final @Nullable V get(K key, S subKey) {
        Objects.requireNonNull(subKey, "subKey");
        return of(key).get(subKey);
    }

    @Override
    public final boolean containsKey(K key, S subKey) {
        Objects.requireNonNull(subKey, "subKey");
        return kept(key).containsKey(subKey);
    }

    @Override
    public final @Nullable V put(K key, S subKey, V value) {
        return before(edit(checked(key), Edit.put(subKey, value))).get(subKey);
    }

    @Override
    public final @Nullable V putIfAbsent(K key, S subKey, V value) {
        Edit edit = Edit.put(subKey, value);
        return before(handle().editBy(checked(key), group -> group.containsKey(subKey) ? null : edit))
                .get(subKey);
    }

    @Override
    public final void putAll(K key, Map<? extends S, ? extends V> entries) {
        List<Edit> edits = new ArrayList<>();
        entries.forEach((subKey, value) -> edits.add(Edit.put(subKey, value)));
        checked(key);
        if (!edits.isEmpty()) {
            handle().edit(key, edits);
        }
    }

    @Override
    public final @Nullable V remove(K key, S subKey) {
        return before(edit(checked(key), Edit.remove(subKey))).get(subKey);
    }

    @Override
    public final @Nullable V compute(
            K key, S subKey, BiFunction<? super S, ? super @Nullable V, ? extends @Nullable V> next) {
        Objects.requireNonNull(subKey, "subKey");
        Objects.requireNonNull(next, "next");
        Computed<V> computed = new Computed<>();
        handle().editBy(checked(key), group -> {
            V before = group.get(subKey);
            V given = handle().outOf(group).get(subKey);
            V made = next.apply(subKey, given);
            computed.value = made;
            if (made == null) {
                return before == null ? null : Edit.remove(subKey);
            }
            return made == before ? null : Edit.put(subKey, made);
        });
        return computed.value;
    }

    /** What a function has returned the last time. */
    private static final class Computed<V> {

        private @Nullable V value;
    }

    @Override
    public final @Nullable V merge(
            K key, S subKey, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> join) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(join, "join");
        return compute(key, subKey, (k, old) -> old == null ? value : join.apply(old, value));
    }
}
