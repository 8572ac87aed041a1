package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Country} is written: as the id that the constant has in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_CountrySerializer extends ValueSerializer<Country> {
    @Override
    public void write(ValueOutput out, Country value) {
        int id = switch (value) {
            case BE -> 1;
            case DE -> 2;
            case FR -> 3;
            case IN -> 4;
            default -> throw Serializers.notInSchema("Country");
        };
        out.writeVarInt(id, true);
    }

    @Override
    public Country read(ValueInput in) {
        int id = in.readVarInt(true);
        return switch (id) {
            case 1 -> Country.BE;
            case 2 -> Country.DE;
            case 3 -> Country.FR;
            case 4 -> Country.IN;
            default -> throw in.malformed("Country has nothing with the id " + id);
        };
    }
}
