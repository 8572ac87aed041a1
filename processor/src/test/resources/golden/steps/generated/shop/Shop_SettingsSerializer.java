package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.OptionalInt;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Settings} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_SettingsSerializer extends ValueSerializer<Settings> {
    @Override
    public void write(ValueOutput out, Settings value) {
        Serializers.OPTIONAL_INT.write(out, Serializers.required(value.limit(), "Settings.limit"));
        out.writeString(Serializers.required(value.title(), "Settings.title"));
    }

    @Override
    public Settings read(ValueInput in) {
        OptionalInt limit = Serializers.OPTIONAL_INT.read(in);
        String title = in.readString();
        return new Settings(limit, title);
    }
}
