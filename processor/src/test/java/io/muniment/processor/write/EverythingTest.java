package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.MalformedException;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generated serializers do with values of every type that can be stored, at the edges of each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EverythingTest {

    private Generated everything;
    private Map<String, List<?>> samples;

    @BeforeAll
    @SuppressWarnings("unchecked")
    void compile() {
        Compiled compiled = Compiled.withJavac()
                .sources(Path.of("src", "test", "resources", "samples", "everything"))
                .compile();
        everything = Generated.load(compiled, "everything.EverythingSchema");
        samples = (Map<String, List<?>>) everything.call("everything.Samples", "values");
    }

    Stream<Arguments> samples() {
        return samples.entrySet().stream()
                .flatMap(table -> table.getValue().stream().map(value -> Arguments.of(table.getKey(), value)));
    }

    @Test
    void everyTableHasSamples() {
        assertEquals(
                List.copyOf(samples.keySet()),
                everything.schema().tables().stream().map(table -> table.name()).toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void comesBackAsItWas(String table, Object value) {
        ValueSerializer<Object> serializer = everything.values(table);
        byte[] bytes = Generated.bytes(serializer, value);
        Object read = Generated.value(serializer, bytes);
        assertTrue(Same.same(value, read), () -> value + " came back as " + read);
        assertArrayEquals(bytes, Generated.bytes(serializer, read));
        assertTrue(bytes.length > 0);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isEqualWhenFrozenAndCopied(String table, Object value) {
        ValueSerializer<Object> serializer = everything.values(table);
        Object frozen = serializer.freeze(value);
        assertTrue(Same.same(value, frozen));
        assertTrue(Same.same(value, serializer.copy(frozen)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isTheSameOnceFrozenUnlessItHoldsArrays(String table, Object value) {
        ValueSerializer<Object> serializer = everything.values(table);
        Object frozen = serializer.freeze(value);
        if (!List.of("arrays", "bytes").contains(table)) {
            assertSame(frozen, serializer.freeze(frozen));
            assertSame(frozen, serializer.copy(frozen));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyShorterPieceIsMalformed(String table, Object value) {
        ValueSerializer<Object> serializer = everything.values(table);
        byte[] bytes = Generated.bytes(serializer, value);
        int step = Math.max(1, bytes.length / 200);
        for (int length = 0; length < bytes.length; length += step) {
            byte[] shorter = Arrays.copyOf(bytes, length);
            assertThrows(MalformedException.class, () -> Generated.value(serializer, shorter));
        }
    }

    /** Only a serializer of the user's throws what it likes. */
    @ParameterizedTest
    @MethodSource("samples")
    void changedBytesAreMalformedOrAnotherValue(String table, Object value) {
        ValueSerializer<Object> serializer = everything.values(table);
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = Generated.bytes(serializer, value);
        for (int round = 0; round < 200; round++) {
            byte[] changed = bytes.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Generated.value(serializer, changed);
            } catch (MalformedException expected) {
                // as good as a value
            } catch (AssertionError expected) {
                // fewer bytes were read than there are
            } catch (RuntimeException e) {
                assertEquals("addresses", table, "seed " + seed + ", round " + round + ": " + e);
            }
        }
    }

    @Test
    void arraysAreCopiedBothWays() {
        ValueSerializer<Object> serializer = everything.values("arrays");
        Object given = samples.get("arrays").get(1);
        Object kept = serializer.freeze(given);
        Object out = serializer.copy(kept);
        for (String name : List.of("z", "b", "s", "c", "i", "l", "f", "d")) {
            for (Object changed : List.of(given, out)) {
                Object array = everything.component(changed, name);
                Array.set(array, 0, Array.get(array, 1));
            }
            assertEquals(
                    Array.get(
                            everything.component(Generated.value(serializer, Generated.bytes(serializer, kept)), name),
                            0),
                    Array.get(everything.component(kept, name), 0));
            assertTrue(!Same.same(everything.component(kept, name), everything.component(out, name)), name);
        }
    }

    @Test
    void collectionsAreFrozen() {
        ValueSerializer<Object> serializer = everything.values("collections");
        List<Object> list = new ArrayList<>(List.of(1, 2));
        Object given = everything.make(
                "everything.Everything$Collections", list, java.util.Set.of(), Map.of(), new ArrayList<>(), Map.of());
        Object kept = serializer.freeze(given);
        list.add(3);
        assertEquals(List.of(1, 2), everything.component(kept, "list"));
        List<?> frozen = (List<?>) everything.component(kept, "list");
        assertThrows(UnsupportedOperationException.class, () -> frozen.remove(0));
    }

    @Test
    void missingComponentIsNamed() {
        Object texts = everything.make("everything.Everything$Texts", null, null, null, null, null, null);
        NullPointerException thrown =
                assertThrows(NullPointerException.class, () -> Generated.bytes(everything.values("texts"), texts));
        assertTrue(thrown.getMessage().startsWith("Texts.bytes is null"), thrown.getMessage());
    }

    @Test
    void serializerOfOneComponentIsForItAlone() {
        Object given = samples.get("addresses").get(1);
        Object quiet = everything.make(
                "everything.Everything$Addresses", everything.component(given, "home"), List.of(), "quiet");
        Object kept = new ValueOutput().writeFrozen(everything.values("addresses"), quiet);
        assertEquals("QUIET", everything.component(kept, "loud"));
    }

    @Test
    void treesAreStoredAHundredDeepAndNoDeeper() {
        ValueSerializer<Object> serializer = everything.values("trees");
        Object tree = everything.make("everything.Everything$Tree", "", List.of());
        for (int depth = 1; depth < ValueOutput.MAX_DEPTH; depth++) {
            tree = everything.make("everything.Everything$Tree", "", List.of(tree));
        }
        assertTrue(Same.same(tree, Generated.value(serializer, Generated.bytes(serializer, tree))));
        Object deeper = everything.make("everything.Everything$Tree", "", List.of(tree));
        assertThrows(IllegalArgumentException.class, () -> Generated.bytes(serializer, deeper));
    }

    @Test
    void expressionsAreStoredAHundredDeepAndNoDeeper() {
        ValueSerializer<Object> serializer = everything.values("expressions");
        Object one = everything.make("everything.Everything$Expression$Number", 1);
        Object sum = one;
        for (int depth = 1; depth < ValueOutput.MAX_DEPTH; depth++) {
            sum = everything.make("everything.Everything$Expression$Sum", sum, one);
        }
        assertTrue(Same.same(sum, Generated.value(serializer, Generated.bytes(serializer, sum))));
        Object deeper = everything.make("everything.Everything$Expression$Sum", sum, one);
        assertThrows(IllegalArgumentException.class, () -> Generated.bytes(serializer, deeper));
    }

    @Test
    void unknownIdsAreMalformed() {
        assertTrue(assertThrows(
                        MalformedException.class, () -> Generated.value(everything.values("shapes"), new byte[] {9, 0}))
                .getMessage()
                .contains("Shape has nothing with the id 9"));
    }
}
