package io.muniment.schema;

import java.math.BigDecimal;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An order of all values of one stored type, for generated types of which it is not known what order they had. It is
 * that of the values if they have one, and it agrees with {@code equals} always. It is the same in every program, but
 * nothing on disk depends on it.
 */
public final class StoredOrder {

    private StoredOrder() {}

    /**
     * Compares two values of one stored type, or lists of several such, place by place.
     *
     * @throws IllegalArgumentException if they are of a class that has no order
     */
    public static int compare(Object a, Object b) {
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            int byValue = x.compareTo(y); // which has 1.0 and 1.00 for the same
            return byValue != 0 ? byValue : Integer.compare(x.scale(), y.scale());
        }
        if (a instanceof ZoneId x && b instanceof ZoneId y) {
            return x.getId().compareTo(y.getId());
        }
        Optional<List<?>> parts = parts(a);
        if (parts.isPresent()) {
            return compareEach(parts.get(), parts(b).orElseThrow(() -> withoutOrder(b)));
        }
        if (a.getClass() != b.getClass()) {
            return a.getClass().getName().compareTo(b.getClass().getName());
        }
        return compareSame(a, b);
    }

    @SuppressWarnings("unchecked") // of one class, and generated types are comparable with their own
    private static int compareSame(Object a, Object b) {
        if (a instanceof Comparable<?> comparable) {
            return ((Comparable<Object>) comparable).compareTo(b);
        }
        throw withoutOrder(a);
    }

    private static IllegalArgumentException withoutOrder(Object value) {
        return new IllegalArgumentException(
                "there is no order of " + value.getClass().getName());
    }

    /** The shorter is first, if the other begins with it. */
    private static int compareEach(List<?> a, List<?> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int order = compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** What a value is made of, in an order by which two are equal exactly if their parts are; empty if it is one. */
    private static Optional<List<?>> parts(Object value) {
        if (value instanceof List<?> list) {
            return Optional.of(list);
        } else if (value instanceof Set<?> set) {
            return Optional.of(set.stream().sorted(StoredOrder::compare).toList());
        } else if (value instanceof Map<?, ?> map) {
            return Optional.of(map.entrySet().stream()
                    .sorted((x, y) -> compare(x.getKey(), y.getKey()))
                    .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                    .toList());
        } else if (value instanceof Optional<?> optional) {
            return Optional.of(optional.stream().toList());
        } else if (value instanceof OptionalInt optional) {
            return Optional.of(optional.stream().boxed().toList());
        } else if (value instanceof OptionalLong optional) {
            return Optional.of(optional.stream().boxed().toList());
        } else if (value instanceof OptionalDouble optional) {
            return Optional.of(optional.stream().boxed().toList());
        } else if (value instanceof Period period) {
            return Optional.of(List.of(period.getYears(), period.getMonths(), period.getDays()));
        }
        return Optional.empty();
    }
}
