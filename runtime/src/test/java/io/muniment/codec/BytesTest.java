package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void nobodyCanChangeThem() {
        byte[] array = {1, 2};
        Bytes bytes = Bytes.copyOf(array);
        Bytes of = Bytes.of(array);
        array[0] = 9;
        bytes.toByteArray()[0] = 9;
        assertEquals(Bytes.of((byte) 1, (byte) 2), bytes);
        assertEquals(bytes, of);
        ByteBuffer view = bytes.asByteBuffer();
        assertThrows(ReadOnlyBufferException.class, () -> view.put((byte) 9));
        assertEquals(1, view.get());
    }

    @Test
    void theyAreEqualByContent() {
        Bytes bytes = Bytes.of((byte) 1, (byte) 2);
        assertEquals(bytes, Bytes.copyOf(new byte[] {0, 1, 2, 3}, 1, 2));
        assertEquals(bytes.hashCode(), Bytes.copyOf(new byte[] {1, 2}).hashCode());
        assertNotEquals(bytes, Bytes.of((byte) 1));
        assertNotEquals(bytes, new Object());
        assertSame(Bytes.empty(), Bytes.of());
        assertSame(Bytes.empty(), Bytes.copyOf(new byte[3], 3, 0));
    }

    @Test
    void theyAreOrderedUnsignedAndPrefixesFirst() {
        assertTrue(Bytes.of((byte) 1).compareTo(Bytes.of((byte) -1)) < 0);
        assertTrue(Bytes.empty().compareTo(Bytes.of((byte) 0)) < 0);
        assertTrue(Bytes.of((byte) 2).compareTo(Bytes.of((byte) 1, (byte) 5)) > 0);
        assertEquals(0, Bytes.of((byte) 2).compareTo(Bytes.of((byte) 2)));
    }

    @Test
    void theyAreReadByIndex() {
        Bytes bytes = Bytes.of((byte) 1, (byte) -2);
        assertEquals(2, bytes.size());
        assertEquals(-2, bytes.get(1));
        assertThrows(IndexOutOfBoundsException.class, () -> bytes.get(2));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.copyOf(new byte[2], 1, 2));
        assertTrue(Bytes.empty().isEmpty());
        assertArrayEquals(new byte[] {1, -2}, bytes.toByteArray());
    }

    @Test
    void theyAreShownShort() {
        assertEquals("Bytes[2: 01ff]", Bytes.of((byte) 1, (byte) -1).toString());
        assertEquals(
                "Bytes[20: 00000000000000000000000000000000...]",
                Bytes.copyOf(new byte[20]).toString());
    }
}
