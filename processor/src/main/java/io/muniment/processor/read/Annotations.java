package io.muniment.processor.read;

import static java.util.Objects.requireNonNull;

import io.muniment.processor.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** Annotations as they stand in a source, with the places of their values. No annotation class is loaded. */
record Annotations(Element element, List<? extends AnnotationMirror> mirrors) {

    /** Those on {@code element}. */
    static Annotations on(Element element) {
        return new Annotations(element, element.getAnnotationMirrors());
    }

    /** The annotation of this class, if it is there. */
    Optional<One> find(Class<?> annotation) {
        return all(annotation.getCanonicalName()).stream().findFirst();
    }

    /** All annotations of this class, whether they stand alone or several in {@code container}. */
    List<One> findAll(Class<?> annotation, Class<?> container) {
        List<One> found = new ArrayList<>(all(annotation.getCanonicalName()));
        for (One several : all(container.getCanonicalName())) {
            for (Object inner : (List<?>) several.value("value").getValue()) {
                found.add(new One(element, (AnnotationMirror) ((AnnotationValue) inner).getValue()));
            }
        }
        return found;
    }

    private List<One> all(String name) {
        return mirrors.stream()
                .filter(mirror -> nameOf(mirror).equals(name))
                .map(mirror -> new One(element, mirror))
                .toList();
    }

    private static String nameOf(AnnotationMirror mirror) {
        DeclaredType type = mirror.getAnnotationType();
        return ((TypeElement) type.asElement()).getQualifiedName().toString();
    }

    /** One annotation. */
    record One(Element element, AnnotationMirror mirror) {

        /** The value that is written for a member, or its default if none is. */
        AnnotationValue value(String member) {
            AnnotationValue written = written(member);
            return written != null ? written : defaultOf(member);
        }

        /** The place of the value that is written for a member, or of the annotation if none is. */
        Place place(String member) {
            return new Place(element, mirror, written(member));
        }

        private @Nullable AnnotationValue written(String member) {
            for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                    mirror.getElementValues().entrySet()) {
                if (entry.getKey().getSimpleName().contentEquals(member)) {
                    return entry.getValue();
                }
            }
            return null;
        }

        private AnnotationValue defaultOf(String member) {
            for (Element method : mirror.getAnnotationType().asElement().getEnclosedElements()) {
                if (method instanceof ExecutableElement executable
                        && method.getSimpleName().contentEquals(member)) {
                    return requireNonNull(executable.getDefaultValue());
                }
            }
            throw new IllegalArgumentException(mirror + " has no member " + member);
        }
    }
}
