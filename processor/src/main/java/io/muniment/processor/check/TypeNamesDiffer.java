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
        Map<String, Definition> first = new HashMap<>();
        for (Definition definition : schema.types()) {
            String name = definition.facts().storedName();
            Definition other = first.putIfAbsent(name, definition);
            if (other != null && !identity(other).equals(identity(definition))) {
                problems.accept(new Mistake(
                        definition.facts().typeName().orElse(definition.place()),
                        "Two stored types have the same stored name",
                        Words.quoted(name) + " for " + identity(other) + " and for " + identity(definition),
                        definition instanceof CustomDefinition
                                ? "@TypeName(\"...\") with another name on one of the types or its serializer"
                                : "@TypeName(\"...\") with another name on one of the two"));
            }
        }
    }

    /** The instantiations of a generic type have one name, and their arguments tell them apart. */
    private static String identity(Definition definition) {
        String type = Words.raw(definition.type().javaType()).toString();
        return definition.type().isCustom()
                ? definition.type().javaType() + " by " + definition.type().serializer()
                : type;
    }
}
