package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Size} is written: as the id that the constant has in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_SizeSerializer extends ValueSerializer<Size> {
    @Override
    public void write(ValueOutput out, Size value) {
        int id = switch (value) {
            case LARGE -> 1;
            case SMALL -> 2;
            default -> throw Serializers.notInSchema("Size");
        };
        out.writeVarInt(id, true);
    }

    @Override
    public Size read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> Size.LARGE;
            case 2 -> Size.SMALL;
            default -> throw in.malformed("Size has nothing with the id " + id);
        };
    }
}
