package io.muniment.processor.check;

import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What is looked up by equality is equal by value, through and through: keys, of indexes too, and elements of sets. */
final class KeyHasEquality implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Search search = new Search(schema, problems);
        for (TableModel table : schema.tables()) {
            if (table.key().isPresent()) {
                Use key = Use.of(table).get(0);
                search.inside(key, key.where());
            }
            for (IndexModel index : table.indexes()) {
                Use.of(index).stream()
                        .filter(use -> !IndexKeyIsValue.isSeveral(use.type()))
                        .forEach(use -> search.inside(use, "the index by " + use.where()));
            }
        }
        Use.all(schema).stream().flatMap(Use::parts).forEach(use -> {
            if (use.type() instanceof CollectionType set && set.kind() != CollectionType.Kind.LIST) {
                search.inside(use.with(set.element()), "a set in " + use.where());
            } else if (use.type() instanceof MapType map) {
                search.inside(use.with(map.key()), "the key of a map in " + use.where());
            }
        });
    }

    /** Goes through all that keys hold, each definition once. */
    private static final class Search {

        private final SchemaModel schema;
        private final Consumer<Problem> problems;
        private final Set<Definition> seen = new HashSet<>();
        private final Set<Place> told = new HashSet<>();

        Search(SchemaModel schema, Consumer<Problem> problems) {
            this.schema = schema;
            this.problems = problems;
        }

        void inside(Use use, String key) {
            if (use.type() instanceof BuiltInType builtIn && builtIn.builtIn().isArray()) {
                tellArray(use, key);
            } else if (use.type() instanceof DefinedType type) {
                inside(schema.definition(type), use, key);
            } else {
                Use.elements(use.type()).forEach(element -> inside(use.with(element), key));
            }
        }

        private void inside(Definition definition, Use use, String key) {
            if (definition instanceof CustomDefinition custom && !custom.facts().hasEquality()) {
                tellCustom(custom, use, key);
            } else if (seen.add(definition)) {
                Use.of(definition).forEach(part -> inside(part, key));
            }
        }

        private void tellArray(Use use, String key) {
            if (told.add(use.place())) {
                String type = Words.type(use.type().javaType());
                String boxed = Words.type(
                        ((com.palantir.javapoet.ArrayTypeName) use.type().javaType())
                                .componentType()
                                .box());
                problems.accept(new Mistake(
                        use.place(),
                        "A key cannot hold an array: arrays are not equal by value",
                        type + " in " + place(use, key),
                        type.equals("byte[]") ? "Bytes" : "List<" + boxed + ">"));
            }
        }

        private void tellCustom(CustomDefinition custom, Use use, String key) {
            if (told.add(use.place())) {
                String type = Words.type(custom.type().javaType());
                problems.accept(new Mistake(
                        use.place(),
                        "A key must be equal by value",
                        type + " has no equals and hashCode of its own, in " + place(use, key),
                        "equals and hashCode in " + type + "; or a record in its place"));
            }
        }

        private static String place(Use use, String key) {
            return key.endsWith(use.where()) ? key : use.where() + ", in " + key;
        }
    }
}
