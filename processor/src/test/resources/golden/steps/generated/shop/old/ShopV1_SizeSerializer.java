package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Size} is written: as the id that the constant has in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_SizeSerializer extends ValueSerializer<ShopV1.Size> {
    @Override
    public void write(ValueOutput out, ShopV1.Size value) {
        int id = switch (value) {
            case HUGE -> 1;
            case SMALL -> 2;
            default -> throw Serializers.notInSchema("Size");
        };
        out.writeVarInt(id, true);
    }

    @Override
    public ShopV1.Size read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> ShopV1.Size.HUGE;
            case 2 -> ShopV1.Size.SMALL;
            default -> throw in.malformed("Size has nothing with the id " + id);
        };
    }
}
