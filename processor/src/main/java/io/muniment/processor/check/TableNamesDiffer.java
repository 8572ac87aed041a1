package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The generated classes of two tables differ in more than case, which file systems may not keep apart. */
final class TableNamesDiffer implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Map<String, TableModel> first = new HashMap<>();
        for (TableModel table : schema.tables()) {
            String file = table.tableClass().simpleName().toLowerCase(Locale.ROOT);
            TableModel other = first.putIfAbsent(file, table);
            if (other != null) {
                problems.accept(new Mistake(
                        table.place(),
                        "The names of two tables differ in case alone",
                        other.name() + "() and " + table.name() + "()",
                        "another name for one of the two"));
            }
        }
    }
}
