package io.muniment.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.codec.Unit;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import java.util.List;
import java.util.function.Predicate;

/** Writes the serializer of a record: its components one after the other, in ascending order of id. */
final class RecordSerializerWriter {

    private final SerializerConstants serializers;
    private final RecordDefinition definition;
    private final boolean countsDepth;
    private final InlineCode inline;
    private final NameAllocator names;

    private RecordSerializerWriter(SerializerConstants serializers, RecordDefinition definition, boolean countsDepth) {
        this.serializers = serializers;
        this.definition = definition;
        this.countsDepth = countsDepth;
        this.names = SerializerFrame.localNames(serializers);
        this.inline = new InlineCode(serializers, definition.type().expression());
        for (Component component : definition.components()) {
            names.newName(component.name(), component);
        }
    }

    /** The class. */
    static TypeSpec.Builder write(
            SchemaModel schema, SerializerConstants serializers, Recursion recursion, RecordDefinition definition) {
        RecordSerializerWriter writer =
                new RecordSerializerWriter(serializers, definition, recursion.mustCount(definition));
        TypeSpec.Builder type = SerializerFrame.serializer(definition.type())
                .addJavadoc(
                        "How {@link $T} is written: its components, in the order of their ids in {@code $L}.\n",
                        Docs.raw(definition.type().javaType()),
                        ShapeWriter.fileName(schema))
                .addMethod(writer.writeMethod())
                .addMethod(writer.readMethod());
        if (definition.type().needsFreezing()) {
            type.addMethod(
                    writer.eachComponent("freeze", component -> component.type().needsFreezing()));
        }
        if (definition.type().needsCopying()) {
            type.addMethod(
                    writer.eachComponent("copy", component -> component.type().needsCopying()));
        }
        return type;
    }

    private MethodSpec writeMethod() {
        MethodSpec.Builder code = SerializerFrame.write(definition.type());
        if (definition.components().isEmpty()) {
            return code.addStatement("$L.write(out, $T.UNIT)", SerializerConstants.UNIT, Unit.class)
                    .build();
        }
        if (countsDepth) {
            code.addStatement("out.enter()");
        }
        for (Component component : definition.components()) {
            code.addStatement(inline.write(component));
        }
        if (countsDepth) {
            code.addStatement("out.leave()");
        }
        return code.build();
    }

    private MethodSpec readMethod() {
        MethodSpec.Builder code = SerializerFrame.read(definition.type());
        if (definition.components().isEmpty()) {
            code.addStatement("$L.read(in)", SerializerConstants.UNIT);
        }
        if (countsDepth) {
            code.addStatement("in.enter()");
        }
        for (Component component : definition.components()) {
            code.addStatement("$T $N = $L", component.type().javaType(), names.get(component), inline.read(component));
        }
        if (countsDepth) {
            code.addStatement("in.leave()");
        }
        return code.addStatement(made(component -> true)).build();
    }

    /** A value that is made anew from some components, only when one of them is not what it was. */
    private MethodSpec eachComponent(String method, Predicate<Component> concerns) {
        MethodSpec.Builder code = SerializerFrame.sameType(method, definition.type());
        List<Component> components =
                definition.components().stream().filter(concerns).toList();
        for (Component component : components) {
            code.addStatement(
                    "$T $N = $L.$N(value.$N())",
                    component.type().javaType(),
                    names.get(component),
                    serializers.of(component.type()),
                    method,
                    component.name());
        }
        if (components.stream().noneMatch(component -> isArray(component.type()))) {
            CodeBlock same = components.stream()
                    .map(component -> CodeBlock.of("$N == value.$N()", names.get(component), component.name()))
                    .collect(CodeBlock.joining(" && "));
            code.beginControlFlow("if ($L)", same).addStatement("return value").endControlFlow();
        }
        return code.addStatement(made(concerns)).build();
    }

    /** Calls the canonical constructor with local variables for some components, and the value's own for the others. */
    private CodeBlock made(Predicate<Component> isLocal) {
        CodeBlock arguments = definition.constructorOrder().stream()
                .map(component -> isLocal.test(component)
                        ? CodeBlock.of("$N", names.get(component))
                        : CodeBlock.of("value.$N()", component.name()))
                .collect(CodeBlock.joining(", "));
        TypeName type = definition.type().javaType();
        if (type instanceof ParameterizedTypeName generic) {
            return CodeBlock.of("return new $T<>($L)", generic.rawType(), arguments);
        }
        return CodeBlock.of("return new $T($L)", type, arguments);
    }

    private static boolean isArray(StoredType type) {
        return type instanceof BuiltInType builtIn && builtIn.builtIn().isArray();
    }
}
