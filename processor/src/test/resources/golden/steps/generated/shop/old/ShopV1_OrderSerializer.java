package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import shop.Money;

/** How {@link ShopV1.Order} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_OrderSerializer extends ValueSerializer<ShopV1.Order> {
    @Override
    public void write(ValueOutput out, ShopV1.Order value) {
        ShopV1Serializers.PAIR_OF_COUNTRY_AND_INTEGER.write(out, Serializers.required(value.first(), "Order.first"));
        ShopV1Serializers.MAP_OF_COUNTRY_TO_LIST_OF_ITEM.write(out, Serializers.required(value.items(), "Order.items"));
        ShopV1Serializers.MONEY.write(out, Serializers.required(value.paid(), "Order.paid"));
        ShopV1Serializers.SIZE.write(out, Serializers.required(value.size(), "Order.size"));
        ShopV1Serializers.SET_OF_COUNTRY.write(out, Serializers.required(value.ways(), "Order.ways"));
    }

    @Override
    public ShopV1.Order read(ValueInput in) {
        ShopV1.Pair<ShopV1.Country, Integer> first = ShopV1Serializers.PAIR_OF_COUNTRY_AND_INTEGER.read(in);
        Map<ShopV1.Country, List<ShopV1.Item>> items = ShopV1Serializers.MAP_OF_COUNTRY_TO_LIST_OF_ITEM.read(in);
        Money paid = ShopV1Serializers.MONEY.read(in);
        ShopV1.Size size = ShopV1Serializers.SIZE.read(in);
        Set<ShopV1.Country> ways = ShopV1Serializers.SET_OF_COUNTRY.read(in);
        return new ShopV1.Order(items, ways, first, paid, size);
    }

    @Override
    public ShopV1.Order freeze(ShopV1.Order value) {
        Map<ShopV1.Country, List<ShopV1.Item>> items =
                ShopV1Serializers.MAP_OF_COUNTRY_TO_LIST_OF_ITEM.freeze(value.items());
        Set<ShopV1.Country> ways = ShopV1Serializers.SET_OF_COUNTRY.freeze(value.ways());
        if (items == value.items() && ways == value.ways()) {
            return value;
        }
        return new ShopV1.Order(items, ways, value.first(), value.paid(), value.size());
    }
}
