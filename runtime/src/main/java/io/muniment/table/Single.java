package io.muniment.table;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Zero or one durable value. What {@link Table} says of threads, commits, null and exceptions holds here too.
 *
 * @param <V> the value
 */
public interface Single<V> {

    /** The value, or null when there is none. */
    @Nullable V get();

    /** The value, or empty when there is none. */
    default Optional<V> find() {
        return Optional.ofNullable(get());
    }

    /** The value, or {@code other} when there is none. */
    default V getOrDefault(V other) {
        V value = get();
        return value == null ? other : value;
    }

    /** Whether there is a value. */
    default boolean isPresent() {
        return get() != null;
    }

    /** Sets the value, and returns the one before, or null. */
    @Nullable V set(V value);

    /** Sets the value if there is none. Returns the one that there was, or null. */
    @Nullable V setIfAbsent(V value);

    /** Sets the value to {@code next} if it equals {@code expected}. Returns whether it did. */
    boolean replace(V expected, V next);

    /**
     * Sets what {@code next} makes of the value; null stands for no value both ways. Returns the new value. If
     * {@code next} throws, nothing changes; it may run more than once.
     */
    @Nullable V update(UnaryOperator<@Nullable V> next);

    /** Takes the value away, and returns it, or null when there was none. */
    @Nullable V reset();
}
