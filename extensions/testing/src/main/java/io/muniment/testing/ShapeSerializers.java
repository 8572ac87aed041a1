package io.muniment.testing;

import io.muniment.codec.Bytes;
import io.muniment.codec.MalformedException;
import io.muniment.codec.Serializers;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.group.Groups;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What writes and reads the data of a schema of which nothing is there but its shape. The user's own types become
 * {@link Stored} values, and what a serializer of the user's wrote becomes the bytes of it.
 */
final class ShapeSerializers {

    private final Map<String, TypeShape> types = new HashMap<>();
    private final Map<String, ValueSerializer<Object>> made = new HashMap<>();
    private final Shape shape;

    ShapeSerializers(Shape shape) {
        this.shape = shape;
        shape.types().forEach(type -> types.put(type.name(), type));
    }

    /** The schema, as the runtime wants it. */
    SchemaDescription schema() {
        List<TableDescription<?, ?>> tables = new ArrayList<>();
        shape.tables().forEach(table -> tables.add(table(table)));
        return new SchemaDescription(shape.name(), shape.version(), shape.toJson(), tables);
    }

    private TableDescription<?, ?> table(TableShape table) {
        TypeExpression value = table.value();
        ValueSerializer<?> keys = table.key() == null ? Serializers.UNIT : of(table.key());
        ValueSerializer<?> values = switch (table.kind()) {
            case SET -> Groups.set(of(value.arguments().get(0)));
            case LIST -> Groups.list(of(value.arguments().get(0)));
            case MAP ->
                Groups.map(of(value.arguments().get(0)), of(value.arguments().get(1)));
            case SEQUENCE -> Groups.sequence(of(value));
            default -> of(value);
        };
        return new TableDescription<>(table.id(), table.name(), table.kind(), keys, values);
    }

    /** What writes and reads values of a type. */
    @SuppressWarnings("unchecked") // who has only a shape has only objects
    ValueSerializer<Object> of(TypeExpression type) {
        return (ValueSerializer<Object>) make(type);
    }

    private ValueSerializer<?> make(TypeExpression type) {
        if (!type.isBuiltIn()) {
            return own(type.toString());
        }
        return switch (type.name()) {
            case "optional" -> Serializers.optional(of(type.arguments().get(0)));
            case "list" -> Serializers.list(of(type.arguments().get(0)));
            // The bytes of sorted ones are the same. Their order is the program's, which a shape does not tell.
            case "set", "sortedset" -> Serializers.set(of(type.arguments().get(0)));
            case "map", "sortedmap" ->
                Serializers.map(of(type.arguments().get(0)), of(type.arguments().get(1)));
            default -> BuiltIns.of(type.name()).serializer();
        };
    }

    private ValueSerializer<Object> own(String name) {
        ValueSerializer<Object> known = made.get(name);
        return known != null ? known : new Own(name);
    }

    /** Looks for what a type consists of when it is first needed, since a type may contain itself. */
    private final class Own extends ValueSerializer<Object> {

        private final TypeShape type;
        private final List<ValueSerializer<Object>> parts = new ArrayList<>();

        Own(String name) {
            made.put(name, this);
            type = Objects.requireNonNull(types.get(name), name);
            if (type instanceof TypeShape.OfRecord record) {
                record.components().forEach(component -> parts.add(of(component.type())));
            } else if (type instanceof TypeShape.OfSealed sealed) {
                sealed.cases().forEach(each -> parts.add(of(each.type())));
            } else if (type instanceof TypeShape.OfCustom) {
                @SuppressWarnings("unchecked") // as above
                ValueSerializer<Object> bytes = (ValueSerializer<Object>) (ValueSerializer<?>) Serializers.BYTES;
                parts.add(bytes);
            }
        }

        @Override
        public void write(ValueOutput out, Object value) {
            if (type instanceof TypeShape.OfRecord) {
                writeFields(out, (Stored.Fields) value);
            } else if (type instanceof TypeShape.OfEnum) {
                out.writeVarInt(((Stored.Constant) value).id(), true);
            } else if (type instanceof TypeShape.OfSealed sealed) {
                Stored.Case as = (Stored.Case) value;
                out.writeVarInt(as.id(), true);
                parts.get(indexOf(sealed, as.id())).write(out, as.value());
            } else {
                parts.get(0).write(out, (Bytes) value);
            }
        }

        private void writeFields(ValueOutput out, Stored.Fields record) {
            if (parts.isEmpty()) {
                out.writeByte(0);
            }
            for (int i = 0; i < parts.size(); i++) {
                parts.get(i).write(out, record.components().get(i));
            }
        }

        @Override
        public Object read(ValueInput in) {
            if (type instanceof TypeShape.OfRecord record) {
                return readFields(in, record);
            } else if (type instanceof TypeShape.OfEnum constants) {
                int id = in.readVarInt(true);
                return constants.constants().stream()
                        .filter(constant -> constant.id() == id)
                        .map(constant -> new Stored.Constant(id, constant.name()))
                        .findFirst()
                        .orElseThrow(() -> unknown(in, id));
            } else if (type instanceof TypeShape.OfSealed sealed) {
                int id = in.readVarInt(true);
                int index = indexOf(sealed, id);
                if (index < 0) {
                    throw unknown(in, id);
                }
                return new Stored.Case(id, parts.get(index).read(in));
            }
            return parts.get(0).read(in);
        }

        private Stored.Fields readFields(ValueInput in, TypeShape.OfRecord record) {
            if (parts.isEmpty() && in.readByte() != 0) {
                throw in.malformed(type.name() + " is not 0");
            }
            List<Object> components = new ArrayList<>();
            parts.forEach(part -> components.add(part.read(in)));
            return fields(record, components);
        }

        private MalformedException unknown(ValueInput in, int id) {
            return in.malformed(type.name() + " has nothing with the id " + id);
        }

        private static int indexOf(TypeShape.OfSealed sealed, int id) {
            for (int i = 0; i < sealed.cases().size(); i++) {
                if (sealed.cases().get(i).id() == id) {
                    return i;
                }
            }
            return -1;
        }
    }

    /** A record of these components. */
    static Stored.Fields fields(TypeShape.OfRecord record, List<Object> components) {
        List<String> names =
                record.components().stream().map(TypeShape.Component::name).toList();
        return new Stored.Fields(record.name(), names, List.copyOf(components));
    }
}
