package io.muniment.processor.check;

import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** There is one index by the same: what is unique is found by that, and a second annotation is for ranges alone. */
final class IndexIsOne implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        List<IndexMethod> methods = new ArrayList<>(schema.indexMethods());
        for (Definition definition : schema.types()) {
            methods.addAll(definition.facts().methods());
            if (definition instanceof RecordDefinition record) {
                String type = Words.type(Words.raw(record.type().javaType()));
                for (Component component : record.components()) {
                    check(component.index(), component.place(), type + "." + component.name(), problems);
                }
                for (IndexGroup group : record.facts().groups()) {
                    String names = String.join(", ", group.texts());
                    check(group.request(), group.place(), names + " of " + type, problems);
                }
            }
        }
        for (IndexMethod method : methods) {
            String owner = Words.type(Words.raw(method.owner()));
            check(method.request(), method.place(), owner + "." + method.name() + "()", problems);
        }
    }

    private static void check(IndexRequest index, Place place, String what, Consumer<Problem> problems) {
        if (index.isUnique() && index.isIndexed() && !index.isOrdered()) {
            problems.accept(new Mistake(
                    place,
                    "What is unique has an index already",
                    "@Unique and @Indexed on " + what,
                    "@Unique alone; or @Indexed(ordered = true) beside it, for ranges"));
        }
    }
}
