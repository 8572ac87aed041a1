package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Event.Bought} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_BoughtSerializer extends ValueSerializer<ShopV1.Event.Bought> {
    @Override
    public void write(ValueOutput out, ShopV1.Event.Bought value) {
        out.writeVarLong(value.order(), false);
    }

    @Override
    public ShopV1.Event.Bought read(ValueInput in) {
        long order = in.readVarLong(false);
        return new ShopV1.Event.Bought(order);
    }
}
