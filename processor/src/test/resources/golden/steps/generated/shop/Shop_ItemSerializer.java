package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Item} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_ItemSerializer extends ValueSerializer<Item> {
    @Override
    public void write(ValueOutput out, Item value) {
        ShopSerializers.LIST_OF_ITEM.write(out, Serializers.required(value.more(), "Item.more"));
        out.writeString(Serializers.required(value.name(), "Item.name"));
        out.writeVarInt(value.pieces(), false);
    }

    @Override
    public Item read(ValueInput in) {
        List<Item> more = ShopSerializers.LIST_OF_ITEM.read(in);
        String name = in.readString();
        int pieces = in.readVarInt(false);
        return new Item(name, pieces, more);
    }

    @Override
    public Item freeze(Item value) {
        List<Item> more = ShopSerializers.LIST_OF_ITEM.freeze(value.more());
        if (more == value.more()) {
            return value;
        }
        return new Item(value.name(), value.pieces(), more);
    }
}
