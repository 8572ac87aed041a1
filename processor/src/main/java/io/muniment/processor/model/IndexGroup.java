package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;

/**
 * What an annotation on a type asks for: an index by several of its components together.
 *
 * @param request what it says besides
 * @param names of the components, right or wrong, each at its place
 * @param place the annotation
 */
public record IndexGroup(IndexRequest request, List<Written> names, Place place) {

    /** Copies the list. */
    public IndexGroup {
        names = List.copyOf(names);
    }

    /** The names alone. */
    public List<String> texts() {
        return names.stream().map(Written::text).toList();
    }
}
