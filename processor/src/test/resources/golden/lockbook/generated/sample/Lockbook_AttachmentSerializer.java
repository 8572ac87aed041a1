package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Bytes;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Attachment} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_AttachmentSerializer extends ValueSerializer<Attachment> {
    @Override
    public void write(ValueOutput out, Attachment value) {
        Serializers.BYTES.write(out, Serializers.required(value.checksum(), "Attachment.checksum"));
        Serializers.BYTE_ARRAY.write(out, Serializers.required(value.content(), "Attachment.content"));
        LockbookSerializers.MAP_OF_STRING_TO_SET_OF_COUNTRY.write(
                out, Serializers.required(value.labels(), "Attachment.labels"));
        out.writeString(Serializers.required(value.name(), "Attachment.name"));
        LockbookSerializers.PAIR_OF_INTEGER_AND_LONG.write(
                out, Serializers.required(value.range(), "Attachment.range"));
    }

    @Override
    public Attachment read(ValueInput in) {
        Bytes checksum = Serializers.BYTES.read(in);
        byte[] content = Serializers.BYTE_ARRAY.read(in);
        Map<String, Set<Country>> labels = LockbookSerializers.MAP_OF_STRING_TO_SET_OF_COUNTRY.read(in);
        String name = in.readString();
        Pair<Integer, Long> range = LockbookSerializers.PAIR_OF_INTEGER_AND_LONG.read(in);
        return new Attachment(name, content, checksum, labels, range);
    }

    @Override
    public Attachment freeze(Attachment value) {
        byte[] content = Serializers.BYTE_ARRAY.freeze(value.content());
        Map<String, Set<Country>> labels = LockbookSerializers.MAP_OF_STRING_TO_SET_OF_COUNTRY.freeze(value.labels());
        return new Attachment(value.name(), content, value.checksum(), labels, value.range());
    }

    @Override
    public Attachment copy(Attachment value) {
        byte[] content = Serializers.BYTE_ARRAY.copy(value.content());
        return new Attachment(value.name(), content, value.checksum(), value.labels(), value.range());
    }
}
