package io.muniment.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.KryoException;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import io.muniment.fixture.Allocation;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ValueSerializerTest {

    /** A serializer needs none, and making one warns on newer JDKs. */
    private static final Kryo NO_KRYO = null;

    @Test
    void itWorksWithAnOutputAndInputOfKryosOwn() {
        Output out = new Output(16, -1);
        String text = "m".repeat(20_000);
        Serializers.STRING.write(NO_KRYO, out, text);
        assertEquals(text, Serializers.STRING.read(NO_KRYO, new Input(out.toBytes()), String.class));
    }

    @Test
    void itWorksInPlaceWithAnOutputAndInputOfTheLibrary() {
        ValueOutput out = new ValueOutput();
        Serializers.INT.write(NO_KRYO, out, 5);
        assertEquals(1, out.position());
        assertEquals(5, Serializers.INT.read(NO_KRYO, (Input) new ValueInput(out.toBytes()), Integer.class));
    }

    @Test
    void aLengthInAnInputOfKryosOwnIsNotBelieved() {
        long before = Allocation.bytes();
        assertThrows(KryoException.class, () -> readByKryo("f7ffffff07"));
        assertThrows(MalformedException.class, () -> readByKryo("ffffffff0f"));
        assertTrue(Allocation.bytes() - before < 16 << 20);
    }

    private static String readByKryo(String hex) {
        return Serializers.STRING.read(NO_KRYO, new Input(HexFormat.of().parseHex(hex)), String.class);
    }
}
