package io.muniment.processor.check;

import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One stored name is one type. */
final class TypeNamesDiffer implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Map<String, Definition> byName = new HashMap<>();
        Map<String, Definition> byExpression = new HashMap<>();
        for (Definition definition : schema.types()) {
            String name = definition.facts().storedName();
            String expression = definition.type().expression();
            Definition other = byName.putIfAbsent(name, definition);
            Definition same = byExpression.putIfAbsent(expression, definition);
            if (other != null && !identity(other).equals(identity(definition))) {
                tell(
                        definition,
                        Words.quoted(name) + " for " + identity(other) + " and for " + identity(definition),
                        definition instanceof CustomDefinition
                                ? "@TypeName(\"...\") with another name on one of the types or its serializer"
                                : "@TypeName(\"...\") with another name on one of the two",
                        problems);
            } else if (same != null) {
                tell(
                        definition,
                        Words.quoted(expression) + " for "
                                + Words.type(same.type().javaType()) + " and for "
                                + Words.type(definition.type().javaType()),
                        identity(same).equals(identity(definition))
                                ? "one of the two for both: they are stored alike"
                                : "@TypeName(\"...\") with another name on one of the two",
                        problems);
            }
        }
    }

    private static void tell(Definition definition, String found, String write, Consumer<Problem> problems) {
        problems.accept(new Mistake(
                definition.facts().typeName().orElse(definition.place()),
                "Two stored types have the same stored name",
                found,
                write));
    }

    /** The instantiations of a generic type have one name, and their arguments tell them apart. */
    private static String identity(Definition definition) {
        String type = Words.raw(definition.type().javaType()).toString();
        return definition.type().isCustom()
                ? definition.type().javaType() + " by " + definition.type().serializer()
                : type;
    }
}
