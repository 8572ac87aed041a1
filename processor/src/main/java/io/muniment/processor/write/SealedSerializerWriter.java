package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.SchemaModel;
import java.util.List;
import java.util.function.Predicate;

/** Writes the serializer of a sealed family: the id of the case, then the value as that case is written. */
final class SealedSerializerWriter {

    private final SerializerConstants serializers;
    private final FamilyDefinition definition;
    private final boolean countsDepth;
    private final NameAllocator names;

    private SealedSerializerWriter(SerializerConstants serializers, Recursion recursion, FamilyDefinition definition) {
        this.serializers = serializers;
        this.definition = definition;
        this.countsDepth = recursion.mustCount(definition);
        this.names = SerializerFrame.localNames(serializers);
        for (FamilyDefinition.Case each : definition.cases()) {
            names.newName(variable(each.type().javaType()), each);
        }
    }

    /** The class. */
    static TypeSpec.Builder write(
            SchemaModel schema, SerializerConstants serializers, Recursion recursion, FamilyDefinition definition) {
        SealedSerializerWriter writer = new SealedSerializerWriter(serializers, recursion, definition);
        TypeSpec.Builder type = SerializerFrame.serializer(definition.type())
                .addJavadoc(
                        "How {@link $T} is written: the id that the case has in {@code $L}, then the value as that case.\n",
                        Docs.raw(definition.type().javaType()),
                        ShapeWriter.fileName(schema))
                .addMethod(writer.writeMethod())
                .addMethod(writer.readMethod());
        if (definition.type().needsFreezing()) {
            type.addMethod(writer.eachCase("freeze", each -> each.type().needsFreezing()));
        }
        if (definition.type().needsCopying()) {
            type.addMethod(writer.eachCase("copy", each -> each.type().needsCopying()));
        }
        return type;
    }

    private MethodSpec writeMethod() {
        CodeBlock.Builder code = CodeBlock.builder();
        if (countsDepth) {
            code.addStatement("out.enter()");
        }
        boolean first = true;
        for (FamilyDefinition.Case each : definition.cases()) {
            String instance = "if (value instanceof $T $N)";
            if (first) {
                code.beginControlFlow(instance, each.type().javaType(), names.get(each));
            } else {
                code.nextControlFlow("else " + instance, each.type().javaType(), names.get(each));
            }
            first = false;
            code.addStatement("out.writeVarInt($L, true)", each.id());
            code.addStatement("$L.write(out, $N)", serializers.of(each.type()), names.get(each));
        }
        code.nextControlFlow("else");
        code.addStatement("throw $L", SerializerFrame.notInSchema(definition.type()));
        code.endControlFlow();
        if (countsDepth) {
            code.addStatement("out.leave()");
        }
        return SerializerFrame.write(definition.type()).addCode(code.build()).build();
    }

    private MethodSpec readMethod() {
        CodeBlock.Builder code = CodeBlock.builder();
        if (countsDepth) {
            code.addStatement("in.enter()");
        }
        code.addStatement("int id = in.readVarInt(true)");
        if (countsDepth) {
            code.add("$T value = switch (id) {\n$>", definition.type().javaType());
        } else {
            code.add("return switch (id) {\n$>");
        }
        for (FamilyDefinition.Case each : definition.cases()) {
            code.add("case $L -> $L.read(in);\n", each.id(), serializers.of(each.type()));
        }
        code.add("default -> throw $L;\n$<};\n", SerializerFrame.unknownId(definition.type()));
        if (countsDepth) {
            code.addStatement("in.leave()").addStatement("return value");
        }
        return SerializerFrame.read(definition.type()).addCode(code.build()).build();
    }

    private MethodSpec eachCase(String method, Predicate<FamilyDefinition.Case> concerns) {
        MethodSpec.Builder code = SerializerFrame.sameType(method, definition.type());
        List<FamilyDefinition.Case> cases =
                definition.cases().stream().filter(concerns).toList();
        for (FamilyDefinition.Case each : cases) {
            code.beginControlFlow("if (value instanceof $T $N)", each.type().javaType(), names.get(each))
                    .addStatement("return $L.$N($N)", serializers.of(each.type()), method, names.get(each))
                    .endControlFlow();
        }
        return code.addStatement("return value").build();
    }

    private static String variable(TypeName type) {
        ClassName name = type instanceof ParameterizedTypeName generic ? generic.rawType() : (ClassName) type;
        String simpleName = name.simpleName();
        int first = simpleName.codePointAt(0);
        return new StringBuilder()
                .appendCodePoint(Character.toLowerCase(first))
                .append(simpleName.substring(Character.charCount(first)))
                .toString();
    }
}
