package io.muniment.processor.check;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.Written;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An index by several components stands on the record that has them, and names each once. */
final class IndexNamesComponents implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Definition definition : schema.types()) {
            String type = Words.type(Words.raw(definition.type().javaType()));
            for (IndexGroup group : definition.facts().groups()) {
                if (definition instanceof RecordDefinition record) {
                    ofRecord(record, type, group, problems);
                } else {
                    problems.accept(new Mistake(
                            group.place(),
                            "Only a record that Muniment stores itself has components to find it by",
                            Words.annotation(group) + " on " + type,
                            "no annotation here, and one on a record that a table keeps"));
                }
            }
            if (definition instanceof RecordDefinition record) {
                record.components().forEach(component -> onComponent(type, component, problems));
            }
        }
    }

    /** Whether there is nothing to say of what {@code group} names. */
    static boolean isGood(RecordDefinition record, IndexGroup group) {
        return group.names().size() > 1
                && new HashSet<>(group.texts()).size() == group.names().size()
                && names(record).containsAll(group.texts());
    }

    private static List<String> names(RecordDefinition record) {
        return record.constructorOrder().stream().map(Component::name).toList();
    }

    private static void ofRecord(RecordDefinition record, String type, IndexGroup group, Consumer<Problem> problems) {
        if (group.names().size() < 2) {
            problems.accept(new Mistake(
                    group.place(),
                    "An index on a record is by two components or more",
                    Words.annotation(group) + " on " + type,
                    group.request().annotation() + " on the component itself; or the names of several here"));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Written name : group.names()) {
            if (!names(record).contains(name.text())) {
                problems.accept(new Mistake(
                        name.place(),
                        "An index names a component that is not there",
                        Words.quoted(name.text()) + " in " + Words.annotation(group) + " on " + type,
                        Words.suggestion(name.text(), names(record))));
            } else if (!seen.add(name.text())) {
                problems.accept(new Mistake(
                        name.place(),
                        "An index names a component twice",
                        Words.quoted(name.text()) + " in " + Words.annotation(group) + " on " + type,
                        "each name once"));
            }
        }
    }

    private static void onComponent(String type, Component component, Consumer<Problem> problems) {
        if (!component.named().isEmpty()) {
            problems.accept(new Mistake(
                    component.place(),
                    "An index by several components stands on the record",
                    Words.annotation(component.index(), component.named()) + " on " + type + "." + component.name(),
                    component.index().annotation() + " without names here; or the annotation on " + type));
        }
    }
}
