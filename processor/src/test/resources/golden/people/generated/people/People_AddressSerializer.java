package people;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Address} is written: its components, in the order of their ids in {@code people/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class People_AddressSerializer extends ValueSerializer<Address> {
    @Override
    public void write(ValueOutput out, Address value) {
        out.writeString(Serializers.required(value.city(), "Address.city"));
        PeopleSerializers.OPTIONAL_OF_INTEGER.write(out, Serializers.required(value.floor(), "Address.floor"));
    }

    @Override
    public Address read(ValueInput in) {
        String city = in.readString();
        Optional<Integer> floor = PeopleSerializers.OPTIONAL_OF_INTEGER.read(in);
        return new Address(city, floor);
    }
}
