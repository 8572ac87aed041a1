package io.muniment.processor.model;

import java.util.List;

/**
 * A type with the user's own serializer.
 *
 * @param serializers how it is written, for the rules; more than one is a problem
 * @param asked the annotations on components that ask for indexes, which it cannot have
 */
public record CustomDefinition(
        DefinedType type, List<SerializerFacts> serializers, List<Written> asked, TypeFacts facts)
        implements Definition {

    /** Copies the list. */
    public CustomDefinition {
        serializers = List.copyOf(serializers);
        asked = List.copyOf(asked);
    }
}
