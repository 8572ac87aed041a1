package io.muniment.processor.model;

import io.muniment.processor.problem.Place;

/** One of the user's own types that the schema stores; a generic type has one for each use with other arguments. */
public sealed interface Definition permits RecordDefinition, EnumDefinition, FamilyDefinition, CustomDefinition {

    /** The type as it is used everywhere in this schema. */
    DefinedType type();

    /** How the class is written, for the rules. */
    TypeFacts facts();

    /** The class, or the use if the class is not among the sources of this compile. */
    default Place place() {
        return facts().place();
    }
}
