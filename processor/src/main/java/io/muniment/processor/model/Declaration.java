package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.problem.Place;
import java.util.List;
import java.util.Optional;

/**
 * How a schema is written, as far as a rule asks.
 *
 * @param kind what sort of type it is, in words: {@code class}, {@code enum}, {@code interface} ...
 * @param isInterface whether that is what a schema must be
 * @param isSealed whether only some may implement it
 * @param isGenerated whether it is the interface of an older version, from what is on record
 * @param isResolved whether all types that it needs were there to be read
 * @param hidden the type, it or one around it, that its own package cannot reach, if there is one
 * @param typeParameters its own
 * @param superinterfaces what it extends
 * @param members its methods, by name
 * @param serializers those that {@code @SerializeWith} on the schema names
 * @param previous an older version that is kept by hand
 * @param place the type
 * @param namePlace the value of {@code @Schema(name)}, or the annotation
 * @param versionPlace the value of {@code @Schema(version)}, or the annotation
 */
public record Declaration(
        String kind,
        boolean isInterface,
        boolean isSealed,
        boolean isGenerated,
        boolean isResolved,
        Optional<String> hidden,
        List<Written> typeParameters,
        List<TypeName> superinterfaces,
        List<Member> members,
        List<SerializerFacts> serializers,
        Optional<Previous> previous,
        Place place,
        Place namePlace,
        Place versionPlace) {

    /** Copies the lists. */
    public Declaration {
        typeParameters = List.copyOf(typeParameters);
        superinterfaces = List.copyOf(superinterfaces);
        members = List.copyOf(members);
        serializers = List.copyOf(serializers);
    }
}
