package io.muniment.processor.check;

import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** No two indexes of a table have a method of the same name. */
final class IndexNamesDiffer implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (TableModel table : schema.tables()) {
            Map<String, IndexModel> first = new HashMap<>();
            for (IndexModel index : table.indexes()) {
                check(table, index, first).ifPresent(problems);
            }
        }
    }

    private static Optional<Problem> check(TableModel table, IndexModel index, Map<String, IndexModel> first) {
        for (String method : index.methods()) {
            IndexModel other = first.putIfAbsent(method, index);
            if (other != null) {
                return Optional.of(new Mistake(
                        index.last().place(),
                        "Two indexes of a table would have the same method",
                        method + " for " + other.name() + " and for " + index.name() + ", of " + table.name() + "()",
                        "another name for one of the two components"));
            }
        }
        return Optional.empty();
    }
}
