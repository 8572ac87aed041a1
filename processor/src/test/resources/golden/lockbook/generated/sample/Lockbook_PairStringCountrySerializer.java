package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Pair} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_PairStringCountrySerializer extends ValueSerializer<Pair<String, Country>> {
    @Override
    public void write(ValueOutput out, Pair<String, Country> value) {
        out.writeString(Serializers.required(value.first(), "Pair<string,Country>.first"));
        LockbookSerializers.COUNTRY.write(out, Serializers.required(value.second(), "Pair<string,Country>.second"));
    }

    @Override
    public Pair<String, Country> read(ValueInput in) {
        String first = in.readString();
        Country second = LockbookSerializers.COUNTRY.read(in);
        return new Pair<>(first, second);
    }
}
