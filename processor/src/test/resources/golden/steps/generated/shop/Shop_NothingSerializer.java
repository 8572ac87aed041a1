package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event.Nothing} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_NothingSerializer extends ValueSerializer<Event.Nothing> {
    @Override
    public void write(ValueOutput out, Event.Nothing value) {
        Serializers.UNIT.write(out, Unit.UNIT);
    }

    @Override
    public Event.Nothing read(ValueInput in) {
        Serializers.UNIT.read(in);
        return new Event.Nothing();
    }
}
