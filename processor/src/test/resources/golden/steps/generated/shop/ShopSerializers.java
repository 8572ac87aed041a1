package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The serializers of {@link Shop}, each made once. The instances are all here, and none in the classes themselves, so
 * that types may refer to each other in circles.
 */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopSerializers {
    static final CameSerializer CAME = new CameSerializer();

    static final Shop_CountrySerializer COUNTRY = new Shop_CountrySerializer();

    static final EventSerializer EVENT = new EventSerializer();

    static final ItemSerializer ITEM = new ItemSerializer();

    static final MoneySerializer MONEY = new MoneySerializer();

    static final NothingSerializer NOTHING = new NothingSerializer();

    static final OrderSerializer ORDER = new OrderSerializer();

    static final PairCountryLongSerializer PAIR_OF_COUNTRY_AND_LONG = new PairCountryLongSerializer();

    static final PersonSerializer PERSON = new PersonSerializer();

    static final SettingsSerializer SETTINGS = new SettingsSerializer();

    static final Shop_SizeSerializer SIZE = new Shop_SizeSerializer();

    static final SoldSerializer SOLD = new SoldSerializer();

    static final ValueSerializer<Optional<Settings>> OPTIONAL_OF_SETTINGS = Serializers.optional(SETTINGS);

    static final ValueSerializer<List<Item>> LIST_OF_ITEM = Serializers.list(ITEM);

    static final ValueSerializer<SortedMap<Country, List<Item>>> SORTED_MAP_OF_COUNTRY_TO_LIST_OF_ITEM =
            Serializers.sortedMapOfAnyOrder(COUNTRY, LIST_OF_ITEM);

    static final ValueSerializer<Set<Money>> SET_OF_MONEY = Serializers.set(MONEY);

    static final ValueSerializer<SortedSet<Country>> SORTED_SET_OF_COUNTRY = Serializers.sortedSetOfAnyOrder(COUNTRY);

    static final ValueSerializer<Map<String, Integer>> MAP_OF_STRING_TO_INTEGER =
            Serializers.map(Serializers.STRING, Serializers.INT);

    static final ValueSerializer<NavigableSet<Integer>> NAVIGABLE_SET_OF_INTEGER =
            Serializers.navigableSet(Serializers.INT);

    static final ValueSerializer<Optional<Country>> OPTIONAL_OF_COUNTRY = Serializers.optional(COUNTRY);

    static final ValueSerializer<List<String>> LIST_OF_STRING = Serializers.list(Serializers.STRING);

    static final ValueSerializer<Optional<Double>> OPTIONAL_OF_DOUBLE = Serializers.optional(Serializers.DOUBLE);

    private ShopSerializers() {}

    /** How {@link Event.Came} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class CameSerializer extends ValueSerializer<Event.Came> {
        @Override
        public void write(ValueOutput out, Event.Came value) {
            out.writeString(Serializers.<String>required(value.name(), "Came.name"));
            Serializers.INSTANT.write(out, Serializers.<Instant>required(value.when(), "Came.when"));
        }

        @Override
        public Event.Came read(ValueInput in) {
            String name = in.readString();
            Instant when = Serializers.INSTANT.read(in);
            return new Event.Came(when, name);
        }
    }

    /** How {@link Event} is written: the id that the case has in {@code shop/2.json}, then the value as that case. */
    @GeneratedByMuniment
    static final class EventSerializer extends ValueSerializer<Event> {
        @Override
        public void write(ValueOutput out, Event value) {
            if (value instanceof Event.Came came) {
                out.writeVarInt(1, true);
                ShopSerializers.CAME.write(out, came);
            } else if (value instanceof Event.Nothing nothing) {
                out.writeVarInt(2, true);
                ShopSerializers.NOTHING.write(out, nothing);
            } else if (value instanceof Event.Sold sold) {
                out.writeVarInt(3, true);
                ShopSerializers.SOLD.write(out, sold);
            } else {
                throw Serializers.notInSchema("Event");
            }
        }

        @Override
        public Event read(ValueInput in) {
            int id = in.readVarInt(true);
            return switch (id) {
                case 1 -> ShopSerializers.CAME.read(in);
                case 2 -> ShopSerializers.NOTHING.read(in);
                case 3 -> ShopSerializers.SOLD.read(in);
                default -> throw in.malformed("Event has nothing with the id " + id);
            };
        }
    }

    /** How {@link Item} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class ItemSerializer extends ValueSerializer<Item> {
        @Override
        public void write(ValueOutput out, Item value) {
            ShopSerializers.LIST_OF_ITEM.write(out, Serializers.<List<Item>>required(value.more(), "Item.more"));
            out.writeString(Serializers.<String>required(value.name(), "Item.name"));
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

    /** How {@link Money} is written: its components, in the order of their ids in {@code shop/2.json}. */
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

    /** How {@link Event.Nothing} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class NothingSerializer extends ValueSerializer<Event.Nothing> {
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

    /** How {@link Order} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class OrderSerializer extends ValueSerializer<Order> {
        @Override
        public void write(ValueOutput out, Order value) {
            ShopSerializers.PAIR_OF_COUNTRY_AND_LONG.write(
                    out, Serializers.<Pair<Country, Long>>required(value.first(), "Order.first"));
            ShopSerializers.SORTED_MAP_OF_COUNTRY_TO_LIST_OF_ITEM.write(
                    out, Serializers.<SortedMap<Country, List<Item>>>required(value.items(), "Order.items"));
            ShopSerializers.MONEY.write(out, Serializers.<Money>required(value.paid(), "Order.paid"));
            ShopSerializers.SET_OF_MONEY.write(out, Serializers.<Set<Money>>required(value.refunds(), "Order.refunds"));
            ShopSerializers.SIZE.write(out, Serializers.<Size>required(value.size(), "Order.size"));
            ShopSerializers.SORTED_SET_OF_COUNTRY.write(
                    out, Serializers.<SortedSet<Country>>required(value.ways(), "Order.ways"));
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

    /** How {@link Pair} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class PairCountryLongSerializer extends ValueSerializer<Pair<Country, Long>> {
        @Override
        public void write(ValueOutput out, Pair<Country, Long> value) {
            ShopSerializers.COUNTRY.write(out, Serializers.<Country>required(value.left(), "Pair<Country,long>.left"));
            out.writeVarLong(Serializers.<Long>required(value.right(), "Pair<Country,long>.right"), false);
        }

        @Override
        public Pair<Country, Long> read(ValueInput in) {
            Country left = ShopSerializers.COUNTRY.read(in);
            Long right = in.readVarLong(false);
            return new Pair<>(right, left);
        }
    }

    /** How {@link Person} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class PersonSerializer extends ValueSerializer<Person> {
        @Override
        public void write(ValueOutput out, Person value) {
            ShopSerializers.COUNTRY.write(out, Serializers.<Country>required(value.country(), "Person.country"));
            ShopSerializers.MAP_OF_STRING_TO_INTEGER.write(
                    out, Serializers.<Map<String, Integer>>required(value.counts(), "Person.counts"));
            ShopSerializers.COUNTRY.write(out, Serializers.<Country>required(value.from(), "Person.from"));
            out.writeString(Serializers.<String>required(value.motto(), "Person.motto"));
            out.writeString(Serializers.<String>required(value.name(), "Person.name"));
            ShopSerializers.NAVIGABLE_SET_OF_INTEGER.write(
                    out, Serializers.<NavigableSet<Integer>>required(value.numbers(), "Person.numbers"));
            Serializers.DURATION.write(out, Serializers.<Duration>required(value.patience(), "Person.patience"));
            out.writeString(Serializers.<String>required(value.phone(), "Person.phone"));
            ShopSerializers.OPTIONAL_OF_COUNTRY.write(
                    out, Serializers.<Optional<Country>>required(value.second(), "Person.second"));
            Serializers.INSTANT.write(out, Serializers.<Instant>required(value.since(), "Person.since"));
            out.writeVarInt(value.stars(), false);
            ShopSerializers.LIST_OF_STRING.write(out, Serializers.<List<String>>required(value.tags(), "Person.tags"));
            out.writeVarLong(value.visits(), false);
            ShopSerializers.OPTIONAL_OF_DOUBLE.write(
                    out, Serializers.<Optional<Double>>required(value.weight(), "Person.weight"));
        }

        @Override
        public Person read(ValueInput in) {
            Country country = ShopSerializers.COUNTRY.read(in);
            Map<String, Integer> counts = ShopSerializers.MAP_OF_STRING_TO_INTEGER.read(in);
            Country from = ShopSerializers.COUNTRY.read(in);
            String motto = in.readString();
            String name = in.readString();
            NavigableSet<Integer> numbers = ShopSerializers.NAVIGABLE_SET_OF_INTEGER.read(in);
            Duration patience = Serializers.DURATION.read(in);
            String phone = in.readString();
            Optional<Country> second = ShopSerializers.OPTIONAL_OF_COUNTRY.read(in);
            Instant since = Serializers.INSTANT.read(in);
            int stars = in.readVarInt(false);
            List<String> tags = ShopSerializers.LIST_OF_STRING.read(in);
            long visits = in.readVarLong(false);
            Optional<Double> weight = ShopSerializers.OPTIONAL_OF_DOUBLE.read(in);
            return new Person(
                    phone,
                    name,
                    country,
                    visits,
                    weight,
                    second,
                    stars,
                    motto,
                    since,
                    patience,
                    from,
                    tags,
                    counts,
                    numbers);
        }

        @Override
        public Person freeze(Person value) {
            Map<String, Integer> counts = ShopSerializers.MAP_OF_STRING_TO_INTEGER.freeze(value.counts());
            NavigableSet<Integer> numbers = ShopSerializers.NAVIGABLE_SET_OF_INTEGER.freeze(value.numbers());
            List<String> tags = ShopSerializers.LIST_OF_STRING.freeze(value.tags());
            if (counts == value.counts() && numbers == value.numbers() && tags == value.tags()) {
                return value;
            }
            return new Person(
                    value.phone(),
                    value.name(),
                    value.country(),
                    value.visits(),
                    value.weight(),
                    value.second(),
                    value.stars(),
                    value.motto(),
                    value.since(),
                    value.patience(),
                    value.from(),
                    tags,
                    counts,
                    numbers);
        }
    }

    /** How {@link Settings} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class SettingsSerializer extends ValueSerializer<Settings> {
        @Override
        public void write(ValueOutput out, Settings value) {
            Serializers.OPTIONAL_INT.write(out, Serializers.<OptionalInt>required(value.limit(), "Settings.limit"));
            out.writeString(Serializers.<String>required(value.title(), "Settings.title"));
        }

        @Override
        public Settings read(ValueInput in) {
            OptionalInt limit = Serializers.OPTIONAL_INT.read(in);
            String title = in.readString();
            return new Settings(limit, title);
        }
    }

    /** How {@link Event.Sold} is written: its components, in the order of their ids in {@code shop/2.json}. */
    @GeneratedByMuniment
    static final class SoldSerializer extends ValueSerializer<Event.Sold> {
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
}
