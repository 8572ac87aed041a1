package io.muniment.processor.check;

import com.palantir.javapoet.ClassName;
import io.muniment.processor.model.Previous;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** The older version that a schema names is another interface, of the same name and of a lower version. */
final class PreviousIsOlderVersion implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        schema.declaration().previous().ifPresent(previous -> check(schema, previous, problems));
    }

    private static void check(SchemaModel schema, Previous previous, Consumer<Problem> problems) {
        String type = Words.type(previous.type());
        String instead = "previous = " + type + ".class";
        if (!previous.isSchema()) {
            tell(
                    previous,
                    "The previous version of a schema is a schema itself",
                    instead + ", and " + type + " is none",
                    previous.type() instanceof ClassName
                            ? "@Schema(name = \"" + schema.name() + "\", version = " + older(schema) + ") on " + type
                                    + "; or another class"
                            : "the interface of an older version",
                    problems);
        } else if (previous.type().equals(schema.interfaceName())) {
            tell(
                    previous,
                    "A schema is not its own previous version",
                    instead + ", on " + type,
                    "the interface of a version below " + schema.version() + "; or nothing, if the history has it",
                    problems);
        } else if (!previous.name().equals(schema.name())) {
            tell(
                    previous,
                    "The previous version of a schema has the same name on disk",
                    Words.quoted(previous.name()) + " for " + type + ", and " + Words.quoted(schema.name()) + " for "
                            + Words.schema(schema),
                    "@Schema(name = \"" + schema.name() + "\") on both; or another class",
                    problems);
        } else if (previous.version() >= schema.version()) {
            tell(
                    previous,
                    "The previous version of a schema is below its own",
                    "version " + previous.version() + " for " + type + ", and version " + schema.version() + " for "
                            + Words.schema(schema),
                    "version = " + (previous.version() + 1) + ", if that is what " + Words.schema(schema)
                            + " is; or the interface of an older version",
                    problems);
        }
    }

    private static int older(SchemaModel schema) {
        return Math.max(1, schema.version() - 1);
    }

    private static void tell(Previous previous, String wrong, String found, String write, Consumer<Problem> problems) {
        problems.accept(new Mistake(previous.place(), wrong, found, write));
    }
}
