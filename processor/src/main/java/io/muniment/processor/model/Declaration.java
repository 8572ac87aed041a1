package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;
import java.util.Optional;

/**
 * How a schema is written, as far as a rule asks.
 *
 * @param simpleName the annotated type
 * @param kind what sort of type it is: {@code class}, {@code enum}, {@code record}, {@code interface} ...
 * @param hidden the type, it or one around it, that its own package cannot reach, if there is one
 * @param typeParameters its own
 * @param superinterfaces as they are written
 * @param isSealed whether only some may implement it
 * @param members its methods, by name
 * @param place the type
 * @param namePlace the value of {@code @Schema(name)}, or the annotation
 * @param versionPlace the value of {@code @Schema(version)}, or the annotation
 * @param serializers the serializers that the schema names and that handle no type, or the same as another
 */
public record Declaration(
        String simpleName,
        String kind,
        Optional<String> hidden,
        List<String> typeParameters,
        List<String> superinterfaces,
        boolean isSealed,
        List<Member> members,
        Place place,
        Place namePlace,
        Place versionPlace,
        List<SerializerFacts> serializers) {

    /** Copies the lists. */
    public Declaration {
        typeParameters = List.copyOf(typeParameters);
        superinterfaces = List.copyOf(superinterfaces);
        members = List.copyOf(members);
        serializers = List.copyOf(serializers);
    }
}
