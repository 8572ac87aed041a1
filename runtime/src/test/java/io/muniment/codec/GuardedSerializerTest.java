package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GuardedSerializerTest {

    private record Written(BiConsumer<ValueOutput, String> write, Function<ValueInput, String> read) {

        ValueSerializer<String> guarded() {
            return Serializers.guarded(new ValueSerializer<>() {

                @Override
                public void write(ValueOutput out, String value) {
                    write.accept(out, value);
                }

                @Override
                public String read(ValueInput in) {
                    return read.apply(in);
                }

                @Override
                public String freeze(String value) {
                    return value.isEmpty() ? null : value;
                }

                @Override
                public String copy(String kept) {
                    return freeze(kept);
                }
            });
        }
    }

    private static final byte[] RECORD = {7, 2, 2, 'x', 9};

    private static ValueInput record() {
        ValueInput in = new ValueInput(RECORD);
        in.readByte();
        return in;
    }

    @Test
    void itsBytesAreCounted() {
        ValueOutput out = new ValueOutput();
        out.writeByte(7);
        new Written(ValueOutput::writeString, ValueInput::readString).guarded().write(out, "x");
        out.writeByte(9);
        assertArrayEquals(RECORD, out.toBytes());
    }

    @Test
    void itReadsAllOfItsBytes() {
        ValueInput in = record();
        assertEquals(
                "x",
                new Written(ValueOutput::writeString, ValueInput::readString)
                        .guarded()
                        .read(in));
        assertEquals(9, in.readByte());
    }

    @Test
    void bytesThatItLeavesUnreadAreMalformed() {
        assertMalformed(in -> "" + in.readByte(), "left 1 of its bytes unread");
    }

    @Test
    void bytesThatAreNotItsOwnCannotBeRead() {
        assertMalformed(in -> in.readString() + in.readByte(), "1 bytes must follow, 0 remain");
        ValueSerializer<String> curious = new Written(ValueOutput::writeString, in -> {
                    assertArrayEquals(new byte[] {2, 'x'}, in.getBuffer());
                    return in.readString();
                })
                .guarded();
        assertEquals("x", curious.read(record()));
    }

    @Test
    void nullIsMalformed() {
        assertMalformed(
                in -> {
                    in.skip(2);
                    return null;
                },
                "the serializer returned null");
    }

    private static void assertMalformed(Function<ValueInput, String> read, String message) {
        ValueSerializer<String> serializer = new Written(ValueOutput::writeString, read).guarded();
        Exception e = assertThrows(MalformedException.class, () -> serializer.read(record()));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void bytesThatAreNotItsOwnCannotBeSpoiled() {
        ValueOutput out = new ValueOutput();
        out.writeByte(7);
        ValueSerializer<String> spoiler = new Written(
                        (own, value) -> {
                            own.reset();
                            own.setPosition(0);
                            own.writeByte(1);
                        },
                        ValueInput::readString)
                .guarded();
        spoiler.write(out, "x");
        assertArrayEquals(new byte[] {7, 1, 1}, out.toBytes());
    }

    @Test
    void oneThatWritesNothingStillTakesAByte() {
        ValueOutput out = new ValueOutput();
        ValueSerializer<String> silent = new Written((own, value) -> {}, in -> "always").guarded();
        silent.write(out, "always");
        assertArrayEquals(new byte[] {0}, out.toBytes());
        assertEquals("always", silent.read(new ValueInput(out.toBytes())));
    }

    @Test
    void aFrozenNullIsRefused() {
        ValueSerializer<String> serializer = new Written(ValueOutput::writeString, ValueInput::readString).guarded();
        assertEquals("x", serializer.freeze("x"));
        assertEquals("x", serializer.copy("x"));
        assertThrows(NullPointerException.class, () -> serializer.freeze(""));
        assertThrows(NullPointerException.class, () -> serializer.copy(""));
    }
}
