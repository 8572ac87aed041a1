package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import shop.Money;

/** How {@link Money} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_MoneySerializer extends ValueSerializer<Money> {
    @Override
    public void write(ValueOutput out, Money value) {
        out.writeVarLong(value.cents(), false);
    }

    @Override
    public Money read(ValueInput in) {
        long cents = in.readVarLong(false);
        return new Money(cents);
    }
}
