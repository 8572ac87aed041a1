package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A schema can be implemented by the generated database. */
final class SchemaIsNotSealed implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        if (schema.declaration().isInterface() && schema.declaration().isSealed()) {
            String name = schema.interfaceName().simpleName();
            problems.accept(new Mistake(
                    schema.declaration().place(),
                    "A schema cannot be sealed: the generated database implements it",
                    "sealed interface " + name,
                    "interface " + name));
        }
    }
}
