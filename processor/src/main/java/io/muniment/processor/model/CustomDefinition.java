package io.muniment.processor.model;

/**
 * A type with the user's own serializer.
 *
 * @param serializer how the serializer is written, for the rules
 */
public record CustomDefinition(DefinedType type, SerializerFacts serializer, TypeFacts facts) implements Definition {}
