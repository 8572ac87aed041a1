package io.muniment.processor.model;

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
     */
    public record Constant(int id, String name) {}
}
