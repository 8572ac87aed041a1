package io.muniment.processor.read;

import io.muniment.processor.problem.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Which classes are among the sources of this compile, and which places in them a compiler can show. It shows a
 * message at a class from a library without any place, so what is wrong there is told where the class is used.
 */
public final class Sources {

    private final boolean showsRecords;
    private final Set<String> names = new HashSet<>();

    private Sources(boolean showsRecords) {
        this.showsRecords = showsRecords;
    }

    /** The sources of the compile that {@code environment} belongs to; none so far. */
    public static Sources of(ProcessingEnvironment environment) {
        // Eclipse's compiler shows messages at records, at their fields, at enum constants, and at type parameters
        // without any place.
        boolean isEclipse = environment.getClass().getName().startsWith("org.eclipse.jdt.");
        return new Sources(!isEclipse);
    }

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

    /** The place of {@code element}, or {@code use} if it is not in a source or cannot be shown. */
    Place place(Element element, Place use) {
        return declare(outermost(element)) && isShown(element) ? Place.of(element) : use;
    }

    private boolean isShown(Element element) {
        return switch (element.getKind()) {
            case RECORD_COMPONENT -> false;
            case RECORD, ENUM_CONSTANT, TYPE_PARAMETER -> showsRecords;
            default -> showsRecords || Access.outer(element).getKind() != ElementKind.RECORD;
        };
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
