package io.muniment.processor.write;

import com.palantir.javapoet.CodeBlock;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.Component;

/**
 * How one component is written and read: numbers and text by the output and input themselves, in the same form as
 * the runtime's serializers have them, all else by its serializer.
 */
final class InlineCode {

    private final SerializerConstants serializers;
    private final String recordName;

    /** For the components of a record that the schema knows as {@code recordName}. */
    InlineCode(SerializerConstants serializers, String recordName) {
        this.serializers = serializers;
        this.recordName = recordName;
    }

    /** Writes {@code value.component()} to {@code out}. */
    CodeBlock write(Component component) {
        CodeBlock value = required(component);
        if (!(component.type() instanceof BuiltInType type)) {
            return CodeBlock.of("$L.write(out, $L)", serializers.of(component.type()), value);
        }
        return switch (type.builtIn()) {
            case BOOLEAN -> CodeBlock.of("out.writeBoolean($L)", value);
            case BYTE -> CodeBlock.of("out.writeByte($L)", value);
            case SHORT -> CodeBlock.of("out.writeShort($L)", value);
            case CHAR -> CodeBlock.of("out.writeChar($L)", value);
            case INT -> CodeBlock.of("out.writeVarInt($L, false)", value);
            case LONG -> CodeBlock.of("out.writeVarLong($L, false)", value);
            case FLOAT -> CodeBlock.of("out.writeFloat($L)", value);
            case DOUBLE -> CodeBlock.of("out.writeDouble($L)", value);
            case STRING -> CodeBlock.of("out.writeString($L)", value);
            default -> CodeBlock.of("$L.write(out, $L)", serializers.of(type), value);
        };
    }

    /** Reads the component from {@code in}. */
    CodeBlock read(Component component) {
        if (!(component.type() instanceof BuiltInType type)) {
            return CodeBlock.of("$L.read(in)", serializers.of(component.type()));
        }
        return switch (type.builtIn()) {
            case BOOLEAN -> CodeBlock.of("in.readBoolean()");
            case BYTE -> CodeBlock.of("in.readByte()");
            case SHORT -> CodeBlock.of("in.readShort()");
            case CHAR -> CodeBlock.of("in.readChar()");
            case INT -> CodeBlock.of("in.readVarInt(false)");
            case LONG -> CodeBlock.of("in.readVarLong(false)");
            case FLOAT -> CodeBlock.of("in.readFloat()");
            case DOUBLE -> CodeBlock.of("in.readDouble()");
            case STRING -> CodeBlock.of("in.readString()");
            default -> CodeBlock.of("$L.read(in)", serializers.of(type));
        };
    }

    /** The type is said, because to find it out by itself takes a compiler longer than all else in the line. */
    private CodeBlock required(Component component) {
        if (component.type().javaType().isPrimitive()) {
            return CodeBlock.of("value.$N()", component.name());
        }
        return CodeBlock.of(
                "$T.<$T>required(value.$N(), $S)",
                SerializerConstants.SERIALIZERS,
                component.type().javaType(),
                component.name(),
                recordName + "." + component.name());
    }
}
