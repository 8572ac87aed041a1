package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event} is written: the id that the case has in {@code shop/2.json}, then the value as that case. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_EventSerializer extends ValueSerializer<Event> {
    @Override
    public void write(ValueOutput out, Event value) {
        if (value instanceof Event.Came came) {
            out.writeVarInt(1, true);
            ShopSerializers.CAME.write(out, came);
        } else if (value instanceof Event.Nothing nothing) {
            out.writeVarInt(2, true);
            ShopSerializers.NOTHING.write(out, nothing);
        } else if (value instanceof Event.Sold sold) {
            out.writeVarInt(3, true);
            ShopSerializers.SOLD.write(out, sold);
        } else {
            throw Serializers.notInSchema("Event");
        }
    }

    @Override
    public Event read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> ShopSerializers.CAME.read(in);
            case 2 -> ShopSerializers.NOTHING.read(in);
            case 3 -> ShopSerializers.SOLD.read(in);
            default -> throw in.malformed("Event has nothing with the id " + id);
        };
    }
}
