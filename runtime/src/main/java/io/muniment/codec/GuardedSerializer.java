package io.muniment.codec;

import java.util.Objects;

/**
 * A user's serializer, which can neither see nor spoil bytes that are not its own: it writes to an output of its own
 * and reads from a copy of what it wrote, all of it. In the bytes: the count, then what it wrote.
 */
final class GuardedSerializer<T> extends ValueSerializer<T> {

    private final ValueSerializer<T> serializer;

    GuardedSerializer(ValueSerializer<T> serializer) {
        this.serializer = serializer;
    }

    @Override
    public void write(ValueOutput out, T value) {
        ValueOutput own = new ValueOutput(64, out.limitBytes() - out.position());
        own.setDepth(out.depth());
        own.enter();
        try {
            serializer.write(own, value);
        } catch (OutputLimitException e) {
            throw new OutputLimitException(out.position() + e.sizeBytes(), out.limitBytes());
        }
        out.writeCount(own.position());
        out.writeBytes(own.getBuffer(), 0, own.position());
    }

    @Override
    public T read(ValueInput in) {
        ValueInput own = new ValueInput(in.readBytes(in.readCount()));
        own.setDepth(in.depth());
        own.enter();
        T value = serializer.read(own);
        if (value == null) {
            throw in.malformed("the serializer returned null");
        }
        if (own.remaining() != 0) {
            throw in.malformed("the serializer left " + own.remaining() + " of its bytes unread");
        }
        return value;
    }

    @Override
    public T freeze(T value) {
        return Objects.requireNonNull(serializer.freeze(value), "The freeze method of a serializer returned null.");
    }

    @Override
    public T copy(T kept) {
        return Objects.requireNonNull(serializer.copy(kept), "The copy method of a serializer returned null.");
    }
}
