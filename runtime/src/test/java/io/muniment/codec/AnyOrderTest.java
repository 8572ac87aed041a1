package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Sorted sets and maps whose elements had another order when they were written. */
class AnyOrderTest {

    private static final ValueSerializer<List<String>> ELEMENTS = Serializers.list(Serializers.STRING);
    private static final ValueSerializer<SortedSet<String>> SET = Serializers.sortedSetOfAnyOrder(Serializers.STRING);
    private static final ValueSerializer<SortedMap<String, String>> MAP =
            Serializers.sortedMapOfAnyOrder(Serializers.STRING, Serializers.STRING);

    /** A list has the bytes of a set, and of a map: a count comes first. */
    private static <T> T read(ValueSerializer<T> serializer, int count, String... written) {
        ValueOutput out = new ValueOutput();
        ELEMENTS.write(out, List.of(written));
        byte[] bytes = Arrays.copyOf(out.getBuffer(), out.position());
        bytes[0] = (byte) count;
        return serializer.read(new ValueInput(bytes));
    }

    @Test
    void setIsSortedWhenItIsRead() {
        assertEquals(new TreeSet<>(List.of("a", "b", "c")), read(SET, 3, "b", "c", "a"));
        assertEquals(new TreeSet<>(List.of("a", "b", "c")), read(SET, 3, "a", "b", "c"));
        assertThrows(MalformedException.class, () -> read(Serializers.sortedSet(Serializers.STRING), 3, "b", "c", "a"));
    }

    @Test
    void mapIsSortedWhenItIsRead() {
        assertEquals(new TreeMap<>(Map.of("a", "1", "b", "2")), read(MAP, 2, "b", "2", "a", "1"));
        assertThrows(
                MalformedException.class,
                () -> read(Serializers.sortedMap(Serializers.STRING, Serializers.STRING), 2, "b", "2", "a", "1"));
    }

    @Test
    void nothingIsThereTwice() {
        assertThrows(MalformedException.class, () -> read(SET, 3, "b", "c", "b"));
        assertThrows(MalformedException.class, () -> read(MAP, 2, "b", "2", "b", "1"));
    }
}
