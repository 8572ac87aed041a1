package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Order} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_OrderSerializer extends ValueSerializer<Order> {
    @Override
    public void write(ValueOutput out, Order value) {
        ShopSerializers.PAIR_OF_COUNTRY_AND_LONG.write(out, Serializers.required(value.first(), "Order.first"));
        ShopSerializers.SORTED_MAP_OF_COUNTRY_TO_LIST_OF_ITEM.write(
                out, Serializers.required(value.items(), "Order.items"));
        ShopSerializers.MONEY.write(out, Serializers.required(value.paid(), "Order.paid"));
        ShopSerializers.SET_OF_MONEY.write(out, Serializers.required(value.refunds(), "Order.refunds"));
        ShopSerializers.SIZE.write(out, Serializers.required(value.size(), "Order.size"));
        ShopSerializers.SORTED_SET_OF_COUNTRY.write(out, Serializers.required(value.ways(), "Order.ways"));
    }

    @Override
    public Order read(ValueInput in) {
        Pair<Country, Long> first = ShopSerializers.PAIR_OF_COUNTRY_AND_LONG.read(in);
        SortedMap<Country, List<Item>> items = ShopSerializers.SORTED_MAP_OF_COUNTRY_TO_LIST_OF_ITEM.read(in);
        Money paid = ShopSerializers.MONEY.read(in);
        Set<Money> refunds = ShopSerializers.SET_OF_MONEY.read(in);
        Size size = ShopSerializers.SIZE.read(in);
        SortedSet<Country> ways = ShopSerializers.SORTED_SET_OF_COUNTRY.read(in);
        return new Order(items, ways, first, paid, size, refunds);
    }

    @Override
    public Order freeze(Order value) {
        SortedMap<Country, List<Item>> items =
                ShopSerializers.SORTED_MAP_OF_COUNTRY_TO_LIST_OF_ITEM.freeze(value.items());
        Set<Money> refunds = ShopSerializers.SET_OF_MONEY.freeze(value.refunds());
        SortedSet<Country> ways = ShopSerializers.SORTED_SET_OF_COUNTRY.freeze(value.ways());
        if (items == value.items() && refunds == value.refunds() && ways == value.ways()) {
            return value;
        }
        return new Order(items, ways, value.first(), value.paid(), value.size(), refunds);
    }
}
