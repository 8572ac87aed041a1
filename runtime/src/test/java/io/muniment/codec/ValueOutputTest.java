package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueOutputTest {

    private static final ValueSerializer<List<String>> TEXTS = Serializers.list(Serializers.STRING);

    static List<Sample<?>> samples() {
        return Sample.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theLimitIsTheLimitToTheByte(Sample<?> sample) {
        byte[] bytes = sample.encoded();
        assertArrayEquals(bytes, encoded(sample, bytes.length));
        for (int limit = 0; limit < bytes.length; limit++) {
            int tooSmall = limit;
            OutputLimitException e = assertThrows(
                    OutputLimitException.class, () -> encoded(sample, tooSmall), () -> "limit " + tooSmall);
            assertEquals(limit, e.limitBytes());
            assertTrue(e.sizeBytes() > e.limitBytes(), e.getMessage());
        }
    }

    private static <T> byte[] encoded(Sample<T> sample, int limit) {
        ValueOutput out = new ValueOutput(1, limit);
        sample.serializer().write(out, sample.value());
        return out.toBytes();
    }

    @Test
    void whatDoesNotFitAnArrayIsOverTheLimitAndNeverWrapsAround() {
        ValueOutput out = new ValueOutput();
        out.writeByte(1);
        out.setPosition(200);
        assertThrows(OutputLimitException.class, () -> out.require(Integer.MAX_VALUE));
        assertThrows(OutputLimitException.class, () -> out.require(Integer.MAX_VALUE - 8 - 199));
        assertEquals(200, out.position());
    }

    @Test
    void itGrowsAsNeeded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ValueOutput out = new ValueOutput(0);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            out.writeBytes(bytes);
            expected.writeBytes(bytes);
        }
        assertArrayEquals(expected.toByteArray(), out.toBytes(), "seed " + seed);
    }

    @Test
    void afterAResetItIsEmptyAndAVeryLargeBufferIsGone() {
        ValueOutput out = new ValueOutput();
        out.writeString("x".repeat(5_000_000));
        out.enter();
        out.reset();
        assertEquals(0, out.position());
        assertEquals(0, out.depth());
        assertTrue(out.getBuffer().length <= 1 << 20);
        out.writeString("x");
        assertArrayEquals(new byte[] {2, 'x'}, out.toBytes());
    }

    @Test
    void textsOfEveryLengthAndWidthAreReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ValueOutput out = new ValueOutput(1);
        for (int length = 0; length < 100; length++) {
            for (int bound : new int[] {0x80, 0x100, 0x101, 0x10000}) {
                String text = random.ints(length, 0, bound)
                        .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
                        .toString();
                out.reset();
                out.writeString(text);
                ValueInput in = new ValueInput(out.getBuffer(), 0, out.position());
                assertEquals(text, in.readString(), "seed " + seed);
                assertEquals(0, in.remaining());
            }
        }
    }

    @Test
    void oneWideCharAnywhereMakesATextWide() {
        for (int length = 1; length < 70; length++) {
            for (int at = 0; at < length; at++) {
                StringBuilder text = new StringBuilder("x".repeat(length));
                text.setCharAt(at, '\u013f');
                ValueOutput out = new ValueOutput();
                out.writeString(text.toString());
                assertEquals(text.toString(), new ValueInput(out.toBytes()).readString());
            }
        }
    }

    @Test
    void numbersOfEveryLengthAreReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ValueOutput out = new ValueOutput(1);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong() >> random.nextInt(64);
            boolean positive = random.nextBoolean();
            out.reset();
            assertEquals(ValueOutput.varLongLength(number, positive), out.writeVarLong(number, positive));
            assertEquals(ValueOutput.varIntLength((int) number, positive), out.writeVarInt((int) number, positive));
            out.writeInt((int) number, positive);
            out.writeLong(number, positive);
            ValueInput in = new ValueInput(out.toBytes());
            assertEquals(number, in.readVarLong(positive), "seed " + seed);
            assertEquals((int) number, in.readVarInt(positive), "seed " + seed);
            assertEquals((int) number, in.readInt(positive), "seed " + seed);
            assertEquals(number, in.readLong(positive), "seed " + seed);
            assertEquals(0, in.remaining());
        }
    }

    @Test
    void theMethodsOfKryoThatAreNotOverriddenFitThoseThatAre() {
        ValueOutput out = new ValueOutput(1);
        out.writeAscii("ascii");
        out.write(7);
        out.write(new byte[] {1, 2});
        out.writeByte((byte) -1);
        out.writeVarIntFlag(true, 1_000, true);
        out.writeVarFloat(1.25f, 100, false);
        out.writeVarDouble(1.25, 100, false);
        out.writeInt(-3, 3);
        out.writeLong(-5, 5);
        out.writeInts(new int[] {1, -1}, 0, 2, false);
        out.writeLongs(new long[] {1, -1}, 0, 2, false);
        out.flush();
        ValueInput in = new ValueInput(out.toBytes());
        assertEquals("ascii", in.readStringBuilder().toString());
        assertEquals(7, in.readByte());
        assertArrayEquals(new byte[] {1, 2}, in.readBytes(2));
        assertEquals(255, in.readByteUnsigned());
        assertTrue(in.readVarIntFlag());
        assertEquals(1_000, in.readVarIntFlag(true));
        assertEquals(1.25f, in.readVarFloat(100, false));
        assertEquals(1.25, in.readVarDouble(100, false));
        assertEquals(-3, in.readInt(3));
        assertEquals(-5, in.readLong(5));
        assertArrayEquals(new int[] {1, -1}, in.readInts(2, false));
        assertArrayEquals(new long[] {1, -1}, in.readLongs(2, false));
        assertEquals(0, in.remaining());
    }

    @Test
    void itsBufferIsItsOwn() {
        ValueOutput out = new ValueOutput();
        assertThrows(UnsupportedOperationException.class, () -> out.setBuffer(new byte[1]));
        assertThrows(UnsupportedOperationException.class, () -> out.setOutputStream(new ByteArrayOutputStream()));
        assertThrows(IndexOutOfBoundsException.class, () -> out.setPosition(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> out.writeBytes(new byte[3], 2, 2));
    }

    @Test
    void whatIsWrittenFrozenIsWhatIsReturned() {
        List<String> mutable = new ArrayList<>(List.of("a", "b"));
        ValueOutput out = new ValueOutput();
        out.writeByte(9);
        List<String> frozen = out.writeFrozen(TEXTS, mutable);
        assertNotSame(mutable, frozen);
        mutable.set(0, "changed");
        assertEquals(List.of("a", "b"), frozen);
        assertEquals(9, new ValueInput(out.toBytes()).readByte());
        assertEquals(frozen, TEXTS.read(new ValueInput(out.getBuffer(), 1, out.position() - 1)));
        assertSame(frozen, new ValueOutput().writeFrozen(TEXTS, frozen));
    }

    @Test
    void aValueThatCannotBeWrittenLeavesNoByte() {
        ValueOutput out = new ValueOutput();
        out.writeByte(9);
        List<String> withNull = new ArrayList<>();
        withNull.add("written before");
        withNull.add(null);
        assertThrows(NullPointerException.class, () -> out.writeFrozen(TEXTS, withNull));
        assertEquals(1, out.position());
        assertEquals(0, out.depth());
        ValueOutput small = new ValueOutput(1, 8);
        small.writeByte(9);
        assertThrows(OutputLimitException.class, () -> small.writeFrozen(TEXTS, List.of("too long for it")));
        assertArrayEquals(new byte[] {9}, small.toBytes());
    }
}
