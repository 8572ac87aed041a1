package io.muniment.codec;

import java.util.Optional;

/** Whether there is a value, then the value. */
final class OptionalSerializer<T> extends ValueSerializer<Optional<T>> {

    private final ValueSerializer<T> content;

    OptionalSerializer(ValueSerializer<T> content) {
        this.content = content;
    }

    @Override
    public void write(ValueOutput out, Optional<T> value) {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            out.enter();
            content.write(out, value.get());
            out.leave();
        }
    }

    @Override
    public Optional<T> read(ValueInput in) {
        if (!in.readBoolean()) {
            return Optional.empty();
        }
        in.enter();
        Optional<T> value = Optional.of(content.read(in));
        in.leave();
        return value;
    }

    @Override
    public Optional<T> freeze(Optional<T> value) {
        return value.isEmpty() ? value : withContent(value, content.freeze(value.get()));
    }

    @Override
    public Optional<T> copy(Optional<T> kept) {
        return kept.isEmpty() ? kept : withContent(kept, content.copy(kept.get()));
    }

    private static <T> Optional<T> withContent(Optional<T> value, T content) {
        return value.get() == content ? value : Optional.of(content);
    }
}
