package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** {@code @Schema} stands on an interface. */
final class SchemaIsInterface implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        if (!schema.declaration().isInterface()) {
            String name = schema.interfaceName().simpleName();
            problems.accept(new Mistake(
                    schema.declaration().place(),
                    "A schema must be an interface",
                    schema.declaration().kind() + " " + name,
                    "interface " + name));
        }
    }
}
