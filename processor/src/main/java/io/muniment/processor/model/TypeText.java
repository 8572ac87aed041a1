package io.muniment.processor.model;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.stream.Collectors;

/** Types as one reads and writes them, without packages. */
public final class TypeText {

    private TypeText() {}

    /** {@code Map<String, Outer.Inner>} */
    public static String of(TypeName type) {
        if (type instanceof ClassName name) {
            return String.join(".", name.simpleNames());
        } else if (type instanceof ParameterizedTypeName generic) {
            return of(generic.rawType()) + arguments(generic);
        } else if (type instanceof ArrayTypeName array) {
            return of(array.componentType()) + "[]";
        } else if (type instanceof WildcardTypeName wildcard
                && !wildcard.lowerBounds().isEmpty()) {
            return "? super " + of(wildcard.lowerBounds().get(0));
        } else if (type instanceof WildcardTypeName wildcard) {
            String bound = of(wildcard.upperBounds().get(0));
            return bound.equals("Object") ? "?" : "? extends " + bound;
        } else {
            return type.toString();
        }
    }

    private static String arguments(ParameterizedTypeName generic) {
        return generic.typeArguments().stream().map(TypeText::of).collect(Collectors.joining(", ", "<", ">"));
    }
}
