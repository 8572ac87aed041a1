package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Pair} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_PairIntLongSerializer extends ValueSerializer<Pair<Integer, Long>> {
    @Override
    public void write(ValueOutput out, Pair<Integer, Long> value) {
        out.writeVarInt(Serializers.required(value.first(), "Pair<int,long>.first"), false);
        out.writeVarLong(Serializers.required(value.second(), "Pair<int,long>.second"), false);
    }

    @Override
    public Pair<Integer, Long> read(ValueInput in) {
        Integer first = in.readVarInt(false);
        Long second = in.readVarLong(false);
        return new Pair<>(first, second);
    }
}
