package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Customer} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_CustomerSerializer extends ValueSerializer<ShopV1.Customer> {
    @Override
    public void write(ValueOutput out, ShopV1.Customer value) {
        ShopV1Serializers.COUNTRY.write(out, Serializers.required(value.country(), "Customer.country"));
        out.writeString(Serializers.required(value.fax(), "Customer.fax"));
        out.writeString(Serializers.required(value.name(), "Customer.name"));
        ShopV1Serializers.OPTIONAL_OF_COUNTRY.write(out, Serializers.required(value.second(), "Customer.second"));
        out.writeString(Serializers.required(value.tel(), "Customer.tel"));
        out.writeVarInt(value.visits(), false);
        out.writeFloat(value.weight());
    }

    @Override
    public ShopV1.Customer read(ValueInput in) {
        ShopV1.Country country = ShopV1Serializers.COUNTRY.read(in);
        String fax = in.readString();
        String name = in.readString();
        Optional<ShopV1.Country> second = ShopV1Serializers.OPTIONAL_OF_COUNTRY.read(in);
        String tel = in.readString();
        int visits = in.readVarInt(false);
        float weight = in.readFloat();
        return new ShopV1.Customer(name, tel, country, visits, weight, second, fax);
    }
}
