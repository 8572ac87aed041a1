package io.muniment.processor.read;

import io.muniment.processor.problem.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Which classes are among the sources of this compile. A compiler shows a message at a class from a library
 * without any place, so what is wrong there is told where the library's class is used.
 */
public final class Sources {

    private final Set<String> names = new HashSet<>();

    /** Adds the classes of a round. */
    public void add(Collection<? extends Element> roots) {
        for (Element root : roots) {
            if (root instanceof TypeElement type) {
                names.add(type.getQualifiedName().toString());
            }
        }
    }

    /** Whether there is a source that declares this class, which is not nested in another. */
    public boolean declare(String qualifiedName) {
        return names.contains(qualifiedName);
    }

    /** The place of {@code element}, or {@code use} if it is not in a source. */
    Place place(Element element, Place use) {
        return declare(outermost(element)) ? Place.of(element) : use;
    }

    private static String outermost(Element element) {
        Element outer = element;
        while (outer.getEnclosingElement() != null
                && outer.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            outer = outer.getEnclosingElement();
        }
        return outer instanceof TypeElement type ? type.getQualifiedName().toString() : "";
    }
}
