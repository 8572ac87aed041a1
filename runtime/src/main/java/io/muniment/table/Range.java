package io.muniment.table;

import java.util.Objects;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a sorted table between two bounds, in one direction.
 *
 * @param lower the bound below, or null for none
 * @param lowerInclusive whether {@code lower} itself belongs to it
 * @param upper the bound above, or null for none
 * @param upperInclusive whether {@code upper} itself belongs to it
 * @param isDescending whether it begins with the greatest key
 */
record Range<K>(
        @Nullable K lower, boolean lowerInclusive, @Nullable K upper, boolean upperInclusive, boolean isDescending) {

    /** All keys, in their order. */
    static <K> Range<K> all() {
        return new Range<>(null, false, null, false, false);
    }

    boolean isAll() {
        return lower == null && upper == null;
    }

    /** The same keys in the other direction. */
    Range<K> reversed() {
        return new Range<>(lower, lowerInclusive, upper, upperInclusive, !isDescending);
    }

    /**
     * The keys of this range between two bounds, {@code from} being first in this range's direction; null
     * leaves this range's own bound.
     *
     * @throws IllegalArgumentException if a bound is outside of this range, or {@code from} is after {@code to}
     */
    Range<K> between(@Nullable K from, boolean fromInclusive, @Nullable K to, boolean toInclusive) {
        checkBound(from, fromInclusive);
        checkBound(to, toInclusive);
        if (from != null && to != null && (isDescending ? compare(to, from) : compare(from, to)) > 0) {
            throw new IllegalArgumentException("the range begins after its end");
        }
        Range<K> begun = from == null ? this : isDescending ? below(from, fromInclusive) : above(from, fromInclusive);
        return to == null ? begun : isDescending ? begun.above(to, toInclusive) : begun.below(to, toInclusive);
    }

    /** What of this range comes no later than {@code last}, which is in it. */
    Range<K> upTo(K last) {
        return isDescending ? above(last, true) : below(last, true);
    }

    /**
     * What of this range comes before {@code key}, whether that is in the range or not; null if nothing can.
     *
     * @param inclusive whether {@code key} itself may be among it
     */
    @Nullable Range<K> before(K key, boolean inclusive) {
        return isDescending ? cutBelow(key, inclusive) : cutAbove(key, inclusive);
    }

    /** What of this range comes after {@code key}, as {@link #before}. */
    @Nullable Range<K> after(K key, boolean inclusive) {
        return isDescending ? cutAbove(key, inclusive) : cutBelow(key, inclusive);
    }

    private @Nullable Range<K> cutAbove(K key, boolean inclusive) {
        Objects.requireNonNull(key, "key");
        compare(key, key);
        if (isBelow(key, inclusive)) {
            return null;
        }
        return isAbove(key, inclusive) ? this : below(key, inclusive);
    }

    private @Nullable Range<K> cutBelow(K key, boolean inclusive) {
        Objects.requireNonNull(key, "key");
        compare(key, key);
        if (isAbove(key, inclusive)) {
            return null;
        }
        return isBelow(key, inclusive) ? this : above(key, inclusive);
    }

    private Range<K> above(K bound, boolean inclusive) {
        return new Range<>(bound, inclusive, upper, upperInclusive, isDescending);
    }

    private Range<K> below(K bound, boolean inclusive) {
        return new Range<>(lower, lowerInclusive, bound, inclusive, isDescending);
    }

    private void checkBound(@Nullable K bound, boolean inclusive) {
        if (bound != null && (isBelow(bound, inclusive) || isAbove(bound, inclusive))) {
            throw new IllegalArgumentException("a bound is outside of the range of this map");
        }
    }

    /** Compares two keys in this range's direction. */
    int order(K a, K b) {
        return isDescending ? compare(b, a) : compare(a, b);
    }

    boolean contains(K key) {
        Objects.requireNonNull(key, "key");
        compare(key, key);
        return !isBelow(key, true) && !isAbove(key, true);
    }

    /** Whether {@code bound} is below this range; one that does not belong to its range may be where ours ends. */
    private boolean isBelow(K bound, boolean inclusive) {
        if (lower == null) {
            return false;
        }
        int order = compare(bound, lower);
        return order < 0 || (order == 0 && inclusive && !lowerInclusive);
    }

    private boolean isAbove(K bound, boolean inclusive) {
        if (upper == null) {
            return false;
        }
        int order = compare(bound, upper);
        return order > 0 || (order == 0 && inclusive && !upperInclusive);
    }

    /** This range of {@code map}, in this direction. */
    <T> ConcurrentNavigableMap<K, T> of(ConcurrentNavigableMap<K, T> map) {
        ConcurrentNavigableMap<K, T> ascending;
        if (lower != null && upper != null) {
            ascending = map.subMap(lower, lowerInclusive, upper, upperInclusive);
        } else if (lower != null) {
            ascending = map.tailMap(lower, lowerInclusive);
        } else if (upper != null) {
            ascending = map.headMap(upper, upperInclusive);
        } else {
            ascending = map;
        }
        return isDescending ? ascending.descendingMap() : ascending;
    }

    @SuppressWarnings("unchecked") // the keys of a sorted table are Comparable; any other throws, as a map should
    private static <K> int compare(K a, K b) {
        return ((Comparable<? super K>) a).compareTo(b);
    }
}
