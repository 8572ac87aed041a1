package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Access} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_AccessSerializer extends ValueSerializer<Access> {
    @Override
    public void write(ValueOutput out, Access value) {
        Serializers.UNIT.write(out, Unit.UNIT);
    }

    @Override
    public Access read(ValueInput in) {
        Serializers.UNIT.read(in);
        return new Access();
    }
}
