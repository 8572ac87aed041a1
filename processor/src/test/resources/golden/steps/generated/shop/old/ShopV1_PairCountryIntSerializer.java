package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Pair} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_PairCountryIntSerializer extends ValueSerializer<ShopV1.Pair<ShopV1.Country, Integer>> {
    @Override
    public void write(ValueOutput out, ShopV1.Pair<ShopV1.Country, Integer> value) {
        ShopV1Serializers.COUNTRY.write(out, Serializers.required(value.left(), "Pair<Country,int>.left"));
        out.writeVarInt(Serializers.required(value.right(), "Pair<Country,int>.right"), false);
    }

    @Override
    public ShopV1.Pair<ShopV1.Country, Integer> read(ValueInput in) {
        ShopV1.Country left = ShopV1Serializers.COUNTRY.read(in);
        Integer right = in.readVarInt(false);
        return new ShopV1.Pair<>(left, right);
    }
}
