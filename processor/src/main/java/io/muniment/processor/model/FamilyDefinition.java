package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;

/**
 * A sealed interface or class. A value is written as the id of its case, then as that case is.
 *
 * @param cases by id; those that this instantiation of a generic family can have. A value is of the first case
 *     whose class it is an instance of
 */
public record FamilyDefinition(DefinedType type, List<Case> cases, TypeFacts facts) implements Definition {

    /** Copies the list. */
    public FamilyDefinition {
        cases = List.copyOf(cases);
    }

    /**
     * One permitted type.
     *
     * @param id from 1, in order of the type's expression
     * @param type a {@link DefinedType} (a record, an enum, a family, or one with its own serializer); anything
     *     else is a problem
     * @param place the permitted type, or the use of the family if it is not among the sources of this compile
     */
    public record Case(int id, StoredType type, Place place) {}
}
