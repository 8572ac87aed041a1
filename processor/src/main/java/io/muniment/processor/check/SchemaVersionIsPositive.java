package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** Versions count from 1. */
final class SchemaVersionIsPositive implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        if (schema.version() < 1) {
            problems.accept(new Mistake(
                    schema.declaration().versionPlace(),
                    "A schema's version counts from 1",
                    "version = " + schema.version(),
                    "version = 1"));
        }
    }
}
