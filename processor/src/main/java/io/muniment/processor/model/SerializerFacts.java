package io.muniment.processor.model;

import io.muniment.processor.problem.Place;

/**
 * How a user's serializer is written.
 *
 * @param qualifiedName the class
 * @param isAbstract whether it cannot be made
 * @param isInner whether it needs an object around it
 * @param isAccessible whether the schema's package can reach it
 * @param hasConstructor whether the schema's package can reach a constructor without parameters
 * @param handled the type that it serializes, as Java would write it; empty when that is not one type
 * @param handlesType whether that is the type it is named for
 * @param place the value of the annotation that names it
 */
public record SerializerFacts(
        String qualifiedName,
        boolean isAbstract,
        boolean isInner,
        boolean isAccessible,
        boolean hasConstructor,
        String handled,
        boolean handlesType,
        Place place) {}
