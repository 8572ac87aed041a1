package io.muniment.processor.check;

import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A stored enum has a constant: without one it has no value. */
final class EnumHasConstants implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        schema.types().stream()
                .filter(definition -> definition instanceof EnumDefinition enumeration
                        && enumeration.constants().isEmpty())
                .forEach(definition -> problems.accept(new Mistake(
                        definition.place(),
                        "A stored enum needs a constant",
                        "enum " + Words.type(definition.type().javaType()) + " has none",
                        "its constants, or a record without components for a type with one value")));
    }
}
