package shop.old;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.time.Instant;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link ShopV1.Event.Came} is written: its components, in the order of their ids in {@code shop/1.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class ShopV1_CameSerializer extends ValueSerializer<ShopV1.Event.Came> {
    @Override
    public void write(ValueOutput out, ShopV1.Event.Came value) {
        out.writeString(Serializers.required(value.name(), "Came.name"));
        Serializers.INSTANT.write(out, Serializers.required(value.when(), "Came.when"));
    }

    @Override
    public ShopV1.Event.Came read(ValueInput in) {
        String name = in.readString();
        Instant when = Serializers.INSTANT.read(in);
        return new ShopV1.Event.Came(name, when);
    }
}
