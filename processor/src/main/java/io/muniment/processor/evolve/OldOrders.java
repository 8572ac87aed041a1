package io.muniment.processor.evolve;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.schema.TableKind;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which types of an older version need an order, because sorted tables, sets and maps are kept by them: these, the
 * cases of those that are families, and all records inside, because records are to be compared by their components.
 */
final class OldOrders {

    private final ShapeGraph graph;
    private final Function<String, Optional<CustomDefinition>> custom;
    private final Set<String> records = new LinkedHashSet<>();
    private final Set<String> families = new LinkedHashSet<>();
    private final Set<String> enums = new LinkedHashSet<>();
    private final Set<String> seenInside = new LinkedHashSet<>();
    private final List<String> obstacles = new ArrayList<>();

    /** Finds out; {@code custom} gives what the current version has for a type with a serializer. */
    OldOrders(ShapeGraph graph, Function<String, Optional<CustomDefinition>> custom) {
        this.graph = graph;
        this.custom = custom;
        graph.shape().tables().stream()
                .filter(table -> table.kind() == TableKind.SORTED)
                .flatMap(table -> Stream.ofNullable(table.key()))
                .forEach(this::addKey);
        graph.all()
                .filter(use -> use.name().equals("sortedset") || use.name().equals("sortedmap"))
                .map(use -> use.arguments().get(0))
                .forEach(this::addKey);
        Stream.concat(records.stream(), enums.stream())
                .filter(type -> tops(type).size() > 1
                        || enums.contains(type) && !tops(type).isEmpty())
                .forEach(type -> obstacles.add("type " + type + " would need more than one order"));
    }

    /** What keeps a type from having its order. */
    List<String> obstacles() {
        return List.copyOf(obstacles);
    }

    /** What each record and family with an order compares with. */
    Map<String, ClassName> comparable(Map<String, TypeName> names) {
        Map<String, ClassName> orders = new LinkedHashMap<>();
        Stream.concat(records.stream(), families.stream()).forEach(type -> {
            String top = tops(type).stream().findFirst().orElse(type);
            orders.put(type, (ClassName) names.get(top));
        });
        return orders;
    }

    /** A type that things are sorted by. */
    private void addKey(TypeExpression use) {
        if (use.isBuiltIn()) {
            return;
        }
        TypeShape type = graph.type(use);
        if (type instanceof TypeShape.OfSealed family) {
            if (families.add(family.name())) {
                family.cases().forEach(each -> addKey(each.type()));
            }
        } else if (type instanceof TypeShape.OfEnum) {
            enums.add(type.name());
        } else {
            addInside(use);
        }
    }

    /** A type whose values are compared as parts of others. */
    private void addInside(TypeExpression use) {
        if (use.isBuiltIn()) {
            use.arguments().forEach(this::addInside);
            return;
        }
        TypeShape type = graph.type(use);
        if (!seenInside.add(type.name())) {
            return;
        }
        if (type instanceof TypeShape.OfRecord) {
            records.add(type.name());
        } else if (type instanceof TypeShape.OfCustom) {
            custom.apply(type.name())
                    .filter(definition -> !definition.facts().isComparable())
                    .ifPresent(definition -> obstacles.add("type " + type.name()
                            + ", which has a serializer of its own, needs an order, and has none"));
        }
        ShapeGraph.uses(type).forEach(this::addInside);
    }

    /** The families with an order that a type is in, or is, without those that are in another of them. */
    private Set<String> tops(String type) {
        Set<String> around = new LinkedHashSet<>();
        addAround(type, around);
        return around.stream().filter(family -> above(family).isEmpty()).collect(Collectors.toSet());
    }

    private void addAround(String type, Set<String> around) {
        if (families.contains(type) && !around.add(type)) {
            return;
        }
        above(type).forEach(family -> addAround(family, around));
    }

    private List<String> above(String type) {
        return families.stream()
                .filter(family -> !family.equals(type))
                .filter(family -> graph.shape().types().stream()
                        .anyMatch(shape -> shape instanceof TypeShape.OfSealed sealed
                                && sealed.name().equals(family)
                                && sealed.cases().stream()
                                        .anyMatch(each -> each.type().toString().equals(type))))
                .toList();
    }
}
