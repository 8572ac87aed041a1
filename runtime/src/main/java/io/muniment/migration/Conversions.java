package io.muniment.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Converts what values hold, element by element; for generated code. Nothing is lost on the way: an element that becomes
 * null is refused, and so are two elements of a set, or keys of a map, that become equal. What is sorted is so by the
 * natural order.
 */
public final class Conversions {

    private Conversions() {}

    /**
     * What is in an optional.
     *
     * @throws NullPointerException if it becomes null
     */
    public static <E, F> Optional<F> optional(Optional<E> old, Function<? super E, ? extends F> element) {
        return old.isPresent() ? Optional.of(converted(old.get(), element)) : Optional.empty();
    }

    /**
     * The elements of a list, in their order.
     *
     * @throws NullPointerException if one becomes null
     */
    public static <E, F> List<F> list(List<E> old, Function<? super E, ? extends F> element) {
        List<F> converted = new ArrayList<>(old.size());
        for (E each : old) {
            converted.add(converted(each, element));
        }
        return converted;
    }

    /**
     * The elements of a set.
     *
     * @throws NullPointerException if one becomes null
     * @throws IllegalStateException if two become equal
     */
    public static <E, F> Set<F> set(Set<E> old, Function<? super E, ? extends F> element) {
        return filled(new HashSet<>(), old, element);
    }

    /**
     * The elements of a set, sorted.
     *
     * @throws NullPointerException if one becomes null
     * @throws IllegalStateException if two become equal
     */
    public static <E, F> NavigableSet<F> sortedSet(Set<E> old, Function<? super E, ? extends F> element) {
        return filled(new TreeSet<>(), old, element);
    }

    /**
     * The keys and values of a map.
     *
     * @throws NullPointerException if one becomes null
     * @throws IllegalStateException if two keys become equal
     */
    public static <K, V, L, W> Map<L, W> map(
            Map<K, V> old, Function<? super K, ? extends L> key, Function<? super V, ? extends W> value) {
        return filled(new HashMap<>(), old, key, value);
    }

    /**
     * The keys and values of a map, sorted.
     *
     * @throws NullPointerException if one becomes null
     * @throws IllegalStateException if two keys become equal
     */
    public static <K, V, L, W> NavigableMap<L, W> sortedMap(
            Map<K, V> old, Function<? super K, ? extends L> key, Function<? super V, ? extends W> value) {
        return filled(new TreeMap<>(), old, key, value);
    }

    private static <E, F, C extends Collection<F>> C filled(
            C converted, Set<E> old, Function<? super E, ? extends F> element) {
        for (E each : old) {
            if (!converted.add(converted(each, element))) {
                throw new IllegalStateException("Two elements of a set become equal.");
            }
        }
        return converted;
    }

    private static <K, V, L, W, M extends Map<L, W>> M filled(
            M converted, Map<K, V> old, Function<? super K, ? extends L> key, Function<? super V, ? extends W> value) {
        for (Map.Entry<K, V> each : old.entrySet()) {
            L newKey = converted(each.getKey(), key);
            if (converted.put(newKey, converted(each.getValue(), value)) != null) {
                throw new IllegalStateException("Two keys of a map become equal.");
            }
        }
        return converted;
    }

    private static <E, F> F converted(E old, Function<? super E, ? extends F> element) {
        return Objects.requireNonNull(element.apply(old), "what an element was converted to");
    }
}
