package io.muniment.group;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How groups are compared, and what is no group. */
class GroupsTest {

    private static final GroupSerializer<Map<String, byte[]>, Map.Entry<String, byte[]>> MAPS =
            Groups.map(Serializers.STRING, Serializers.BYTE_ARRAY);

    private static final GroupSerializer<List<Long>, Long> LISTS = Groups.list(Serializers.LONG);

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
    void whatAGroupOfAMapHasIsToldByValue() {
        GroupSerializer<Map<String, Long>, Map.Entry<String, Long>> maps =
                Groups.map(Serializers.STRING, Serializers.LONG);
        Map<String, Long> kept = maps.freeze(Map.of("a", 1L, "b", 2L));
        assertEquals(2, kept.entrySet().size());
        assertTrue(kept.entrySet().contains(Map.entry("a", 1L)));
        assertFalse(kept.entrySet().contains(Map.entry("a", 2L)));
        assertFalse(kept.entrySet().contains(Map.entry("c", 1L)));
        assertFalse(kept.entrySet()
                .contains(Collections.singletonMap("a", null)
                        .entrySet()
                        .iterator()
                        .next()));
        assertFalse(kept.entrySet().contains("a"));
        assertFalse(kept.containsKey(null));
        assertEquals(Map.of("a", 1L, "b", 2L), kept);
    }

    @Test
    void groupsEndWhereTheyEnd() {
        List<Iterator<?>> all = List.of(
                Groups.list(Serializers.LONG).freeze(List.of(1L)).iterator(),
                Groups.set(Serializers.LONG).freeze(Set.of(1L)).iterator(),
                MAPS.freeze(map(List.of("a"))).entrySet().iterator());
        for (Iterator<?> each : all) {
            each.next();
            assertFalse(each.hasNext());
            assertThrows(NoSuchElementException.class, each::next);
        }
        assertFalse(Groups.set(Serializers.LONG).freeze(Set.of(1L)).contains(null));
    }

    @Test
    void editTellsWhatItDoesAndNothingOfWhatAUserKeeps() {
        assertEquals("INSERT 3", Edit.insert(3, "secret").toString());
        assertEquals("PUT", Edit.put("secret", "secret").toString());
    }

    @Test
    void moreThanThereIsCannotBeDropped() {
        GroupSerializer<SequenceGroup<String>, String> sequences = Groups.sequence(Serializers.STRING);
        SequenceGroup<String> two = sequenceFrom(1);
        assertThrows(IndexOutOfBoundsException.class, () -> sequences.apply(two, Edit.drop(3)));
        assertSame(two, sequences.apply(two, Edit.drop(0)));
        assertEquals(0, requireNonNull(sequences.apply(two, Edit.drop(2))).size());
    }

    @Test
    void pieceThatCannotBeOneIsMalformed() {
        int[][] pieces = {{2, 0, 3}, {2, 2, 1}, {2, 3, 0}, {2, 0, 0}, {1, 0, 1}};
        for (int[] piece : pieces) {
            ValueOutput out = new ValueOutput();
            out.writeVarInt(piece[0], true);
            out.writeVarInt(piece[1], true);
            out.writeInt(piece[2]);
            ValueInput in = new ValueInput(out.getBuffer(), 0, out.position());
            RuntimeException refused =
                    assertThrows(RuntimeException.class, () -> LISTS.readPiece(in), Arrays.toString(piece));
            assertTrue(refused.getMessage().contains("a piece of a group"), refused.getMessage());
        }
    }

    @Test
    void piecesThatAreNotAllOrDoNotFitAreNoGroup() {
        GroupSerializer.Piece<Long> first = piece(3, 0, 1L);
        GroupSerializer.Piece<Long> rest = piece(3, 1, 2L, 3L);
        assertEquals(List.of(1L, 2L, 3L), LISTS.join(List.of(rest, first)));
        assertNull(LISTS.join(List.of(first)));
        assertNull(LISTS.join(List.of(rest)));
        assertNull(LISTS.join(List.of(first, piece(3, 2, 3L))));
        assertNull(LISTS.join(List.of(first, piece(4, 1, 2L, 3L, 4L))));
    }

    private static GroupSerializer.Piece<Long> piece(int size, int from, Long... items) {
        ValueOutput out = new ValueOutput();
        out.writeVarInt(size, true);
        out.writeVarInt(from, true);
        out.writeInt(items.length);
        for (Long item : items) {
            Serializers.LONG.write(out, item);
        }
        return LISTS.readPiece(new ValueInput(out.getBuffer(), 0, out.position()));
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
