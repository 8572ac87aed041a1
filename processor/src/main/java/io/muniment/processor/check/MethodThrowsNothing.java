package io.muniment.processor.check;

import io.muniment.processor.model.Member;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A method that names a table declares no exceptions: it only hands the table out. */
final class MethodThrowsNothing implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Member member : schema.declaration().members()) {
            if (member.sort() == Member.Sort.ABSTRACT && !member.thrown().isEmpty()) {
                problems.accept(new Mistake(
                        member.place(),
                        "A method that names a table throws nothing",
                        member.name() + "() throws "
                                + Words.type(member.thrown().get(0)),
                        Words.type(member.returnType()) + " " + member.name() + "();"));
            }
        }
    }
}
