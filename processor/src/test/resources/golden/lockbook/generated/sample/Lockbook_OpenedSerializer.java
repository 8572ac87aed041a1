package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event.Opened} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_OpenedSerializer extends ValueSerializer<Event.Opened> {
    @Override
    public void write(ValueOutput out, Event.Opened value) {
        LockbookSerializers.USERNAME.write(out, Serializers.required(value.by(), "Opened.by"));
    }

    @Override
    public Event.Opened read(ValueInput in) {
        Username by = LockbookSerializers.USERNAME.read(in);
        return new Event.Opened(by);
    }
}
