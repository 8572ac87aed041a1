package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Pair} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_PairCountryLongSerializer extends ValueSerializer<Pair<Country, Long>> {
    @Override
    public void write(ValueOutput out, Pair<Country, Long> value) {
        ShopSerializers.COUNTRY.write(out, Serializers.required(value.left(), "Pair<Country,long>.left"));
        out.writeVarLong(Serializers.required(value.right(), "Pair<Country,long>.right"), false);
    }

    @Override
    public Pair<Country, Long> read(ValueInput in) {
        Country left = ShopSerializers.COUNTRY.read(in);
        Long right = in.readVarLong(false);
        return new Pair<>(right, left);
    }
}
