package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;
import shop.Money;

/**
 * The serializers of {@link ShopV1}, each made once. The instances are all here, and none in the classes themselves, so
 * that types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1Serializers {
    static final BoughtSerializer BOUGHT = new BoughtSerializer();

    static final CameSerializer CAME = new CameSerializer();

    static final ShopV1_CountrySerializer COUNTRY = new ShopV1_CountrySerializer();

    static final CustomerSerializer CUSTOMER = new CustomerSerializer();

    static final EventSerializer EVENT = new EventSerializer();

    static final ItemSerializer ITEM = new ItemSerializer();

    static final MoneySerializer MONEY = new MoneySerializer();

    static final OrderSerializer ORDER = new OrderSerializer();

    static final PairCountryIntSerializer PAIR_OF_COUNTRY_AND_INTEGER = new PairCountryIntSerializer();

    static final SettingsSerializer SETTINGS = new SettingsSerializer();

    static final ShopV1_SizeSerializer SIZE = new ShopV1_SizeSerializer();

    static final ValueSerializer<Optional<ShopV1.Country>> OPTIONAL_OF_COUNTRY = Serializers.optional(COUNTRY);

    static final ValueSerializer<List<ShopV1.Item>> LIST_OF_ITEM = Serializers.list(ITEM);

    static final ValueSerializer<Map<ShopV1.Country, List<ShopV1.Item>>> MAP_OF_COUNTRY_TO_LIST_OF_ITEM =
            Serializers.map(COUNTRY, LIST_OF_ITEM);

    static final ValueSerializer<Set<ShopV1.Country>> SET_OF_COUNTRY = Serializers.set(COUNTRY);

    private ShopV1Serializers() {}

    /** How {@link ShopV1.Event.Bought} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class BoughtSerializer extends ValueSerializer<ShopV1.Event.Bought> {
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

    /** How {@link ShopV1.Event.Came} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class CameSerializer extends ValueSerializer<ShopV1.Event.Came> {
        @Override
        public void write(ValueOutput out, ShopV1.Event.Came value) {
            out.writeString(Serializers.<String>required(value.name(), "Came.name"));
            Serializers.INSTANT.write(out, Serializers.<Instant>required(value.when(), "Came.when"));
        }

        @Override
        public ShopV1.Event.Came read(ValueInput in) {
            String name = in.readString();
            Instant when = Serializers.INSTANT.read(in);
            return new ShopV1.Event.Came(name, when);
        }
    }

    /** How {@link ShopV1.Customer} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class CustomerSerializer extends ValueSerializer<ShopV1.Customer> {
        @Override
        public void write(ValueOutput out, ShopV1.Customer value) {
            ShopV1Serializers.COUNTRY.write(
                    out, Serializers.<ShopV1.Country>required(value.country(), "Customer.country"));
            out.writeString(Serializers.<String>required(value.fax(), "Customer.fax"));
            out.writeString(Serializers.<String>required(value.name(), "Customer.name"));
            ShopV1Serializers.OPTIONAL_OF_COUNTRY.write(
                    out, Serializers.<Optional<ShopV1.Country>>required(value.second(), "Customer.second"));
            out.writeString(Serializers.<String>required(value.tel(), "Customer.tel"));
            out.writeVarInt(value.visits(), false);
            out.writeFloat(value.weight());
        }

        @Override
        public ShopV1.Customer read(ValueInput in) {
            ShopV1.Country country = ShopV1Serializers.COUNTRY.read(in);
            String fax = in.readString();
            String name = in.readString();
            Optional<ShopV1.Country> second = ShopV1Serializers.OPTIONAL_OF_COUNTRY.read(in);
            String tel = in.readString();
            int visits = in.readVarInt(false);
            float weight = in.readFloat();
            return new ShopV1.Customer(name, tel, country, visits, weight, second, fax);
        }
    }

    /**
     * How {@link ShopV1.Event} is written: the id that the case has in {@code shop/1.json}, then the value as that
     * case.
     */
    @GeneratedByMuniment
    static final class EventSerializer extends ValueSerializer<ShopV1.Event> {
        @Override
        public void write(ValueOutput out, ShopV1.Event value) {
            if (value instanceof ShopV1.Event.Bought bought) {
                out.writeVarInt(1, true);
                ShopV1Serializers.BOUGHT.write(out, bought);
            } else if (value instanceof ShopV1.Event.Came came) {
                out.writeVarInt(2, true);
                ShopV1Serializers.CAME.write(out, came);
            } else {
                throw Serializers.notInSchema("Event");
            }
        }

        @Override
        public ShopV1.Event read(ValueInput in) {
            int id = in.readVarInt(true);
            return switch (id) {
                case 1 -> ShopV1Serializers.BOUGHT.read(in);
                case 2 -> ShopV1Serializers.CAME.read(in);
                default -> throw in.malformed("Event has nothing with the id " + id);
            };
        }
    }

    /** How {@link ShopV1.Item} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class ItemSerializer extends ValueSerializer<ShopV1.Item> {
        @Override
        public void write(ValueOutput out, ShopV1.Item value) {
            ShopV1Serializers.LIST_OF_ITEM.write(
                    out, Serializers.<List<ShopV1.Item>>required(value.more(), "Item.more"));
            out.writeString(Serializers.<String>required(value.name(), "Item.name"));
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

    /** How {@link Money} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class MoneySerializer extends ValueSerializer<Money> {
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

    /** How {@link ShopV1.Order} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class OrderSerializer extends ValueSerializer<ShopV1.Order> {
        @Override
        public void write(ValueOutput out, ShopV1.Order value) {
            ShopV1Serializers.PAIR_OF_COUNTRY_AND_INTEGER.write(
                    out, Serializers.<ShopV1.Pair<ShopV1.Country, Integer>>required(value.first(), "Order.first"));
            ShopV1Serializers.MAP_OF_COUNTRY_TO_LIST_OF_ITEM.write(
                    out, Serializers.<Map<ShopV1.Country, List<ShopV1.Item>>>required(value.items(), "Order.items"));
            ShopV1Serializers.MONEY.write(out, Serializers.<Money>required(value.paid(), "Order.paid"));
            ShopV1Serializers.SIZE.write(out, Serializers.<ShopV1.Size>required(value.size(), "Order.size"));
            ShopV1Serializers.SET_OF_COUNTRY.write(
                    out, Serializers.<Set<ShopV1.Country>>required(value.ways(), "Order.ways"));
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

    /** How {@link ShopV1.Pair} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class PairCountryIntSerializer extends ValueSerializer<ShopV1.Pair<ShopV1.Country, Integer>> {
        @Override
        public void write(ValueOutput out, ShopV1.Pair<ShopV1.Country, Integer> value) {
            ShopV1Serializers.COUNTRY.write(
                    out, Serializers.<ShopV1.Country>required(value.left(), "Pair<Country,int>.left"));
            out.writeVarInt(Serializers.<Integer>required(value.right(), "Pair<Country,int>.right"), false);
        }

        @Override
        public ShopV1.Pair<ShopV1.Country, Integer> read(ValueInput in) {
            ShopV1.Country left = ShopV1Serializers.COUNTRY.read(in);
            Integer right = in.readVarInt(false);
            return new ShopV1.Pair<>(left, right);
        }
    }

    /** How {@link ShopV1.Settings} is written: its components, in the order of their ids in {@code shop/1.json}. */
    @GeneratedByMuniment
    static final class SettingsSerializer extends ValueSerializer<ShopV1.Settings> {
        @Override
        public void write(ValueOutput out, ShopV1.Settings value) {
            out.writeString(Serializers.<String>required(value.title(), "Settings.title"));
        }

        @Override
        public ShopV1.Settings read(ValueInput in) {
            String title = in.readString();
            return new ShopV1.Settings(title);
        }
    }
}
