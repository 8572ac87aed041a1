package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event.Sold} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_SoldSerializer extends ValueSerializer<Event.Sold> {
    @Override
    public void write(ValueOutput out, Event.Sold value) {
        out.writeVarLong(value.order(), false);
    }

    @Override
    public Event.Sold read(ValueInput in) {
        long order = in.readVarLong(false);
        return new Event.Sold(order);
    }
}
