package io.muniment.processor.check;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.Written;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An annotation that asks for an index stands where a table has one by it. */
final class IndexIsReached implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Set<Place> reached = schema.tables().stream()
                .flatMap(table -> table.indexes().stream())
                .flatMap(index -> index.parts().stream())
                .map(IndexStep::place)
                .collect(Collectors.toSet());
        List<IndexMethod> methods = new ArrayList<>();
        schema.indexMethods().stream().filter(IndexMethod::isStatic).forEach(methods::add);
        for (Definition definition : schema.types()) {
            definition.facts().methods().stream()
                    .filter(method -> method.takes(definition.type().javaType()))
                    .forEach(methods::add);
            if (definition instanceof CustomDefinition custom) {
                custom.asked().stream()
                        .filter(asked -> !reached.contains(asked.place()))
                        .forEach(asked -> problems.accept(mistake(custom, asked)));
            }
            if (definition instanceof RecordDefinition record) {
                String type = Words.type(record.type().javaType());
                for (Component component : record.components()) {
                    if (component.index().isAny() && !reached.contains(component.place())) {
                        String annotation = component.index().annotation();
                        problems.accept(
                                mistake(component.place(), annotation + " on " + type + "." + component.name(), type));
                    }
                }
                for (IndexGroup group : record.facts().groups()) {
                    if (IndexNamesComponents.isGood(record, group) && !isIn(reached, group)) {
                        problems.accept(mistake(group.place(), Words.annotation(group) + " on " + type, type));
                    }
                }
            }
        }
        methods.stream()
                .filter(method -> method.isCallable() && method.named().isEmpty())
                .filter(method -> !reached.contains(method.place()))
                .forEach(method -> problems.accept(mistake(method)));
    }

    private static Mistake mistake(CustomDefinition custom, Written asked) {
        String type = Words.type(custom.type().javaType());
        return new Mistake(
                asked.place(),
                "What is stored by a serializer of its own has no components to be found by",
                asked.text() + ", and " + type + " is stored by "
                        + Words.type(custom.type().serializer()),
                "no annotation here, and one on a static method that takes a " + type
                        + " and gives what it is found by");
    }

    private static Mistake mistake(IndexMethod method) {
        String owner = Words.type(Words.raw(method.owner()));
        String value = Words.type(method.isStatic() ? method.parameters().get(0) : method.owner());
        return new Mistake(
                method.place(),
                "An index is computed of what a table keeps, or of something in that",
                method.request().annotation() + " on " + owner + "." + method.name() + "(), and no Table or SortedTable"
                        + " keeps " + value + ", nor has its value a component of that type",
                "no annotation here, and one on a method for the type that the table keeps");
    }

    private static boolean isIn(Set<Place> reached, IndexGroup group) {
        return group.names().stream().map(Written::place).anyMatch(reached::contains);
    }

    private static Mistake mistake(Place place, String found, String type) {
        return new Mistake(
                place,
                "An index is by a component of what a table keeps, or of a record in that",
                found + ", and no Table or SortedTable keeps " + type + ", nor has its value a component of that type",
                "no annotation here, and one on a component of the record that the table keeps");
    }
}
