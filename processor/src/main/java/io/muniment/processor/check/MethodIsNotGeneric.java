package io.muniment.processor.check;

import io.muniment.processor.model.Member;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A method that names a table has no type parameters. */
final class MethodIsNotGeneric implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Member member : schema.declaration().members()) {
            if (member.sort() == Member.Sort.ABSTRACT
                    && !member.typeParameters().isEmpty()) {
                problems.accept(new Mistake(
                        member.typeParameters().get(0).place(),
                        "A method that names a table cannot be generic",
                        "the type parameter " + member.typeParameters().get(0).text() + " of " + member.name() + "()",
                        "the types themselves"));
            }
        }
    }
}
