package people;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Phone} is written: its components, in the order of their ids in {@code people/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class People_PhoneSerializer extends ValueSerializer<Phone> {
    @Override
    public void write(ValueOutput out, Phone value) {
        out.writeBoolean(value.isMobile());
        out.writeString(Serializers.required(value.number(), "Phone.number"));
    }

    @Override
    public Phone read(ValueInput in) {
        boolean isMobile = in.readBoolean();
        String number = in.readString();
        return new Phone(number, isMobile);
    }
}
