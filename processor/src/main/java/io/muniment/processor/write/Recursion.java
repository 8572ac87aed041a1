package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which serializers must count how deep they are. Collections and optionals always do, so what is left are circles
 * of records and families that pass none of them: a family in one of these counts, and a record in one without a
 * family (no value can be of such a type, but bytes could say so).
 */
final class Recursion {

    private final Map<ClassName, Definition> definitions = new HashMap<>();

    /** In one schema. */
    Recursion(SchemaModel schema) {
        schema.types().forEach(definition -> definitions.put(definition.type().serializer(), definition));
    }

    /** Whether the serializer of {@code definition} must count. */
    boolean mustCount(Definition definition) {
        return reaches(definition, definition, definition instanceof FamilyDefinition, new HashSet<>());
    }

    private boolean reaches(Definition from, Definition to, boolean throughFamilies, Set<ClassName> seen) {
        return parts(from)
                .filter(part -> throughFamilies || part instanceof RecordDefinition)
                .anyMatch(part ->
                        part == to || seen.add(part.type().serializer()) && reaches(part, to, throughFamilies, seen));
    }

    private Stream<Definition> parts(Definition definition) {
        return types(definition)
                .filter(DefinedType.class::isInstance)
                .map(type -> Objects.requireNonNull(definitions.get(((DefinedType) type).serializer())));
    }

    private static Stream<StoredType> types(Definition definition) {
        if (definition instanceof RecordDefinition type) {
            return type.components().stream().map(component -> component.type());
        }
        if (definition instanceof FamilyDefinition type) {
            return type.cases().stream().map(FamilyDefinition.Case::type);
        }
        return Stream.empty();
    }
}
