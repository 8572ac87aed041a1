package io.muniment.codec;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;

/**
 * Writes values of one type as bytes and reads them back. The processor writes one for each stored type; a
 * user writes one for a type that the processor does not know, and names it with
 * {@link io.muniment.annotation.SerializeWith}.
 *
 * <p>It is a Kryo serializer that needs no {@link Kryo}: it has no state, is shared by all threads, and uses
 * only the output and input that it is given. Of what it wrote, it must read back the same bytes and an equal
 * value; what it throws fails that one call and changes nothing.
 *
 * @param <T> the type; null is never given and must never be returned
 */
public abstract class ValueSerializer<T> extends Serializer<T> {

    /** For subclasses. */
    protected ValueSerializer() {}

    /** Writes {@code value}, at least one byte. */
    public abstract void write(ValueOutput out, T value);

    /** Reads what {@link #write} wrote. No length read may be believed before {@code in} has checked it. */
    public abstract T read(ValueInput in);

    /**
     * The value as the database keeps it: {@code value} itself if nobody can change it, else an equal value
     * that nobody can change or that nobody else holds.
     */
    public T freeze(T value) {
        return value;
    }

    /**
     * The value as a caller gets it: {@code kept} itself if nobody can change it, else an equal copy. Other
     * than itself only for types that hold arrays.
     */
    public T copy(T kept) {
        return kept;
    }

    @Override
    public final void write(Kryo kryo, Output output, T value) {
        if (output instanceof ValueOutput out) {
            write(out, value);
            return;
        }
        ValueOutput out = new ValueOutput();
        write(out, value);
        output.writeVarInt(out.position(), true);
        output.writeBytes(out.getBuffer(), 0, out.position());
    }

    @Override
    public final T read(Kryo kryo, Input input, Class<? extends T> type) {
        if (input instanceof ValueInput in) {
            return read(in);
        }
        return readValue(input);
    }

    /** Takes the bytes in pieces: an input of Kryo's own would reserve whatever it is told. */
    private T readValue(Input input) {
        int left = input.readVarInt(true);
        if (left < 0) {
            throw new MalformedException("The count of a value's bytes is negative.");
        }
        ValueOutput bytes = new ValueOutput();
        while (left > 0) {
            byte[] piece = input.readBytes(Math.min(left, 1 << 13));
            bytes.writeBytes(piece);
            left -= piece.length;
        }
        return new ValueInput(bytes.getBuffer(), 0, bytes.position()).readValue(this);
    }
}
