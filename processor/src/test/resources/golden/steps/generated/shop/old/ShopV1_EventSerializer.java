package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * How {@link ShopV1.Event} is written: the id that the case has in {@code shop/1.json}, then the value as that case.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_EventSerializer extends ValueSerializer<ShopV1.Event> {
    @Override
    public void write(ValueOutput out, ShopV1.Event value) {
        if (value instanceof ShopV1.Event.Bought bought) {
            out.writeVarInt(1, true);
            ShopV1Serializers.BOUGHT.write(out, bought);
        } else if (value instanceof ShopV1.Event.Came came) {
            out.writeVarInt(2, true);
            ShopV1Serializers.CAME.write(out, came);
        } else {
            throw Serializers.notInSchema("Event");
        }
    }

    @Override
    public ShopV1.Event read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> ShopV1Serializers.BOUGHT.read(in);
            case 2 -> ShopV1Serializers.CAME.read(in);
            default -> throw in.malformed("Event has nothing with the id " + id);
        };
    }
}
