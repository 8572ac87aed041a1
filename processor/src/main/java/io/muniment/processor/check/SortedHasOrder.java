package io.muniment.processor.check;

import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.model.UnsupportedType;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import io.muniment.schema.TableKind;
import java.util.function.Consumer;

/** Keys of sorted tables, maps and indexes, and elements of sorted sets, compare with one another. */
final class SortedHasOrder implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        schema.tables().stream()
                .filter(table -> table.kind() == TableKind.SORTED)
                .map(table -> Use.of(table).get(0))
                .forEach(key -> check(schema, key, "A sorted table's key", "Table", problems));
        for (TableModel table : schema.tables()) {
            table.indexes().stream()
                    .filter(IndexModel::isOrdered)
                    .flatMap(index -> Use.of(index).stream())
                    .filter(use -> !IndexKeyIsValue.isSeveral(use.type()))
                    .forEach(use -> check(schema, use, "An ordered index's key", "@Indexed alone", problems));
        }
        Use.all(schema).stream().flatMap(Use::parts).forEach(use -> {
            if (use.type() instanceof CollectionType set && set.kind().isSorted()) {
                check(schema, use.with(set.element()), "A sorted set's element", "Set", problems);
            } else if (use.type() instanceof MapType map && map.kind().isSorted()) {
                check(schema, use.with(map.key()), "A sorted map's key", "Map", problems);
            }
        });
    }

    private static void check(SchemaModel schema, Use use, String what, String unsorted, Consumer<Problem> problems) {
        if (!isComparable(schema, use.type())) {
            String type = Words.type(use.type().javaType());
            problems.accept(new Mistake(
                    use.place(),
                    what + " must compare with others of its type",
                    type + " does not implement Comparable<" + type + ">, in " + use.where(),
                    use.type() instanceof DefinedType
                            ? type + " implements Comparable<" + type + ">, in agreement with equals; or " + unsorted
                            : "a type that does; or " + unsorted));
        }
    }

    private static boolean isComparable(SchemaModel schema, StoredType type) {
        if (type instanceof BuiltInType builtIn) {
            return builtIn.builtIn().isComparable();
        } else if (type instanceof DefinedType use) {
            return schema.definition(use).facts().isComparable();
        } else {
            return type instanceof UnsupportedType;
        }
    }
}
