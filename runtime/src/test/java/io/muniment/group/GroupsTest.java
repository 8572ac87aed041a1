package io.muniment.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How groups are compared, and what is no group. */
class GroupsTest {

    private static final GroupSerializer<Map<String, byte[]>, Map.Entry<String, byte[]>> MAPS =
            Groups.map(Serializers.STRING, Serializers.BYTE_ARRAY);

    private static Map<String, byte[]> map(List<String> keys) {
        Map<String, byte[]> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(key, new byte[] {(byte) key.length()}));
        return map;
    }

    @Test
    void mapsWithArraysAreTheSameInAnyOrder() {
        List<String> keys = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(i -> "key " + i).toList());
        Map<String, byte[]> kept = MAPS.freeze(map(keys));
        assertTrue(MAPS.isSame(map(keys), kept));
        Collections.reverse(keys);
        assertTrue(MAPS.isSame(map(keys), kept));
    }

    @Test
    void mapsWithOtherArraysOrKeysAreNotTheSame() {
        Map<String, byte[]> kept = MAPS.freeze(map(List.of("a", "bb")));
        Map<String, byte[]> other = map(List.of("bb", "a"));
        other.put("a", new byte[] {7});
        assertFalse(MAPS.isSame(other, kept));
        assertFalse(MAPS.isSame(map(List.of("a", "cc")), kept));
        assertFalse(MAPS.isSame(map(List.of("a")), kept));
        assertFalse(MAPS.isSame(map(List.of("a", "bb", "ccc")), kept));
        assertFalse(MAPS.isSame(Collections.singletonMap(null, new byte[0]), MAPS.freeze(map(List.of("a")))));
    }

    @Test
    void listsWithArraysAreTheSameInTheirOrderAlone() {
        GroupSerializer<List<byte[]>, byte[]> lists = Groups.list(Serializers.BYTE_ARRAY);
        List<byte[]> kept = lists.freeze(List.of(new byte[] {1}, new byte[] {2, 3}));
        assertTrue(lists.isSame(List.of(new byte[] {1}, new byte[] {2, 3}), kept));
        assertFalse(lists.isSame(List.of(new byte[] {2, 3}, new byte[] {1}), kept));
        assertFalse(lists.isSame(List.of(new byte[] {1}), kept));
    }

    @Test
    void sequenceBeginsNowhereFromWhereItsNumbersCouldOverflow() {
        long last = 1L << 62;
        assertEquals(last + 2, sequenceFrom(last).with("c").next() - 1);
        assertThrows(RuntimeException.class, () -> sequenceFrom(last + 1));
        assertThrows(RuntimeException.class, () -> sequenceFrom(Long.MAX_VALUE - 2));
        assertThrows(RuntimeException.class, () -> sequenceFrom(0));
        assertThrows(RuntimeException.class, () -> sequenceFrom(-1));
        assertNotNull(sequenceFrom(1));
    }

    private static SequenceGroup<String> sequenceFrom(long start) {
        ValueOutput out = new ValueOutput();
        out.writeVarLong(start, true);
        out.writeCount(2);
        Serializers.STRING.write(out, "a");
        Serializers.STRING.write(out, "b");
        ValueInput in = new ValueInput(out.getBuffer(), 0, out.position());
        return Groups.sequence(Serializers.STRING).read(in);
    }
}
