package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event.Silence} is written: as the id that the constant has in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_SilenceSerializer extends ValueSerializer<Event.Silence> {
    @Override
    public void write(ValueOutput out, Event.Silence value) {
        int id = switch (value) {
            case LONG -> 1;
            case SHORT -> 2;
            default -> throw Serializers.notInSchema("Silence");
        };
        out.writeVarInt(id, true);
    }

    @Override
    public Event.Silence read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> Event.Silence.LONG;
            case 2 -> Event.Silence.SHORT;
            default -> throw in.malformed("Silence has nothing with the id " + id);
        };
    }
}
