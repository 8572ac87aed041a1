package io.muniment.processor.check;

import io.muniment.processor.model.Member;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.Set;
import java.util.function.Consumer;

/** No method of a schema is named like one that every generated database has. */
final class MethodNameIsFree implements Rule {

    private static final Set<String> OF_DATABASE = Set.of(
            // by the database itself
            "open",
            "inMemory",
            "verify",
            "salvage",
            "close",
            "snapshot",
            "sync",
            "stats",
            "recoveryReport",
            "dropOldVersions",
            // for transactions
            "read",
            "write",
            "writeAsync",
            "compute",
            "computeAsync",
            "begin",
            "commit",
            "view",
            "exclusive",
            // for what is committed
            "sequence",
            "onCommit",
            "commitsAfter");

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Member member : schema.declaration().members()) {
            boolean isInherited = member.sort() == Member.Sort.ABSTRACT || member.sort() == Member.Sort.DEFAULT;
            if (isInherited && isTaken(member.name())) {
                problems.accept(new Mistake(
                        member.place(),
                        "A generated database has a method of this name itself",
                        member.name() + "()",
                        "another name, such as " + member.name() + "Table()"));
            }
        }
    }

    private static boolean isTaken(String name) {
        return OF_DATABASE.contains(name) || Member.OF_EVERY_OBJECT.contains(name);
    }
}
