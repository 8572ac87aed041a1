package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A schema stands alone, so that all of it can be read in one place. */
final class SchemaExtendsNothing implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        String name = schema.interfaceName().simpleName();
        schema.declaration()
                .superinterfaces()
                .forEach(above -> problems.accept(new Mistake(
                        schema.declaration().place(),
                        "A schema cannot extend another interface",
                        name + " extends " + Words.type(above),
                        "interface " + name + ", with all its tables in itself")));
    }
}
