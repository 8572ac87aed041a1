package io.muniment.processor.check;

import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A stored sealed type permits something: without a case it has no value. */
final class FamilyHasCases implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        schema.types().stream()
                .filter(definition -> definition instanceof FamilyDefinition family
                        && family.cases().isEmpty())
                .forEach(definition -> problems.accept(new Mistake(
                        definition.place(),
                        "A stored sealed type needs a case",
                        Words.type(definition.type().javaType()) + " permits none",
                        "a record that implements it")));
    }
}
