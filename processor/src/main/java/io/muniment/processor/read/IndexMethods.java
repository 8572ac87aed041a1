package io.muniment.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.problem.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Reads the methods that compute what entries are found by. What they give is not stored, so its types are kept apart.
 */
record IndexMethods(Compiler compiler, Access access, TypeReader keys) {

    /** Those that {@code element} declares, by name, as they are in {@code type}. */
    List<IndexMethod> of(TypeElement element, TypeMirror type, Place use) {
        Set<String> components = new HashSet<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            if (isAsked(IndexAnnotations.on(component, use))) {
                components.add(component.getSimpleName().toString());
            }
        }
        List<IndexMethod> methods = new ArrayList<>();
        for (ExecutableElement method : ElementFilter.methodsIn(element.getEnclosedElements())) {
            Place place = compiler.sources().place(method, use);
            IndexAnnotations annotations = IndexAnnotations.on(method, place);
            // What stands on a component stands on its accessor too.
            boolean isAccessor = method.getParameters().isEmpty()
                    && components.contains(method.getSimpleName().toString());
            if (isAsked(annotations) && !isAccessor) {
                methods.add(read(element, type, method, annotations, place));
            }
        }
        methods.sort(Comparator.comparing(IndexMethod::name));
        return methods;
    }

    private static boolean isAsked(IndexAnnotations annotations) {
        return annotations.ofComponent().isAny();
    }

    private IndexMethod read(
            TypeElement element, TypeMirror type, ExecutableElement method, IndexAnnotations annotations, Place place) {
        boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
        ExecutableType typed = type instanceof DeclaredType declared && !isStatic
                ? (ExecutableType) compiler.types().asMemberOf(declared, method)
                : (ExecutableType) method.asType();
        List<TypeName> parameters = typed.getParameterTypes().stream()
                .map(Compiler::nameOf)
                .map(TypeName::box)
                .toList();
        return new IndexMethod(
                method.getSimpleName().toString(),
                isStatic ? ClassName.get(element) : Compiler.nameOf(type),
                isStatic,
                access.reaches(method),
                method.getTypeParameters().isEmpty() && method.getThrownTypes().isEmpty(),
                parameters,
                keys.read(typed.getReturnType(), place),
                annotations.ofComponent(),
                annotations.names(),
                place);
    }
}
