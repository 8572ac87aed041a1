package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Item} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_ItemSerializer extends ValueSerializer<ShopV1.Item> {
    @Override
    public void write(ValueOutput out, ShopV1.Item value) {
        ShopV1Serializers.LIST_OF_ITEM.write(out, Serializers.required(value.more(), "Item.more"));
        out.writeString(Serializers.required(value.name(), "Item.name"));
    }

    @Override
    public ShopV1.Item read(ValueInput in) {
        List<ShopV1.Item> more = ShopV1Serializers.LIST_OF_ITEM.read(in);
        String name = in.readString();
        return new ShopV1.Item(name, more);
    }

    @Override
    public ShopV1.Item freeze(ShopV1.Item value) {
        List<ShopV1.Item> more = ShopV1Serializers.LIST_OF_ITEM.freeze(value.more());
        if (more == value.more()) {
            return value;
        }
        return new ShopV1.Item(value.name(), more);
    }
}
