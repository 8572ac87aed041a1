package io.muniment.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The compiler, and the questions about types that it has no answer of its own for.
 *
 * @param sources what it is compiling
 */
record Compiler(Elements elements, Types types, Sources sources) {

    private static final TypeName UNKNOWN = ClassName.get("", "Unknown");

    /** A type by its name; javac has none for a generic type that is not there. */
    static TypeName nameOf(TypeMirror type) {
        try {
            return TypeName.get(type);
        } catch (IllegalArgumentException nameless) {
            return UNKNOWN;
        }
    }

    /** Whether values of {@code type} compare with one another. */
    boolean isComparable(TypeMirror type) {
        if (type.getKind() != TypeKind.DECLARED) {
            return type.getKind().isPrimitive();
        }
        TypeElement comparable = elements.getTypeElement(Comparable.class.getName());
        DeclaredType wanted = types.getDeclaredType(comparable, types.getWildcardType(null, type));
        return types.isSubtype(type, wanted);
    }

    /** Whether {@code equals} and {@code hashCode} of {@code type} are not those of {@code Object}. */
    boolean hasEquality(TypeMirror type) {
        if (type.getKind() != TypeKind.DECLARED) {
            return type.getKind().isPrimitive();
        }
        ElementKind kind = ((DeclaredType) type).asElement().getKind();
        return kind == ElementKind.RECORD
                || kind == ElementKind.ENUM
                || declares(type, "equals", 1) && declares(type, "hashCode", 0);
    }

    private boolean declares(TypeMirror type, String method, int parameters) {
        Element element = types.asElement(type);
        if (element == null || ((TypeElement) element).getQualifiedName().contentEquals("java.lang.Object")) {
            return false;
        }
        List<ExecutableElement> methods = ElementFilter.methodsIn(element.getEnclosedElements());
        return methods.stream()
                        .filter(candidate -> candidate.getSimpleName().contentEquals(method))
                        .filter(candidate -> !candidate.getModifiers().contains(Modifier.STATIC))
                        .anyMatch(candidate -> candidate.getParameters().size() == parameters)
                || types.directSupertypes(type).stream().anyMatch(above -> declares(above, method, parameters));
    }

    /** {@code type} of the JDK with these arguments. */
    TypeMirror generic(Class<?> type, List<? extends TypeMirror> arguments) {
        return types.getDeclaredType(elements.getTypeElement(type.getName()), arguments.toArray(TypeMirror[]::new));
    }

    /** Whether {@code element}, or a class around it, is deprecated. */
    boolean isDeprecated(Element element) {
        for (Element around = element; around != null; around = around.getEnclosingElement()) {
            if (elements.isDeprecated(around)) {
                return true;
            }
        }
        return false;
    }
}
