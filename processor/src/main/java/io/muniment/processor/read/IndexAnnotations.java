package io.muniment.processor.read;

import io.muniment.annotation.Indexed;
import io.muniment.annotation.Unique;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.Written;
import io.muniment.processor.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * The annotations on an element that ask for indexes.
 *
 * @param place the element, or the use if the compiler cannot show that
 */
record IndexAnnotations(List<Annotations.One> unique, List<Annotations.One> indexed, Place place) {

    static IndexAnnotations on(Element element, Place place) {
        Annotations annotations = Annotations.on(element);
        return new IndexAnnotations(
                annotations.findAll(Unique.class, Unique.All.class),
                annotations.findAll(Indexed.class, Indexed.All.class),
                place);
    }

    /** What they ask for on one component. */
    IndexRequest ofComponent() {
        return new IndexRequest(
                !unique.isEmpty(), !indexed.isEmpty(), indexed.stream().anyMatch(IndexAnnotations::isOrdered));
    }

    /** All names in them. */
    List<Written> names() {
        return Stream.concat(unique.stream(), indexed.stream())
                .flatMap(annotation -> names(annotation).stream())
                .toList();
    }

    /** What they ask for on a type: of two with the same names the second adds ranges to what is unique. */
    List<IndexGroup> groups() {
        List<IndexGroup> groups = new ArrayList<>();
        unique.forEach(annotation -> groups.add(group(annotation, new IndexRequest(true, false, false))));
        for (Annotations.One annotation : indexed) {
            IndexGroup group = group(annotation, new IndexRequest(false, true, isOrdered(annotation)));
            Optional<IndexGroup> same = groups.stream()
                    .filter(other ->
                            other.request().isUnique() && !other.request().isIndexed())
                    .filter(other -> other.texts().equals(group.texts()))
                    .findFirst();
            same.ifPresent(groups::remove);
            groups.add(same.isEmpty() ? group : group(annotation, new IndexRequest(true, true, isOrdered(annotation))));
        }
        return groups;
    }

    private IndexGroup group(Annotations.One annotation, IndexRequest request) {
        return new IndexGroup(request, names(annotation), placeOf(annotation));
    }

    private Place placeOf(Annotations.One annotation) {
        return isShown(annotation) ? new Place(annotation.element(), annotation.mirror(), null) : place;
    }

    private boolean isShown(Annotations.One annotation) {
        return place.element().equals(annotation.element());
    }

    private List<Written> names(Annotations.One annotation) {
        List<Written> names = new ArrayList<>();
        for (Object each : (List<?>) annotation.value("value").getValue()) {
            AnnotationValue value = (AnnotationValue) each;
            Place at = isShown(annotation) ? new Place(annotation.element(), annotation.mirror(), value) : place;
            names.add(new Written(String.valueOf(value.getValue()), at));
        }
        return names;
    }

    private static boolean isOrdered(Annotations.One annotation) {
        return Boolean.TRUE.equals(annotation.value("ordered").getValue());
    }
}
