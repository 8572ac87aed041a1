package io.muniment.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.SchemaModel;

/** Writes the serializer of an enum: a constant is its id, never its ordinal. */
final class EnumSerializerWriter {

    private EnumSerializerWriter() {}

    /** The class. */
    static TypeSpec.Builder write(SchemaModel schema, EnumDefinition definition) {
        return SerializerFrame.serializer(definition.type())
                .addJavadoc(
                        "How {@link $T} is written: as the id that the constant has in {@code $L}.\n",
                        definition.type().javaType(),
                        ShapeWriter.fileName(schema))
                .addMethod(writeMethod(definition))
                .addMethod(readMethod(definition));
    }

    private static MethodSpec writeMethod(EnumDefinition definition) {
        CodeBlock.Builder ids = CodeBlock.builder().add("int id = switch (value) {\n$>");
        for (EnumDefinition.Constant constant : definition.constants()) {
            ids.add("case $N -> $L;\n", constant.name(), constant.id());
        }
        ids.add("default -> throw $L;\n$<};\n", SerializerFrame.notInSchema(definition.type()));
        return SerializerFrame.write(definition.type())
                .addCode(ids.build())
                .addStatement("out.writeVarInt(id, true)")
                .build();
    }

    private static MethodSpec readMethod(EnumDefinition definition) {
        CodeBlock.Builder constants =
                CodeBlock.builder().add("int id = in.readVarInt(true);\n").add("return switch (id) {\n$>");
        for (EnumDefinition.Constant constant : definition.constants()) {
            constants.add(
                    "case $L -> $T.$N;\n", constant.id(), definition.type().javaType(), constant.name());
        }
        constants.add("default -> throw $L;\n$<};\n", SerializerFrame.unknownId(definition.type()));
        return SerializerFrame.read(definition.type())
                .addCode(constants.build())
                .build();
    }
}
