package io.muniment.processor.problem;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place in a user's source: an element, or an annotation on it, or one value of that annotation. The model
 * carries places so that a rule can point at the smallest thing that is wrong; nothing is asked of them.
 */
public record Place(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {

    /** The element itself. */
    public static Place of(Element element) {
        return new Place(element, null, null);
    }
}
