package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.Collection;
import java.util.function.Consumer;

/** One name on disk is one schema. Different versions of it may stand side by side. */
final class SchemaNamesDiffer implements Rule {

    private final Collection<SchemaModel> others;

    SchemaNamesDiffer(Collection<SchemaModel> others) {
        this.others = others;
    }

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        others.stream()
                .filter(other -> other.name().equals(schema.name()) && other.version() == schema.version())
                .forEach(other -> problems.accept(new Mistake(
                        schema.declaration().namePlace(),
                        "Two schemas have the same name and version",
                        Words.quoted(schema.name()) + ", version " + schema.version() + ", for "
                                + schema.interfaceName().canonicalName() + " and for "
                                + other.interfaceName().canonicalName(),
                        "@Schema(name = ...) with another name on one of them")));
    }
}
