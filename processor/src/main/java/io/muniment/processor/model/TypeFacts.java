package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;
import java.util.Optional;

/**
 * How one of the user's types is written, as far as a rule asks.
 *
 * @param storedName the name on disk, without arguments
 * @param typeName where the {@code @TypeName} stands that gives it, if there is one
 * @param hidden the class, it or one around it or one of its arguments, that the schema's package cannot reach
 * @param isComparable whether its values compare with one another
 * @param hasEquality whether {@code equals} and {@code hashCode} are not those of {@code Object}
 * @param groups the indexes by several components that it asks for
 * @param methods those that compute what it is found by
 * @param place the class, or the use if the class is not among the sources of this compile
 * @param use where it was met first
 */
public record TypeFacts(
        String storedName,
        Optional<Place> typeName,
        Optional<String> hidden,
        boolean isComparable,
        boolean hasEquality,
        List<IndexGroup> groups,
        List<IndexMethod> methods,
        Place place,
        Place use) {

    /** Copies the list. */
    public TypeFacts {
        groups = List.copyOf(groups);
        methods = List.copyOf(methods);
    }
}
