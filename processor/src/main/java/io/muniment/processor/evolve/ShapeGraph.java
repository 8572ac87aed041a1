package io.muniment.processor.evolve;

import io.muniment.schema.Shape;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The types of a shape, and which of them hold which. */
final class ShapeGraph {

    private final Shape shape;
    private final Map<String, TypeShape> types = new LinkedHashMap<>();

    ShapeGraph(Shape shape) {
        this.shape = shape;
        shape.types().forEach(type -> types.put(type.name(), type));
    }

    Shape shape() {
        return shape;
    }

    /** The type of a use; only of one that is not built in. */
    TypeShape type(TypeExpression use) {
        TypeShape type = types.get(use.toString());
        if (type == null) {
            throw new IllegalArgumentException("the type " + use + " is not described");
        }
        return type;
    }

    /** What tables keep. */
    static Stream<TypeExpression> uses(TableShape table) {
        return table.key() == null ? Stream.of(table.value()) : Stream.of(table.key(), table.value());
    }

    /** What a value of a type holds: of a record its components, of a family its cases. */
    static List<TypeExpression> uses(TypeShape type) {
        if (type instanceof TypeShape.OfRecord record) {
            return record.components().stream().map(TypeShape.Component::type).toList();
        } else if (type instanceof TypeShape.OfSealed family) {
            return family.cases().stream().map(TypeShape.Case::type).toList();
        } else {
            return List.of();
        }
    }

    /** Every use in the shape, and what is in it, however deep. The arguments of an own type are but part of its name. */
    Stream<TypeExpression> all() {
        Stream<TypeExpression> tables = shape.tables().stream().flatMap(ShapeGraph::uses);
        Stream<TypeExpression> inside = shape.types().stream().flatMap(type -> uses(type).stream());
        return Stream.concat(tables, inside).flatMap(ShapeGraph::parts);
    }

    /** A use, and what is in it. */
    static Stream<TypeExpression> parts(TypeExpression use) {
        return use.isBuiltIn()
                ? Stream.concat(Stream.of(use), use.arguments().stream().flatMap(ShapeGraph::parts))
                : Stream.of(use);
    }

    /** The own types that no table leads to. */
    Set<String> unreached() {
        Set<String> unreached = new LinkedHashSet<>(types.keySet());
        Deque<TypeExpression> waiting = new ArrayDeque<>(
                shape.tables().stream().flatMap(ShapeGraph::uses).toList());
        while (!waiting.isEmpty()) {
            parts(waiting.remove())
                    .filter(use -> !use.isBuiltIn() && unreached.remove(use.toString()))
                    .forEach(use -> waiting.addAll(uses(type(use))));
        }
        return unreached;
    }
}
