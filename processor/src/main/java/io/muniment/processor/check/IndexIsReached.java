package io.muniment.processor.check;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** An annotation that asks for an index stands where a table has one by it. */
final class IndexIsReached implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Set<Place> reached = schema.tables().stream()
                .flatMap(table -> table.indexes().stream())
                .map(index -> index.by().place())
                .collect(Collectors.toSet());
        for (Definition definition : schema.types()) {
            if (definition instanceof RecordDefinition record) {
                record.components().stream()
                        .filter(component -> component.index().isAny() && !reached.contains(component.place()))
                        .forEach(component -> problems.accept(mistake(record, component)));
            }
        }
    }

    private static Mistake mistake(RecordDefinition record, Component component) {
        String type = Words.type(record.type().javaType());
        return new Mistake(
                component.place(),
                "An index is by a component of what a table keeps, or of a record in that",
                component.index().annotation() + " on " + type + "." + component.name()
                        + ", and no Table or SortedTable keeps " + type
                        + ", nor has its value a component of that type",
                "no annotation here, and one on a component of the record that the table keeps");
    }
}
