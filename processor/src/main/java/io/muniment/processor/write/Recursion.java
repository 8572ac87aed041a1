package io.muniment.processor.write;

import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which serializers must count how deep they are. Collections and optionals always do, so what is left are circles
 * of records and families that pass none of them: a family in one of these counts, and a record in one without a
 * family (no value can be of such a type, but bytes could say so).
 */
final class Recursion {

    private final SchemaModel schema;
    private final boolean throughFamilies;
    private final Set<Definition> seen = new HashSet<>();

    private Recursion(SchemaModel schema, boolean throughFamilies) {
        this.schema = schema;
        this.throughFamilies = throughFamilies;
    }

    /** Whether the serializer of {@code definition} must count. */
    static boolean mustCount(SchemaModel schema, Definition definition) {
        return new Recursion(schema, definition instanceof FamilyDefinition).reaches(definition, definition);
    }

    private boolean reaches(Definition from, Definition to) {
        return parts(from).anyMatch(part -> part.equals(to) || seen.add(part) && reaches(part, to));
    }

    private Stream<Definition> parts(Definition definition) {
        return types(definition)
                .filter(DefinedType.class::isInstance)
                .map(type -> schema.definition((DefinedType) type))
                .filter(part -> throughFamilies || part instanceof RecordDefinition);
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
