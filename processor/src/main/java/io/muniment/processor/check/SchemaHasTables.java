package io.muniment.processor.check;

import io.muniment.processor.model.Member;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A schema names at least one table. */
final class SchemaHasTables implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        boolean hasTables =
                schema.declaration().members().stream().anyMatch(member -> member.sort() == Member.Sort.ABSTRACT);
        if (schema.declaration().isInterface() && !hasTables) {
            problems.accept(new Mistake(
                    schema.declaration().place(),
                    "A schema needs a table",
                    Words.schema(schema) + " has no abstract method",
                    "a method for each table, such as Table<String, Long> counts();"));
        }
    }
}
