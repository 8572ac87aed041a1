package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Person} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_PersonSerializer extends ValueSerializer<Person> {
    @Override
    public void write(ValueOutput out, Person value) {
        ShopSerializers.COUNTRY.write(out, Serializers.required(value.country(), "Person.country"));
        ShopSerializers.MAP_OF_STRING_TO_INTEGER.write(out, Serializers.required(value.counts(), "Person.counts"));
        ShopSerializers.COUNTRY.write(out, Serializers.required(value.from(), "Person.from"));
        out.writeString(Serializers.required(value.motto(), "Person.motto"));
        out.writeString(Serializers.required(value.name(), "Person.name"));
        ShopSerializers.NAVIGABLE_SET_OF_INTEGER.write(out, Serializers.required(value.numbers(), "Person.numbers"));
        Serializers.DURATION.write(out, Serializers.required(value.patience(), "Person.patience"));
        out.writeString(Serializers.required(value.phone(), "Person.phone"));
        ShopSerializers.OPTIONAL_OF_COUNTRY.write(out, Serializers.required(value.second(), "Person.second"));
        Serializers.INSTANT.write(out, Serializers.required(value.since(), "Person.since"));
        out.writeVarInt(value.stars(), false);
        ShopSerializers.LIST_OF_STRING.write(out, Serializers.required(value.tags(), "Person.tags"));
        out.writeVarLong(value.visits(), false);
        ShopSerializers.OPTIONAL_OF_DOUBLE.write(out, Serializers.required(value.weight(), "Person.weight"));
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
