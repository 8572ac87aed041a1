package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.problem.Place;
import java.util.Optional;

/**
 * How a user's serializer is written, as far as a rule asks.
 *
 * @param name the class
 * @param isResolved whether there is such a class, and it is a serializer; if not, the rest says nothing
 * @param isAbstract whether it cannot be made
 * @param isInner whether it needs an object around it
 * @param hidden the class, it or one around it, that the schema's package cannot reach, if there is one
 * @param hasConstructor whether the schema's package can reach a constructor without parameters
 * @param handled the type that it serializes, if that is one type
 * @param place the value of the annotation that names it
 */
public record SerializerFacts(
        ClassName name,
        boolean isResolved,
        boolean isAbstract,
        boolean isInner,
        Optional<String> hidden,
        boolean hasConstructor,
        Optional<TypeName> handled,
        Place place) {}
