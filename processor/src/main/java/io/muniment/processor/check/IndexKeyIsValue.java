package io.muniment.processor.check;

import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.model.UnsupportedType;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** What an index is by is a value, or each of a collection; not a map, nor what lies deeper in a collection. */
final class IndexKeyIsValue implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (TableModel table : schema.tables()) {
            for (IndexModel index : table.indexes()) {
                index.parts().stream()
                        .filter(part -> part.kind() != IndexStep.Kind.COMPONENT)
                        .filter(part -> part.each() instanceof UnsupportedType)
                        .forEach(part -> problems.accept(unsupported(index, part)));
                index.parts().stream()
                        .filter(part -> isSeveral(part.each()))
                        .forEach(part -> problems.accept(mistake(index, part)));
            }
        }
    }

    private static Mistake unsupported(IndexModel index, IndexStep part) {
        return new Mistake(
                part.place(),
                "An index is by a type that could be stored",
                index.request().annotation() + " on " + Words.type(part.type().javaType()) + " "
                        + Use.of(part).where() + "()",
                "String, a number, a record, or another type that a table could keep, as what it gives");
    }

    private static Mistake mistake(IndexModel index, IndexStep part) {
        return new Mistake(
                part.place(),
                "An index is by a value, or by each of a list or set of values",
                index.request().annotation() + " on " + Words.type(part.type().javaType()) + " in "
                        + Use.of(part).where(),
                "a value, a List or a Set of values in its place; or no annotation here");
    }

    /** Whether a value of the type is none that an index can be by, of which this rule tells. */
    static boolean isSeveral(StoredType type) {
        return type instanceof CollectionType || type instanceof MapType || type instanceof OptionalType;
    }
}
