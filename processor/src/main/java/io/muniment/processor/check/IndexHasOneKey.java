package io.muniment.processor.check;

import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** What an index is by is one value, not several. */
final class IndexHasOneKey implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (TableModel table : schema.tables()) {
            for (IndexModel index : table.indexes()) {
                if (index.type() instanceof CollectionType || index.type() instanceof MapType) {
                    Use use = Use.of(table, index);
                    problems.accept(new Mistake(
                            use.place(),
                            "An index is by one value, not by several",
                            index.component().index().annotation() + " on "
                                    + Words.type(index.component().type().javaType()) + " in " + use.where(),
                            "no annotation here; a table of its own finds entries by each of several values"));
                }
            }
        }
    }
}
