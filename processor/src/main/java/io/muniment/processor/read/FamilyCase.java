package io.muniment.processor.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * A class that a sealed one permits, as a case of one instantiation of it: of {@code Result<String>}, the class
 * {@code Ok<T> implements Result<T>} is the case {@code Ok<String>}, and {@code Code implements Result<Integer>}
 * is none.
 */
final class FamilyCase {

    private final Types types;
    private final TypeMirror permitted;

    FamilyCase(Types types, TypeMirror permitted) {
        this.types = types;
        this.permitted = permitted;
    }

    /**
     * The type of the case in {@code family}; empty if no value of that family can be of it. What the family's
     * arguments do not decide stays a type variable.
     */
    Optional<TypeMirror> in(DeclaredType family) {
        if (permitted.getKind() == TypeKind.ERROR || family.getTypeArguments().isEmpty() && !isGeneric()) {
            return Optional.of(permitted);
        }
        TypeElement element = (TypeElement) types.asElement(permitted);
        Map<String, TypeMirror> arguments = new HashMap<>();
        for (TypeMirror above : types.directSupertypes(element.asType())) {
            if (types.isSameType(types.erasure(above), types.erasure(family)) && !matches(above, family, arguments)) {
                return Optional.empty();
            }
        }
        List<TypeMirror> decided = new ArrayList<>();
        for (TypeParameterElement parameter : element.getTypeParameters()) {
            decided.add(arguments.getOrDefault(parameter.getSimpleName().toString(), parameter.asType()));
        }
        return Optional.of(types.getDeclaredType(element, decided.toArray(TypeMirror[]::new)));
    }

    private boolean isGeneric() {
        return !((TypeElement) types.asElement(permitted)).getTypeParameters().isEmpty();
    }

    /** Whether {@code declared} is {@code wanted} for some value of its variables, which go to {@code arguments}. */
    private static boolean matches(TypeMirror declared, TypeMirror wanted, Map<String, TypeMirror> arguments) {
        if (declared.getKind() == TypeKind.TYPEVAR) {
            TypeMirror before = arguments.putIfAbsent(declared.toString(), wanted);
            return before == null || name(before).equals(name(wanted));
        }
        if (declared instanceof ArrayType array && wanted instanceof ArrayType wantedArray) {
            return matches(array.getComponentType(), wantedArray.getComponentType(), arguments);
        }
        if (!(declared instanceof DeclaredType type) || !(wanted instanceof DeclaredType wantedType)) {
            return name(declared).equals(name(wanted));
        }
        List<? extends TypeMirror> inner = type.getTypeArguments();
        List<? extends TypeMirror> wantedInner = wantedType.getTypeArguments();
        if (!type.asElement().equals(wantedType.asElement()) || inner.size() != wantedInner.size()) {
            return false;
        }
        for (int i = 0; i < inner.size(); i++) {
            if (!matches(inner.get(i), wantedInner.get(i), arguments)) {
                return false;
            }
        }
        return true;
    }

    private static String name(TypeMirror type) {
        return Compiler.nameOf(type).toString();
    }
}
