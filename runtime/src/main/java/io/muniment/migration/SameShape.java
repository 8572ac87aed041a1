package io.muniment.migration;

import io.muniment.schema.Shape;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether what two versions of a schema store under one name has the same bytes. */
public final class SameShape {

    private final Shape from;
    private final Shape to;
    private final Map<String, TypeShape> fromTypes;
    private final Map<String, TypeShape> toTypes;

    /** Compares what is in these two. */
    public SameShape(Shape from, Shape to) {
        this.from = from;
        this.to = to;
        this.fromTypes = byName(from);
        this.toTypes = byName(to);
    }

    private static Map<String, TypeShape> byName(Shape shape) {
        return shape.types().stream().collect(Collectors.toMap(TypeShape::name, Function.identity()));
    }

    /** Whether entries go over as they are: both tables have the same shape, and no code of the user's makes others of them. */
    public boolean carries(TableMigration<?, ?, ?, ?> table) {
        return !table.hasOwnCode() && ofTables(table.from().id(), table.to().id());
    }

    /** Whether two tables, by their ids, are of one kind and have the same keys and values, down to the last type. */
    public boolean ofTables(int fromId, int toId) {
        TableShape one = table(from, fromId);
        TableShape other = table(to, toId);
        boolean isSameKey = one.key() == null
                ? other.key() == null
                : other.key() != null && ofTypes(one.key(), other.key(), new HashSet<>());
        return one.kind() == other.kind() && isSameKey && ofTypes(one.value(), other.value(), new HashSet<>());
    }

    private static TableShape table(Shape shape, int id) {
        return shape.tables().stream()
                .filter(table -> table.id() == id)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("schema " + shape.name() + " has no table " + id));
    }

    private boolean ofTypes(TypeExpression one, TypeExpression other, Set<String> known) {
        return one.equals(other) && isSame(one, known);
    }

    private boolean isSame(TypeExpression type, Set<String> known) {
        if (type.isBuiltIn()) {
            return type.arguments().stream().allMatch(argument -> isSame(argument, known));
        }
        String name = type.toString();
        if (!known.add(name)) {
            return true;
        }
        TypeShape shape = Objects.requireNonNull(fromTypes.get(name), "a shape describes its types");
        return shape.equals(toTypes.get(name)) && areSamePartsOf(shape, known);
    }

    private boolean areSamePartsOf(TypeShape shape, Set<String> known) {
        if (shape instanceof TypeShape.OfRecord type) {
            return type.components().stream().allMatch(component -> isSame(component.type(), known));
        }
        if (shape instanceof TypeShape.OfSealed type) {
            return type.cases().stream().allMatch(each -> isSame(each.type(), known));
        }
        return true;
    }
}
