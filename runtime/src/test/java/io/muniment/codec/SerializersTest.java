package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {

    private static final int MUTATIONS = 500;

    static List<Sample<?>> samples() {
        return Sample.all();
    }

    @Test
    void everyConstantHasSamples() {
        Set<Object> sampled = Sample.all().stream().map(Sample::serializer).collect(Collectors.toSet());
        List<String> missing = Arrays.stream(Serializers.class.getFields())
                .filter(f -> Modifier.isStatic(f.getModifiers()))
                .filter(f -> !sampled.contains(valueOf(f)))
                .map(java.lang.reflect.Field::getName)
                .toList();
        assertEquals(List.of(), missing);
    }

    private static Object valueOf(java.lang.reflect.Field field) {
        try {
            return field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenIsReadBackEqualAndToTheLastByte(Sample<?> sample) {
        byte[] bytes = sample.encoded();
        assertTrue(bytes.length > 0);
        ValueInput in = new ValueInput(bytes);
        Object read = sample.serializer().read(in);
        assertEquals(0, in.remaining());
        assertTrue(Objects.deepEquals(sample.value(), read), () -> sample.value() + " became " + read);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsReadIsWrittenBackTheSame(Sample<?> sample) {
        assertArrayEquals(sample.encoded(), reencoded(sample, sample.encoded()));
    }

    private static <T> byte[] reencoded(Sample<T> sample, byte[] bytes) {
        return new Sample<>(sample.name(), sample.serializer(), sample.decoded(bytes)).encoded();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aValueFrozenOnceIsFrozen(Sample<?> sample) {
        assertFrozenOnce(sample);
    }

    private static <T> void assertFrozenOnce(Sample<T> sample) {
        T frozen = sample.serializer().freeze(sample.value());
        assertTrue(Objects.deepEquals(sample.value(), frozen));
        if (!frozen.getClass().isArray()) {
            assertTrue(frozen == sample.serializer().freeze(frozen), "frozen twice");
            assertTrue(frozen == sample.serializer().copy(frozen), "copied without need");
            T read = sample.decoded(sample.encoded());
            assertTrue(read == sample.serializer().freeze(read), "what is read is not frozen");
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyCutIsNoticed(Sample<?> sample) {
        byte[] bytes = sample.encoded();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(MalformedException.class, () -> sample.decoded(cut), "cut to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void changedBytesAreAnotherValueInItsOnlyFormOrMalformed(Sample<?> sample) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] bytes = sample.encoded();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = changed(bytes, random);
            try {
                ValueInput in = new ValueInput(changed);
                Object value = in.readValue(sample.serializer());
                assertSameForm(sample, value, Arrays.copyOf(changed, in.position()));
            } catch (MalformedException e) {
                assertTrue(e.getMessage().startsWith("Byte "), e.getMessage());
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ", bytes " + HexFormat.of().formatHex(changed), e);
            }
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        byte[] changed = Arrays.copyOf(bytes, bytes.length + random.nextInt(3));
        for (int n = random.nextInt(3); n >= 0; n--) {
            changed[random.nextInt(changed.length)] = random.nextInt(4) == 0 ? (byte) 0xff : (byte) random.nextInt(256);
        }
        return changed;
    }

    @SuppressWarnings("unchecked")
    private static <T> void assertSameForm(Sample<T> sample, Object value, byte[] bytes) {
        if (!sample.name().startsWith("zoneddatetime")) {
            assertArrayEquals(bytes, new Sample<>(sample.name(), sample.serializer(), (T) value).encoded());
        }
    }

    /** The bytes of each column type are in files for ever. Run with -Dmuniment.golden.rewrite=true to add new ones. */
    @Test
    void theBytesOfEachColumnTypeAreThoseOfEveryVersionBefore() throws IOException {
        String now = Sample.all().stream()
                .map(s -> s.name() + " = " + HexFormat.of().formatHex(s.encoded()) + "\n")
                .collect(Collectors.joining());
        if (Boolean.getBoolean("muniment.golden.rewrite")) {
            Files.writeString(Path.of("src/test/resources/golden/columns.txt"), now);
        }
        try (InputStream golden = SerializersTest.class.getResourceAsStream("/golden/columns.txt")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), now);
        }
    }

    @Test
    void missingComponentIsNamed() {
        assertEquals(
                "Account.email is null; stored components never are. Declare it as an Optional, or give it a value.",
                assertThrows(NullPointerException.class, () -> Serializers.required(null, "Account.email"))
                        .getMessage());
        assertEquals("here", Serializers.required("here", "Account.email"));
    }

    @Test
    void constantThatCameLaterSaysWhatToDo() {
        assertEquals(
                "The value is of a constant or class that was added to Country after the schema was compiled."
                        + " Raise the schema's version and compile it again.",
                Serializers.notInSchema("Country").getMessage());
    }
}
