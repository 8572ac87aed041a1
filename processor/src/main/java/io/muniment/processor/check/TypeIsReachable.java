package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** The generated code, in the schema's package, can name every stored type. */
final class TypeIsReachable implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        schema.types()
                .forEach(definition -> definition
                        .facts()
                        .hidden()
                        .ifPresent(hidden -> problems.accept(new Mistake(
                                definition.place(),
                                "The generated code cannot reach a stored type",
                                hidden + " cannot be seen from the package "
                                        + (schema.packageName().isEmpty() ? "without a name" : schema.packageName()),
                                "a public type"
                                        + (hidden.startsWith(schema.packageName() + ".")
                                                ? ", or one that is not private"
                                                : ", or one in that package")))));
    }
}
