package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Country} is written: as the id that the constant has in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_CountrySerializer extends ValueSerializer<ShopV1.Country> {
    @Override
    public void write(ValueOutput out, ShopV1.Country value) {
        int id = switch (value) {
            case DE -> 1;
            case FR -> 2;
            case INDIA -> 3;
            default -> throw Serializers.notInSchema("Country");
        };
        out.writeVarInt(id, true);
    }

    @Override
    public ShopV1.Country read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> ShopV1.Country.DE;
            case 2 -> ShopV1.Country.FR;
            case 3 -> ShopV1.Country.INDIA;
            default -> throw in.malformed("Country has nothing with the id " + id);
        };
    }
}
