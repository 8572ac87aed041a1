package everything;

import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;

/** Keeps upper case only. */
public final class Shouting extends ValueSerializer<String> {

    @Override
    public void write(ValueOutput out, String value) {
        out.writeString(value);
    }

    @Override
    public String read(ValueInput in) {
        return in.readString();
    }

    @Override
    public String freeze(String value) {
        return value.toUpperCase(java.util.Locale.ROOT);
    }
}
