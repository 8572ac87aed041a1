package io.muniment.processor.check;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.Written;
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
                .flatMap(index -> index.parts().stream())
                .map(IndexStep::place)
                .collect(Collectors.toSet());
        for (Definition definition : schema.types()) {
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
