package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A schema has no type parameters: what it stores is known when it is compiled. */
final class SchemaIsNotGeneric implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        String name = schema.interfaceName().simpleName();
        schema.declaration()
                .typeParameters()
                .forEach(parameter -> problems.accept(new Mistake(
                        parameter.place(),
                        "A schema cannot be generic",
                        "the type parameter " + parameter.text() + " of " + name,
                        "interface " + name + ", with the types themselves in its tables")));
    }
}
