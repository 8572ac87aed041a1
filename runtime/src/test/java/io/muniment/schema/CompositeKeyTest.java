package io.muniment.schema;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompositeKeyTest {

    private static CompositeKey key(Object... parts) {
        return requireNonNull(CompositeKey.of(parts));
    }

    @Test
    void partsAreComparedOneAfterTheOther() {
        List<CompositeKey> inOrder = List.of(key("a", 1, 2), key("a", 2, 1), key("a", 2, 3), key("b", 0, 0));
        assertEquals(inOrder, Stream.of(2, 0, 3, 1).map(inOrder::get).sorted().toList());
        assertEquals(0, key("a", 1).compareTo(key("a", 1)));
    }

    @Test
    void keysOfTheSamePartsAreOne() {
        assertEquals(key("a", 1), key("a", 1));
        assertEquals(key("a", 1).hashCode(), key("a", 1).hashCode());
        assertNotEquals(key("a", 1), key("a", 2));
        assertFalse(key("a").equals("a"));
    }

    @Test
    void whatLacksAPartIsFoundByNothing() {
        assertNull(CompositeKey.of("a", null));
        assertNull(CompositeKey.of(null, 1));
    }

    @Test
    void thereIsOneForEachOfSeveralParts() {
        assertEquals(
                List.of(key("a", 1), key("a", 2), key("b", 1), key("b", 2)),
                CompositeKey.each(List.of("a", "b"), List.of(1, 2)));
        assertEquals(List.of(), CompositeKey.each(List.of("a", "b"), List.of()));
    }

    @Test
    void theLastPartIsWhereAPageGoesOn() {
        assertEquals(2, key("a", 2).last());
        CompositeKey before = key("a", 2);
        assertEquals(key("a", 7), before.withLast(7));
        assertEquals(key("a", 2), before);
    }

    @Test
    void nothingOfWhatAUserKeepsIsTold() {
        assertEquals("a key of 2 parts", key("secret", 1).toString());
    }
}
