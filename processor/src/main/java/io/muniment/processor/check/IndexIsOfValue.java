package io.muniment.processor.check;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import io.muniment.schema.TableKind;
import java.util.function.Consumer;

/** What has an index is the value of a table itself, not something in it. */
final class IndexIsOfValue implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Definition definition : schema.types()) {
            if (definition instanceof RecordDefinition record
                    && !isValue(schema, record.type().javaType())) {
                record.components().stream()
                        .filter(component -> component.index().isAny())
                        .forEach(component -> problems.accept(mistake(record, component)));
            }
        }
    }

    private static boolean isValue(SchemaModel schema, TypeName type) {
        return schema.tables().stream()
                .anyMatch(table -> table.kind() != TableKind.SINGLE
                        && table.value().javaType().equals(type));
    }

    private static Mistake mistake(RecordDefinition record, Component component) {
        String type = Words.type(record.type().javaType());
        return new Mistake(
                component.place(),
                "An index is by a component of what a table keeps",
                component.index().annotation() + " on " + type + "." + component.name()
                        + ", and no Table or SortedTable" + " keeps " + type + " itself",
                "no annotation here, and one on a component of the record that the table keeps");
    }
}
