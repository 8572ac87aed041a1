package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.StoredType;

/** Types in Javadoc. */
final class Docs {

    private Docs() {}

    /** A link to the type, or the type as code if it has arguments or is an array. */
    static CodeBlock code(StoredType type) {
        TypeName name = type.javaType();
        return CodeBlock.of(name instanceof ClassName ? "{@link $T}" : "{@code $T}", name);
    }

    /** The class, for a link. */
    static ClassName raw(TypeName type) {
        return type instanceof ParameterizedTypeName generic ? generic.rawType() : (ClassName) type;
    }
}
