package shop;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.time.Instant;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event.Came} is written: its components, in the order of their ids in {@code shop/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Shop_CameSerializer extends ValueSerializer<Event.Came> {
    @Override
    public void write(ValueOutput out, Event.Came value) {
        out.writeString(Serializers.required(value.name(), "Came.name"));
        Serializers.INSTANT.write(out, Serializers.required(value.when(), "Came.when"));
    }

    @Override
    public Event.Came read(ValueInput in) {
        String name = in.readString();
        Instant when = Serializers.INSTANT.read(in);
        return new Event.Came(when, name);
    }
}
