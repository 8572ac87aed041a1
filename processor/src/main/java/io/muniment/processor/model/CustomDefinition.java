package io.muniment.processor.model;

import java.util.List;

/**
 * A type with the user's own serializer.
 *
 * @param serializers how it is written, for the rules; more than one is a problem
 */
public record CustomDefinition(DefinedType type, List<SerializerFacts> serializers, TypeFacts facts)
        implements Definition {

    /** Copies the list. */
    public CustomDefinition {
        serializers = List.copyOf(serializers);
    }
}
