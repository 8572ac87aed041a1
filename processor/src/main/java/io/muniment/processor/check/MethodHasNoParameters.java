package io.muniment.processor.check;

import io.muniment.processor.model.Member;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A method that names a table has no parameters. */
final class MethodHasNoParameters implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Member member : schema.declaration().members()) {
            if (member.sort() == Member.Sort.ABSTRACT && !member.parameters().isEmpty()) {
                problems.accept(new Mistake(
                        member.parameters().get(0).place(),
                        "A method that names a table has no parameters",
                        member.name() + "(" + member.parameters().get(0).text() + ")",
                        Words.type(member.returnType()) + " " + member.name()
                                + "(); or a default method, if it is meant as a question to the tables"));
            }
        }
    }
}
