package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Settings} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_SettingsSerializer extends ValueSerializer<ShopV1.Settings> {
    @Override
    public void write(ValueOutput out, ShopV1.Settings value) {
        out.writeString(Serializers.required(value.title(), "Settings.title"));
    }

    @Override
    public ShopV1.Settings read(ValueInput in) {
        String title = in.readString();
        return new ShopV1.Settings(title);
    }
}
