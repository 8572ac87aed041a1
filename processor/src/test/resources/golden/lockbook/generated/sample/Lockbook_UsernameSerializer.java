package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Username} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_UsernameSerializer extends ValueSerializer<Username> {
    @Override
    public void write(ValueOutput out, Username value) {
        out.writeString(Serializers.required(value.value(), "Username.value"));
    }

    @Override
    public Username read(ValueInput in) {
        String value_ = in.readString();
        return new Username(value_);
    }
}
