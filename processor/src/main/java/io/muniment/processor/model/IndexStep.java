package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.problem.Place;

/**
 * One step from a table's value towards what an index is by: the accessor of a component, or a method that
 * computes.
 *
 * @param name the component or the method
 * @param owner the type that has it
 * @param kind what it is
 * @param type what it gives; may be primitive
 * @param place the component, or what names it
 */
public record IndexStep(String name, TypeName owner, Kind kind, StoredType type, Place place) {

    /** How a step is made. */
    public enum Kind {
        COMPONENT,
        METHOD,
        /** Which takes the value. */
        STATIC_METHOD
    }

    /** Whether it may give nothing. */
    public boolean isOptional() {
        return type instanceof OptionalType;
    }

    /** Whether it gives several, none among them. */
    public boolean isBySeveral() {
        return present(type) instanceof CollectionType;
    }

    /** What it gives, each of it if it is several. */
    public StoredType each() {
        return present(type) instanceof CollectionType several ? several.element() : present(type);
    }

    private static StoredType present(StoredType type) {
        return type instanceof OptionalType optional ? optional.element() : type;
    }
}
