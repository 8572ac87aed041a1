package io.muniment.processor.check;

import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A value has an end. A type may hold itself in a collection, in an {@code Optional}, or in a sealed type that has
 * another case; a record that always holds another of its own could never be made.
 */
final class ValueEnds implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Set<Definition> endless = endless(schema);
        for (Definition definition : schema.types()) {
            if (definition instanceof RecordDefinition && endless.contains(definition)) {
                endlessUses(schema, definition, endless)
                        .filter(use -> reaches(schema, use, definition, endless, new HashSet<>()))
                        .findFirst()
                        .ifPresent(use -> problems.accept(mistake(definition, use)));
            }
        }
    }

    /** What remains when all that has an end is taken away, and then all that has one because of that. */
    private static Set<Definition> endless(SchemaModel schema) {
        Set<Definition> endless = new HashSet<>(schema.types());
        while (endless.removeIf(definition -> ends(schema, definition, endless))) {}
        return endless;
    }

    private static boolean ends(SchemaModel schema, Definition definition, Set<Definition> endless) {
        if (definition instanceof RecordDefinition) {
            return endlessUses(schema, definition, endless).findAny().isEmpty();
        } else if (definition instanceof FamilyDefinition family) {
            return family.cases().isEmpty() || family.cases().stream().anyMatch(c -> !isIn(schema, c.type(), endless));
        } else {
            return true;
        }
    }

    private static Stream<Use> endlessUses(SchemaModel schema, Definition definition, Set<Definition> endless) {
        return Use.of(definition).stream().filter(use -> isIn(schema, use.type(), endless));
    }

    private static boolean isIn(SchemaModel schema, StoredType type, Set<Definition> definitions) {
        return type instanceof DefinedType use && definitions.contains(schema.definition(use));
    }

    /** Whether {@code goal} is, or is always held by, what is used. */
    private static boolean reaches(
            SchemaModel schema, Use use, Definition goal, Set<Definition> endless, Set<Definition> seen) {
        Definition definition = schema.definition((DefinedType) use.type());
        if (definition.equals(goal)) {
            return true;
        }
        List<Use> next = endlessUses(schema, definition, endless).toList();
        return seen.add(definition) && next.stream().anyMatch(inner -> reaches(schema, inner, goal, endless, seen));
    }

    private static Mistake mistake(Definition definition, Use use) {
        String type = Words.type(use.type().javaType());
        return new Mistake(
                use.place(),
                "A value of " + Words.type(definition.type().javaType()) + " would have no end",
                use.where() + " is a " + type + ", which always holds another "
                        + Words.type(definition.type().javaType()),
                "Optional<" + type + "> or List<" + type + ">");
    }
}
