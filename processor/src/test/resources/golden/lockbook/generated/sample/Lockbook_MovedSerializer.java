package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Event.Moved} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_MovedSerializer extends ValueSerializer<Event.Moved> {
    @Override
    public void write(ValueOutput out, Event.Moved value) {
        LockbookSerializers.USERNAME.write(out, Serializers.required(value.by(), "Moved.by"));
        LockbookSerializers.LIST_OF_STRING.write(out, Serializers.required(value.paths(), "Moved.paths"));
    }

    @Override
    public Event.Moved read(ValueInput in) {
        Username by = LockbookSerializers.USERNAME.read(in);
        List<String> paths = LockbookSerializers.LIST_OF_STRING.read(in);
        return new Event.Moved(by, paths);
    }

    @Override
    public Event.Moved freeze(Event.Moved value) {
        List<String> paths = LockbookSerializers.LIST_OF_STRING.freeze(value.paths());
        if (paths == value.paths()) {
            return value;
        }
        return new Event.Moved(value.by(), paths);
    }
}
