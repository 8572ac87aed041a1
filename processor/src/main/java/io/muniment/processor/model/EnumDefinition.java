package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;

/**
 * An enum. A constant is written as its id.
 *
 * @param constants by id
 */
public record EnumDefinition(DefinedType type, List<Constant> constants, TypeFacts facts) implements Definition {

    /** Copies the list. */
    public EnumDefinition {
        constants = List.copyOf(constants);
    }

    /**
     * One constant.
     *
     * @param id from 1, in order of name: neither ordinals nor source order reach the bytes
     * @param name the constant
     * @param place the constant, or the use if the enum is not among the sources of this compile
     */
    public record Constant(int id, String name, Place place) {}
}
