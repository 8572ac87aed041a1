package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event} is written: the id that the case has in {@code lockbook/2.json}, then the value as that case. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_EventSerializer extends ValueSerializer<Event> {
    @Override
    public void write(ValueOutput out, Event value) {
        if (value instanceof Event.Moved moved) {
            out.writeVarInt(1, true);
            LockbookSerializers.MOVED.write(out, moved);
        } else if (value instanceof Event.Opened opened) {
            out.writeVarInt(2, true);
            LockbookSerializers.OPENED.write(out, opened);
        } else if (value instanceof Event.Silence silence) {
            out.writeVarInt(3, true);
            LockbookSerializers.SILENCE.write(out, silence);
        } else {
            throw Serializers.notInSchema("Event");
        }
    }

    @Override
    public Event read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> LockbookSerializers.MOVED.read(in);
            case 2 -> LockbookSerializers.OPENED.read(in);
            case 3 -> LockbookSerializers.SILENCE.read(in);
            default -> throw in.malformed("Event has nothing with the id " + id);
        };
    }

    @Override
    public Event freeze(Event value) {
        if (value instanceof Event.Moved moved) {
            return LockbookSerializers.MOVED.freeze(moved);
        }
        return value;
    }
}
