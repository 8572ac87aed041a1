package io.muniment.table;

import io.muniment.codec.Unit;
import io.muniment.table.Write.When;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The base of generated table classes: a single value of an open database. */
public abstract non-sealed class DatabaseSingle<V> extends LockableTable implements Single<V> {

    private final TableHandle<Unit, V> handle;

    /** For generated code. */
    protected DatabaseSingle(TableHandle<Unit, V> handle) {
        this.handle = handle;
    }

    @Override
    final TableHandle<Unit, V> handle() {
        return handle;
    }

    @Override
    public final @Nullable V get() {
        return handle.get(Unit.UNIT);
    }

    @Override
    public final @Nullable V set(V value) {
        return handle.put(Unit.UNIT, value, When.ALWAYS);
    }

    @Override
    public final @Nullable V setIfAbsent(V value) {
        return handle.put(Unit.UNIT, value, When.ABSENT);
    }

    @Override
    public final boolean replace(V expected, V next) {
        return handle.replace(Unit.UNIT, expected, next);
    }

    @Override
    public final @Nullable V update(UnaryOperator<@Nullable V> next) {
        Objects.requireNonNull(next, "next");
        return handle.compute(Unit.UNIT, (key, value) -> next.apply(value));
    }

    @Override
    public final @Nullable V reset() {
        return handle.remove(Unit.UNIT);
    }

    /** The table's name and size, without the value. */
    @Override
    public final String toString() {
        return handle.toString();
    }
}
