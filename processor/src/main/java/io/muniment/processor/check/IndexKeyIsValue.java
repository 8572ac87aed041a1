package io.muniment.processor.check;

import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** What an index is by is a value, or each of a collection; not a map, nor what lies deeper in a collection. */
final class IndexKeyIsValue implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (TableModel table : schema.tables()) {
            for (IndexModel index : table.indexes()) {
                if (isSeveral(index.type())) {
                    Use use = Use.of(index);
                    problems.accept(new Mistake(
                            use.place(),
                            "An index is by a value, or by each of a list or set of values",
                            index.request().annotation() + " on "
                                    + Words.type(index.by().type().javaType()) + " in " + use.where(),
                            "a value, a List or a Set of values in its place; or no annotation here"));
                }
            }
        }
    }

    /** Whether a value of the type is none that an index can be by, of which this rule tells. */
    static boolean isSeveral(StoredType type) {
        return type instanceof CollectionType || type instanceof MapType || type instanceof OptionalType;
    }
}
