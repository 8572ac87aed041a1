package io.muniment.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ConversionsTest {

    private static final Function<String, Integer> LENGTH = String::length;

    @SuppressWarnings("NullAway") // what a user's code may do
    private static final Function<String, Integer> NOTHING = text -> null;

    @Test
    void elementsAreConvertedOneByOne() {
        assertEquals(Optional.of(3), Conversions.optional(Optional.of("one"), LENGTH));
        assertEquals(Optional.empty(), Conversions.optional(Optional.<String>empty(), LENGTH));
        assertEquals(List.of(3, 5, 3), Conversions.list(List.of("one", "three", "two"), LENGTH));
        assertEquals(Set.of(3, 5), Conversions.set(Set.of("one", "three"), LENGTH));
        assertEquals(Map.of(3, "1", 5, "3"), Conversions.map(Map.of("one", 1, "three", 3), LENGTH, String::valueOf));
    }

    @Test
    void whatIsSortedIsInNaturalOrder() {
        assertEquals(
                List.of(3, 4, 5),
                new ArrayList<>(Conversions.sortedSet(new TreeSet<>(Set.of("four", "one", "three")), LENGTH)));
        assertEquals(
                List.of(3, 4, 5),
                new ArrayList<>(
                        Conversions.sortedMap(new TreeMap<>(Map.of("four", 4, "one", 1, "three", 3)), LENGTH, v -> v)
                                .keySet()));
    }

    @Test
    void elementsThatBecomeEqualAreRefused() {
        refused("Two elements of a set become equal.", () -> Conversions.set(Set.of("one", "two"), LENGTH));
        refused("Two elements of a set become equal.", () -> Conversions.sortedSet(Set.of("one", "two"), LENGTH));
        refused("Two keys of a map become equal.", () -> Conversions.map(Map.of("one", 1, "two", 2), LENGTH, v -> v));
        refused(
                "Two keys of a map become equal.",
                () -> Conversions.sortedMap(Map.of("one", 1, "two", 2), LENGTH, v -> v));
    }

    @Test
    void elementThatBecomesNothingIsRefused() {
        nothing(() -> Conversions.optional(Optional.of("one"), NOTHING));
        nothing(() -> Conversions.list(List.of("one"), NOTHING));
        nothing(() -> Conversions.set(Set.of("one"), NOTHING));
        nothing(() -> Conversions.sortedSet(Set.of("one"), NOTHING));
        nothing(() -> Conversions.map(Map.of("one", "two"), NOTHING, LENGTH));
        nothing(() -> Conversions.map(Map.of("one", "two"), LENGTH, NOTHING));
        nothing(() -> Conversions.sortedMap(Map.of("one", "two"), LENGTH, NOTHING));
    }

    private static void refused(String message, Executable conversion) {
        assertEquals(
                message, assertThrows(IllegalStateException.class, conversion).getMessage());
    }

    private static void nothing(Executable conversion) {
        assertThrows(NullPointerException.class, conversion);
    }
}
