package io.muniment.processor.check;

import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A component has one index: what is unique is found by that, and a second annotation is for ranges alone. */
final class IndexIsOne implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Definition definition : schema.types()) {
            if (definition instanceof RecordDefinition record) {
                record.components().stream()
                        .filter(component -> isTwice(component.index()))
                        .forEach(component -> problems.accept(new Mistake(
                                component.place(),
                                "What is unique has an index already",
                                "@Unique and @Indexed on "
                                        + Words.type(Words.raw(record.type().javaType())) + "." + component.name(),
                                "@Unique alone; or @Indexed(ordered = true) beside it, for ranges")));
            }
        }
    }

    private static boolean isTwice(IndexRequest index) {
        return index.isUnique() && index.isIndexed() && !index.isOrdered();
    }
}
