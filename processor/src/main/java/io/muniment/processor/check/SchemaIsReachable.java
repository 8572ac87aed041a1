package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A schema is not private, nor in a class that is. */
final class SchemaIsReachable implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        schema.declaration()
                .hidden()
                .ifPresent(hidden -> problems.accept(new Mistake(
                        schema.declaration().place(),
                        "The generated database cannot reach a private schema",
                        hidden + " is private",
                        "the same without private")));
    }
}
