package sample;

import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/** How {@link Folder} is written: its components, in the order of their ids in {@code lockbook/2.json}. */
@NullMarked
@GeneratedByMuniment
@Generated("io.muniment.processor.SchemaProcessor")
final class Lockbook_FolderSerializer extends ValueSerializer<Folder> {
    @Override
    public void write(ValueOutput out, Folder value) {
        LockbookSerializers.LIST_OF_FOLDER.write(out, Serializers.required(value.folders(), "Folder.folders"));
        out.writeString(Serializers.required(value.name(), "Folder.name"));
    }

    @Override
    public Folder read(ValueInput in) {
        List<Folder> folders = LockbookSerializers.LIST_OF_FOLDER.read(in);
        String name = in.readString();
        return new Folder(name, folders);
    }

    @Override
    public Folder freeze(Folder value) {
        List<Folder> folders = LockbookSerializers.LIST_OF_FOLDER.freeze(value.folders());
        if (folders == value.folders()) {
            return value;
        }
        return new Folder(value.name(), folders);
    }
}
