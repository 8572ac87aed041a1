package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.Allocation;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueInputTest {

    /** Five bytes that declare 2^31 - 9 elements, as far as they are read as a count. */
    private static final byte[] BOMB = HexFormat.of().parseHex("f7ffffff07");

    private static final int BOMB_COUNT = Integer.MAX_VALUE - 8;
    /** Room for what Java itself takes at the first call of a method; a bomb would take a gigabyte. */
    private static final long ALLOWED_BYTES = 16 << 20;

    private static final Set<String> NO_LENGTH = Set.of("read", "readAllBytes", "readNBytes");

    static List<Method> readMethods() {
        return Arrays.stream(ValueInput.class.getMethods())
                .filter(m -> m.getName().startsWith("read") && !NO_LENGTH.contains(m.getName()))
                .filter(m -> Stream.of(m.getParameterTypes())
                        .allMatch(p -> p == int.class || p == boolean.class || p == float.class || p == double.class))
                .toList();
    }

    static List<Sample<?>> samples() {
        return Sample.all();
    }

    @Test
    void thereAreReadMethodsToTry() {
        assertTrue(readMethods().size() > 30, "only " + readMethods().size());
    }

    @ParameterizedTest
    @MethodSource("readMethods")
    void noReadMethodBelievesALength(Method method) throws Exception {
        boolean hasCount = List.of(method.getParameterTypes()).contains(int.class);
        for (int count : new int[] {BOMB_COUNT, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            long before = Allocation.bytes();
            try {
                invoke(method, new ValueInput(BOMB), count);
                assertFalse(hasCount && count > 0, method + " accepted " + count);
            } catch (MalformedException e) {
                assertTrue(e.getMessage().startsWith("Byte "), e.getMessage());
            } catch (IllegalArgumentException e) {
                // Kryo's own refusal of a count of bytes that is not one to four, or one to eight.
                assertTrue(hasCount && e.getMessage().startsWith("count"), e.toString());
            }
            assertTrue(Allocation.bytes() - before < ALLOWED_BYTES, method + " took memory for " + count);
        }
    }

    @ParameterizedTest
    @MethodSource("readMethods")
    void noReadMethodReadsPastTheEnd(Method method) throws Exception {
        byte[] more = new byte[64];
        Arrays.fill(more, (byte) 0x81);
        ValueInput in = new ValueInput(more, 8, 0);
        try {
            invoke(method, in, 1);
            throw new AssertionError(method + " read something from nothing");
        } catch (MalformedException e) {
            assertEquals(8, in.position());
        }
    }

    private static void invoke(Method method, ValueInput in, int count) throws Exception {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(p -> p == int.class ? count : p == boolean.class ? true : p == float.class ? (Object) 1f : 1.0)
                .toArray();
        try {
            method.invoke(in, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aLengthThatIsALieTakesNoMemory(Sample<?> sample) {
        byte[] bytes = sample.encoded();
        for (int at = 0; at <= bytes.length; at++) {
            byte[] lie = Arrays.copyOf(bytes, at + BOMB.length);
            System.arraycopy(BOMB, 0, lie, at, BOMB.length);
            long before = Allocation.bytes();
            try {
                sample.decoded(lie);
            } catch (MalformedException | IllegalArgumentException e) {
                // Either it is noticed, or it was not a length.
            }
            assertTrue(Allocation.bytes() - before < ALLOWED_BYTES, "at " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8000",
                "ff00",
                "808000",
                "ffffffff10",
                "8080808000",
                "808080808001",
                "ffffffff8f00",
                "80",
                "ffffffff"
            })
    void anIntInMoreBytesThanItNeedsIsMalformed(String hex) {
        malformed(hex, in -> in.readVarInt(true));
        malformed(hex, in -> in.readVarInt(false));
        malformed(hex, in -> in.readInt(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8000", "808000", "808080808080808000", "80", "8080808080808080", "ffffffffffffff00"})
    void aLongInMoreBytesThanItNeedsIsMalformed(String hex) {
        malformed(hex, in -> in.readVarLong(true));
        malformed(hex, in -> in.readVarLong(false));
        malformed(hex, in -> in.readLong(false));
    }

    @Test
    void aNegativeCountIsMalformed() {
        malformed("ffffffff0f", ValueInput::readCount);
        malformed("ffffffff0f", in -> in.readCount(1));
    }

    @Test
    void aCountMustFitWhatRemains() {
        assertEquals(2, new ValueInput(hex("020000")).readCount());
        malformed("0200", ValueInput::readCount);
        assertEquals(1, new ValueInput(hex("0100000000")).readCount(4));
        malformed("01000000", in -> in.readCount(4));
    }

    @Test
    void aTextIsWideOnlyIfItMustBe() {
        assertEquals("\u0100", new ValueInput(hex("030100")).readString());
        malformed("030041", ValueInput::readString);
        malformed("01", ValueInput::readString);
        malformed("0301", ValueInput::readString);
    }

    @Test
    void eachTypeRefusesWhatIsOutOfItsRange() {
        malformed("02", Serializers.BOOLEAN::read);
        malformed("0102", Serializers.BOOLEAN_ARRAY::read);
        malformed("ffffffffffffffffff00", Serializers.INSTANT::read);
        malformed("00a11f", Serializers.INSTANT::read); // 1000 milliseconds
        malformed("0001", Serializers.INSTANT::read); // 0 milliseconds
        malformed("0004", Serializers.INSTANT::read); // 1 of no unit
        malformed("00a21f", Serializers.INSTANT::read); // 1000 microseconds
        malformed("00a31f", Serializers.INSTANT::read); // 1000 nanoseconds
        malformed("0087d0acf30e", Serializers.INSTANT::read); // a billion and one nanoseconds
        malformed("ffffffffffffffffff", Serializers.LOCAL_DATE::read);
        malformed("80a30500", Serializers.LOCAL_TIME::read);
        malformed("ffffffff0f00", Serializers.LOCAL_TIME::read);
        malformed("ffffffff0f", Serializers.YEAR::read);
        malformed("000d", Serializers.YEAR_MONTH::read);
        malformed("021e", Serializers.MONTH_DAY::read);
        malformed("0100", Serializers.MONTH_DAY::read);
        malformed("00", Serializers.MONTH::read);
        malformed("0d", Serializers.MONTH::read);
        malformed("00", Serializers.DAY_OF_WEEK::read);
        malformed("08", Serializers.DAY_OF_WEEK::read);
        malformed("feffffff0f", Serializers.ZONE_OFFSET::read);
        malformed("0a4e6f2f5a65", Serializers.ZONE_ID::read);
        malformed("0c5554432b3031", Serializers.ZONE_ID::read);
        malformed("00", Serializers.BIG_INTEGER::read);
        malformed("020001", Serializers.BIG_INTEGER::read);
        malformed("02ffff", Serializers.BIG_INTEGER::read);
        malformed("01", Serializers.UNIT::read);
        malformed("02020202", Serializers.set(Serializers.INT)::read);
        malformed("0202000200", Serializers.map(Serializers.INT, Serializers.INT)::read);
        malformed("020202", Serializers.sortedSet(Serializers.INT)::read);
        malformed("020402", Serializers.sortedSet(Serializers.INT)::read);
        malformed("0204000200", Serializers.sortedMap(Serializers.INT, Serializers.INT)::read);
    }

    private static void malformed(String hex, Consumer<ValueInput> read) {
        assertThrows(MalformedException.class, () -> read.accept(new ValueInput(hex(hex))), hex);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void whatAConstructorThrowsMeansMalformed() {
        ValueSerializer<Sample.RangeSerializer.Range> serializer = new Sample.RangeSerializer();
        ValueInput in = new ValueInput(hex("0703"));
        MalformedException e = assertThrows(MalformedException.class, () -> in.readValue(serializer));
        assertTrue(e.getCause() instanceof IllegalArgumentException);
        assertEquals("Byte 2 of 2: what was read is not accepted: java.lang.IllegalArgumentException.", e.getMessage());
    }

    @Test
    void aMessageTellsPositionsAndNoContent() {
        MalformedException e = assertThrows(
                MalformedException.class, () -> new ValueInput(hex("0014736563726574"), 1, 7).readString());
        assertEquals("Byte 1 of 7: 10 elements of at least 1 bytes are declared, 6 bytes remain.", e.getMessage());
    }

    @Test
    void itReadsOnlyItsOwnStretch() {
        ValueInput in = new ValueInput(hex("aabbccdd"), 1, 2);
        assertEquals(2, in.remaining());
        assertEquals(0xbb, in.readByteUnsigned());
        assertFalse(in.end());
        assertEquals(1, in.available());
        assertEquals(0xcc, in.read());
        assertTrue(in.end());
        assertEquals(-1, in.read());
        assertEquals(-1, in.read(new byte[1]));
        assertEquals(0, in.read(new byte[0]));
        assertThrows(IndexOutOfBoundsException.class, () -> in.setPosition(0));
        assertThrows(IndexOutOfBoundsException.class, () -> in.setPosition(4));
        assertThrows(IndexOutOfBoundsException.class, () -> in.setLimit(5));
        assertThrows(IndexOutOfBoundsException.class, () -> in.setLimit(2));
        in.reset();
        assertEquals(0, in.skip(-1L));
        assertEquals(2, in.skip(10L));
        in.setPosition(1);
        in.skip(1);
        assertThrows(MalformedException.class, () -> in.skip(2));
        assertThrows(MalformedException.class, () -> in.skip(-1));
        byte[] two = new byte[2];
        in.reset();
        assertEquals(2, in.read(two));
        assertArrayEquals(hex("bbcc"), two);
        assertThrows(IndexOutOfBoundsException.class, () -> new ValueInput(new byte[4], 2, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> new ValueInput(new byte[4], -1, 3));
    }

    @Test
    void itIsNoStreamOfAnotherStream() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> new ValueInput(new byte[1]).setInputStream(new ByteArrayInputStream(new byte[1])));
    }

    @Test
    void anotherBufferCanBeReadNext() {
        ValueInput in = new ValueInput(hex("05"));
        in.enter();
        in.setBuffer(hex("0a0b"));
        assertEquals(0, in.depth());
        assertEquals(0x0a, in.readByte());
        assertSame(in.getBuffer(), in.getBuffer());
        assertEquals(0x0b, in.readByte());
    }
}
