package io.muniment.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The order of generated types: of all that a key can hold, and equal exactly if it is equal. */
class StoredOrderTest {

    private static final List<List<?>> KINDS = List.of(
            List.of(Integer.MIN_VALUE, -1, 0, 1),
            List.of(Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.NaN),
            List.of("", "a", "aa", "b"),
            List.of(new BigDecimal("-1"), new BigDecimal("1"), new BigDecimal("1.0"), new BigDecimal("1.00")),
            List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("UTC"), ZoneOffset.UTC),
            List.of(Period.ofDays(40), Period.ofMonths(1), Period.of(0, 1, 1), Period.ofYears(1)),
            List.of(Optional.empty(), Optional.of(1), Optional.of(2)),
            List.of(OptionalInt.empty(), OptionalInt.of(1), OptionalInt.of(2)),
            List.of(OptionalLong.empty(), OptionalLong.of(1), OptionalLong.of(2)),
            List.of(OptionalDouble.empty(), OptionalDouble.of(-0.0), OptionalDouble.of(0.0)),
            List.of(List.of(), List.of(1), List.of(1, 1), List.of(1, 1, 1, 1), List.of(2)),
            List.of(Set.of(), new TreeSet<>(Set.of(1)), Set.of(1, 2, 3, 4), Set.of(2)),
            List.of(Map.of(), new TreeMap<>(Map.of(1, "b")), Map.of(1, "b", 2, "a"), Map.of(2, "a")),
            List.of(Thread.State.NEW, Thread.State.RUNNABLE));

    @Test
    void valuesOfAKindAreInOrder() {
        for (List<?> kind : KINDS) {
            for (int i = 0; i < kind.size(); i++) {
                for (int j = 0; j < kind.size(); j++) {
                    int order = StoredOrder.compare(kind.get(i), kind.get(j));
                    assertEquals(
                            Integer.signum(Integer.compare(i, j)), Integer.signum(order), kind + " " + i + " " + j);
                }
            }
        }
    }

    @Test
    void orderIsThatOfTheContentAndNotOfTheClassThatHoldsIt() {
        assertEquals(0, StoredOrder.compare(List.of(1, 2, 3), new ArrayList<>(List.of(1, 2, 3))));
        assertEquals(0, StoredOrder.compare(Set.of(3, 1, 2), new TreeSet<>(Set.of(1, 2, 3))));
        assertEquals(0, StoredOrder.compare(Map.of(1, 2, 3, 4), new TreeMap<>(Map.of(3, 4, 1, 2))));
    }

    @Test
    void otherCasesOfAFamilyAreInTheOrderOfTheirClasses() {
        assertEquals(-1, Integer.signum(StoredOrder.compare("z", Thread.State.NEW)));
        assertEquals(1, Integer.signum(StoredOrder.compare(Thread.State.NEW, "z")));
    }

    @Test
    void whatHasNoOrderIsRefused() {
        Object one = new Object();
        assertThrows(IllegalArgumentException.class, () -> StoredOrder.compare(one, new Object()));
        assertThrows(IllegalArgumentException.class, () -> StoredOrder.compare(List.of(1), "no list"));
    }
}
