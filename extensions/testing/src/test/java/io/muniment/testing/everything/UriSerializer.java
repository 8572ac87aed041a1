package io.muniment.testing.everything;

import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.net.URI;

/** Writes addresses as their text. */
public final class UriSerializer extends ValueSerializer<URI> {

    @Override
    public void write(ValueOutput out, URI value) {
        out.writeString(value.toString());
    }

    @Override
    public URI read(ValueInput in) {
        return URI.create(in.readString());
    }
}
