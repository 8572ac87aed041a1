package io.muniment.processor.read;

import io.muniment.annotation.Default;
import io.muniment.annotation.Dropped;
import io.muniment.annotation.RenamedFrom;
import io.muniment.processor.model.Change;
import io.muniment.processor.model.Statement;
import io.muniment.processor.problem.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** What is stated about the step from the version before: by each of several uses of a generic type, and told once. */
final class Statements {

    private final Map<Change, Statement> all = new LinkedHashMap<>();

    /** All, in the order in which they were met. */
    List<Statement> all() {
        return List.copyOf(all.values());
    }

    /**
     * Adds what stands on {@code element}.
     *
     * @param type the stored name of the type that it is, or is a member of; empty for a schema and its tables
     * @param member its own name; empty for a type and a schema
     * @param place the element, or the use if the compiler cannot show that
     */
    void addOf(Element element, String type, String member, Place place) {
        Annotations annotations = Annotations.on(element);
        annotations.find(Default.class).ifPresent(one -> add(one, type, member, Change.Verb.DEFAULT, place));
        annotations.find(RenamedFrom.class).ifPresent(one -> add(one, type, member, Change.Verb.RENAMED_FROM, place));
        annotations
                .findAll(Dropped.class, Dropped.All.class)
                .forEach(one -> add(one, type, member, Change.Verb.DROPPED, place));
    }

    private void add(Annotations.One annotation, String type, String member, Change.Verb verb, Place place) {
        for (AnnotationValue value : values(annotation.value("value"))) {
            boolean isShown = place.element().equals(annotation.element());
            Change change = new Change(type, member, verb, String.valueOf(value.getValue()));
            all.putIfAbsent(
                    change,
                    new Statement(change, isShown ? new Place(place.element(), annotation.mirror(), value) : place));
        }
    }

    private static List<AnnotationValue> values(AnnotationValue value) {
        List<AnnotationValue> values = new ArrayList<>();
        if (value.getValue() instanceof List<?> several) {
            several.forEach(each -> values.add((AnnotationValue) each));
        } else {
            values.add(value);
        }
        return values;
    }
}
