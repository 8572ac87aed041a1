package io.muniment.processor.check;

import io.muniment.processor.model.Change;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.DefaultValue;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.Statement;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code @Default} says a value of its component's type, and {@code @RenamedFrom} stands where a name is stored. */
final class StatementsSayValues implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Statement statement : schema.statements()) {
            Change change = statement.change();
            if (change.verb() == Change.Verb.DEFAULT) {
                for (Definition definition : schema.types()) {
                    if (definition instanceof RecordDefinition record
                            && record.facts().storedName().equals(change.type())) {
                        record.components().stream()
                                .filter(component -> component.name().equals(change.member()))
                                .forEach(component -> check(schema, record, component, statement, problems));
                    }
                }
            } else if (change.verb() == Change.Verb.RENAMED_FROM
                    && change.type().isEmpty()
                    && change.member().isEmpty()) {
                problems.accept(new Mistake(
                        statement.place(),
                        "A schema has its name on disk from @Schema",
                        "@RenamedFrom(" + Words.quoted(change.text()) + ") on " + Words.schema(schema),
                        "@Schema(name = " + Words.quoted(change.text()) + ")"));
            }
        }
    }

    private static void check(
            SchemaModel schema,
            RecordDefinition record,
            Component component,
            Statement statement,
            Consumer<Problem> problems) {
        String text = statement.change().text();
        if (DefaultValue.of(component.type(), schema, text).isPresent()) {
            return;
        }
        String found = "@Default(" + Words.quoted(text) + ") on "
                + Words.type(Words.raw(record.type().javaType())) + "." + component.name() + ", of type "
                + Words.type(component.type().javaType());
        if (component.type().isEmptyAtFirst()) {
            problems.accept(new Mistake(
                    statement.place(), "An Optional or a collection begins empty by itself", found, "no @Default"));
            return;
        }
        Optional<String> example = DefaultValue.example(component.type(), schema);
        if (example.isEmpty()) {
            problems.accept(new Mistake(
                    statement.place(),
                    "No text says a value of this type",
                    found,
                    "no @Default: then the method for "
                            + Words.type(Words.raw(record.type().javaType()))
                            + " in the generated interface of the step is yours to write"));
            return;
        }
        problems.accept(new Mistake(
                statement.place(),
                "A @Default is a value of the component's type",
                found,
                suggestion(schema, component, text, example.get())));
    }

    private static String suggestion(SchemaModel schema, Component component, String text, String example) {
        if (component.type() instanceof DefinedType use
                && schema.definition(use) instanceof EnumDefinition enumeration) {
            return "@Default("
                    + Words.suggestion(
                            text,
                            enumeration.constants().stream()
                                    .map(EnumDefinition.Constant::name)
                                    .toList())
                    + ")";
        }
        return "@Default(" + Words.quoted(example) + "), or another value of this form";
    }
}
