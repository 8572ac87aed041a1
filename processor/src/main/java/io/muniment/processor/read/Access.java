package io.muniment.processor.read;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** What code in a schema's package can reach. */
final class Access {

    private final String home;

    /** From the package of {@code schema}. */
    Access(TypeElement schema) {
        this.home = packageOf(schema);
    }

    /** The class, {@code type} or one around it or one of its arguments, that cannot be reached, if there is one. */
    Optional<String> hidden(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return Optional.empty();
        }
        Optional<String> hidden = hidden((TypeElement) declared.asElement());
        for (TypeMirror argument : declared.getTypeArguments()) {
            hidden = hidden.or(() -> hidden(argument));
        }
        return hidden;
    }

    /** The class, {@code type} or one around it, that cannot be reached, if there is one. */
    Optional<String> hidden(TypeElement type) {
        for (Element element = type; element instanceof TypeElement around; element = element.getEnclosingElement()) {
            if (!reaches(around)) {
                return Optional.of(around.getQualifiedName().toString());
            }
        }
        return Optional.empty();
    }

    /** Whether a class, or a member of a class that can itself be reached, can be reached. */
    boolean reaches(Element element) {
        Set<Modifier> modifiers = element.getModifiers();
        if (modifiers.contains(Modifier.PUBLIC) || outer(element).getKind().isInterface()) {
            return true;
        }
        return !modifiers.contains(Modifier.PRIVATE) && packageOf(element).equals(home);
    }

    /** Whether {@code element} and all types around it are public. */
    static boolean isPublic(TypeElement type) {
        for (Element element = type; element instanceof TypeElement; element = element.getEnclosingElement()) {
            boolean inInterface = outer(element).getKind().isInterface();
            if (!inInterface && !element.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** What a class or a member stands in: at the outmost a package, so there is always something. */
    static Element outer(Element element) {
        return requireNonNull(element.getEnclosingElement());
    }

    private static String packageOf(Element element) {
        Element outer = element;
        while (!(outer instanceof PackageElement)) {
            outer = outer(outer);
        }
        return ((PackageElement) outer).getQualifiedName().toString();
    }
}
