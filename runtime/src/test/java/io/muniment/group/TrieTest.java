package io.muniment.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A trie beside a plain map, with hashes from good to hopeless. */
class TrieTest {

    /** A key that decides its own hash, and has no order. */
    private record Odd(int number, int hash) {

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The same, with an order. */
    private record Ordered(int number, int hash) implements Comparable<Ordered> {

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public int compareTo(Ordered other) {
            return Integer.compare(number, other.number);
        }
    }

    private enum Keys {
        SPREAD(Integer::valueOf),
        FEW_HASHES(i -> new Odd(i, i % 7)),
        ONE_HASH(i -> new Odd(i, 42)),
        ONE_HASH_IN_ORDER(i -> new Ordered(i, 42)),
        TWO_HASHES_THAT_PART_LATE(i -> new Ordered(i, i % 2 << 31)),
        SEVERAL_CLASSES(i -> i % 3 == 0 ? new Odd(i, 1) : i % 3 == 1 ? new Ordered(i, 1) : Integer.valueOf(1));

        private final IntFunction<Object> key;

        Keys(IntFunction<Object> key) {
            this.key = key;
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesWhatAPlainMapDoes(Keys keys) {
        long seed = new Random().nextLong();
        Random dice = new Random(seed);
        String says = keys + ", seed " + seed;
        Map<Object, Object> model = new HashMap<>();
        Trie<Object, Object> trie = Trie.empty();
        List<Trie<Object, Object>> old = new ArrayList<>();
        List<Map<Object, Object>> oldModels = new ArrayList<>();
        for (int step = 0; step < 4_000; step++) {
            Object key = keys.key.apply(dice.nextInt(300));
            Object value = step;
            if (dice.nextInt(5) < 3 - (step / 1_000 % 2)) {
                model.put(key, value);
                trie = trie.with(key, value);
                assertSame(trie, trie.with(key, value), says);
            } else {
                Trie<Object, Object> without = trie.without(key);
                assertEquals(model.remove(key) == null, without == trie, says);
                trie = without;
            }
            assertEquals(model.get(key), trie.get(key), says);
            assertEquals(model.size(), trie.size(), says);
            if (step % 500 == 0) {
                same(model, trie, says);
                old.add(trie);
                oldModels.add(new HashMap<>(model));
            }
        }
        for (int i = 0; i < old.size(); i++) {
            same(oldModels.get(i), old.get(i), says + ", as it was");
        }
        for (Object key : List.copyOf(model.keySet())) {
            trie = trie.without(key);
        }
        assertSame(Trie.empty(), trie, says);
    }

    @ParameterizedTest
    @EnumSource
    void isBuiltAsItGrows(Keys keys) {
        Map<Object, Object> model = new HashMap<>();
        Trie.Builder<Object, Object> builder = new Trie.Builder<>();
        for (int i = 0; i < 500; i++) {
            Object key = keys.key.apply(i * 7 % 300);
            assertEquals(model.put(key, i) == null, builder.put(key, i));
        }
        Trie<Object, Object> built = builder.build();
        same(model, built, keys.toString());
        Trie<Object, Object> changed = built.with("more", 1).without(keys.key.apply(7));
        assertEquals(1, changed.get("more"));
        same(model, built, "what was built is not changed by what is made of it");
    }

    @Test
    void manyKeysWithOneHashThatHaveAnOrderAreFoundSoon() {
        Trie.Builder<Object, Object> builder = new Trie.Builder<>();
        for (int i = 0; i < 100_000; i++) {
            builder.put(new Ordered(i * 31 % 100_000, 5), i);
        }
        Trie<Object, Object> trie = builder.build();
        assertEquals(100_000, trie.size());
        for (int i = 0; i < 100_000; i++) {
            assertTrue(trie.get(new Ordered(i, 5)) != null);
        }
    }

    @Test
    void manyKeysWithOneHashThatHaveNoOrderAreAllThere() {
        Trie.Builder<Object, Object> builder = new Trie.Builder<>();
        for (int i = 0; i < 2_000; i++) {
            assertTrue(builder.put(new Odd(i, 5), i));
            assertTrue(builder.put(new Ordered(i, 5), -i));
        }
        Trie<Object, Object> trie = builder.build();
        assertEquals(4_000, trie.size());
        for (int i = 0; i < 2_000; i++) {
            assertEquals(i, trie.get(new Odd(i, 5)));
            assertEquals(-i, trie.get(new Ordered(i, 5)));
        }
        assertNull(trie.get(new Odd(2_000, 5)));
        for (int i = 0; i < 2_000; i += 2) {
            trie = trie.without(new Odd(i, 5));
        }
        assertEquals(3_000, trie.size());
        for (int i = 0; i < 2_000; i++) {
            assertEquals(i % 2 == 0 ? null : i, trie.get(new Odd(i, 5)));
        }
    }

    @Test
    void equalKeysOfTwoClassesAreOne() {
        Trie<Object, Object> trie = Trie.empty();
        trie = trie.with(List.of("Aa"), 1).with(List.of("BB"), 2).with("something else", 3);
        assertEquals(1, trie.get(new ArrayList<>(List.of("Aa"))));
        assertEquals(2, trie.get(new ArrayList<>(List.of("BB"))));
        assertEquals(3, trie.with(new ArrayList<>(List.of("BB")), 4).size());
        assertEquals(2, trie.without(new ArrayList<>(List.of("Aa"))).size());
    }

    private static void same(Map<Object, Object> model, Trie<Object, Object> trie, String says) {
        Map<Object, Object> found = new HashMap<>();
        for (Iterator<Map.Entry<Object, Object>> all = trie.iterator(); all.hasNext(); ) {
            Map.Entry<Object, Object> entry = all.next();
            assertNull(found.put(entry.getKey(), entry.getValue()), says);
        }
        assertEquals(model, found, says);
        model.forEach((key, value) -> assertEquals(value, trie.get(key), says));
    }
}
