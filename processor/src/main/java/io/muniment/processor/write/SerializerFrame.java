package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.processor.model.DefinedType;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The frame of every serializer: the class, and the methods that it overrides, without their bodies. */
final class SerializerFrame {

    private SerializerFrame() {}

    /** {@code final class .. extends ValueSerializer<..>}; a nested one has a mark of its own, for tools look at each class. */
    static TypeSpec.Builder serializer(DefinedType type) {
        TypeSpec.Builder serializer = TypeSpec.classBuilder(type.serializer())
                .superclass(ParameterizedTypeName.get(ClassName.get(ValueSerializer.class), type.javaType()));
        if (type.serializer().enclosingClassName() != null) {
            serializer.addAnnotation(GeneratedByMuniment.class).addModifiers(Modifier.STATIC);
        }
        return serializer.addModifiers(Modifier.FINAL);
    }

    /** {@code public void write(ValueOutput out, .. value)} */
    static MethodSpec.Builder write(DefinedType type) {
        return override("write").addParameter(ValueOutput.class, "out").addParameter(type.javaType(), "value");
    }

    /** {@code public .. read(ValueInput in)} */
    static MethodSpec.Builder read(DefinedType type) {
        return override("read").returns(type.javaType()).addParameter(ValueInput.class, "in");
    }

    /** {@code public .. freeze(.. value)}, or {@code copy}. */
    static MethodSpec.Builder sameType(String name, DefinedType type) {
        return override(name).returns(type.javaType()).addParameter(type.javaType(), "value");
    }

    /** Names for local variables that hide nothing which the methods use. */
    static NameAllocator localNames(SerializerConstants serializers) {
        NameAllocator names = new NameAllocator();
        List.of("out", "in", "value", "id").forEach(names::newName);
        names.newName(SerializerConstants.SERIALIZERS.simpleName());
        names.newName(serializers.holder().simpleName());
        return names;
    }

    /** What is thrown for a constant or case that came into the class after its schema was compiled. */
    static CodeBlock notInSchema(DefinedType type) {
        return CodeBlock.of("$T.notInSchema($S)", SerializerConstants.SERIALIZERS, type.expression());
    }

    /** What is thrown for an id that is never written. */
    static CodeBlock unknownId(DefinedType type) {
        return CodeBlock.of("in.malformed($S + id)", type.expression() + " has nothing with the id ");
    }

    private static MethodSpec.Builder override(String name) {
        return MethodSpec.methodBuilder(name).addAnnotation(Override.class).addModifiers(Modifier.PUBLIC);
    }
}
