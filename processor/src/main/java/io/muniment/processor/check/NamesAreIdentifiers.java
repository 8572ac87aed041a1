package io.muniment.processor.check;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** Names are what Java calls an identifier, and can be seen: those in class files need be neither. */
final class NamesAreIdentifiers implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (TableModel table : schema.tables()) {
            check("A table's name", table.name(), table.place(), problems);
        }
        for (Definition definition : schema.types()) {
            if (definition.facts().typeName().isEmpty()) {
                check("A stored type's name", definition.facts().storedName(), definition.place(), problems);
            }
            if (definition instanceof RecordDefinition record) {
                for (Component component : record.components()) {
                    check("A component's name", component.name(), component.place(), problems);
                }
            } else if (definition instanceof EnumDefinition enumeration) {
                enumeration
                        .constants()
                        .forEach(constant -> check("A constant's name", constant.name(), definition.place(), problems));
            }
        }
    }

    private static void check(String what, String name, Place place, Consumer<Problem> problems) {
        if (!Words.isIdentifier(name)) {
            problems.accept(new Mistake(
                    place,
                    what + " must be an identifier without invisible characters",
                    Words.quoted(name),
                    "letters and digits"));
        }
    }
}
