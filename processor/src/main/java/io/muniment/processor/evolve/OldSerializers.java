package io.muniment.processor.evolve;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.OldSchema;
import io.muniment.processor.model.SchemaModel;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The types of an older version that have serializers of the user's. Only their names are on record, so they are what
 * the current version knows by these names.
 */
final class OldSerializers {

    private final SchemaModel schema;
    private final ShapeGraph graph;

    /** The types that are used elsewhere than as a component. */
    private final Set<String> everywhere = new LinkedHashSet<>();

    OldSerializers(SchemaModel schema, ShapeGraph graph) {
        this.schema = schema;
        this.graph = graph;
        graph.shape().tables().stream()
                .flatMap(ShapeGraph::uses)
                .flatMap(ShapeGraph::parts)
                .forEach(this::addEverywhere);
        for (TypeShape type : graph.shape().types()) {
            for (TypeExpression use : ShapeGraph.uses(type)) {
                boolean isWhole = type instanceof TypeShape.OfRecord && !use.isBuiltIn();
                if (!isWhole) {
                    ShapeGraph.parts(use).forEach(this::addEverywhere);
                }
            }
        }
    }

    /** The names of the user's serializers of a schema, by stored type. */
    static SortedMap<String, String> names(SchemaModel schema) {
        TreeMap<String, String> serializers = new TreeMap<>();
        for (Definition definition : schema.types()) {
            if (definition instanceof CustomDefinition) {
                serializers.put(
                        definition.type().expression(),
                        definition.type().serializer().canonicalName());
            }
        }
        return serializers;
    }

    private void addEverywhere(TypeExpression use) {
        if (isCustom(use)) {
            everywhere.add(use.toString());
        }
    }

    private boolean isCustom(TypeExpression use) {
        return !use.isBuiltIn() && graph.type(use) instanceof TypeShape.OfCustom;
    }

    /** What keeps a type from being written and read. */
    List<String> obstacles() {
        List<String> obstacles = new ArrayList<>();
        for (TypeShape type : graph.shape().types()) {
            if (type instanceof TypeShape.OfCustom && current(type.name()).isEmpty()) {
                obstacles.add("type " + type.name()
                        + " has a serializer of its own, and the current version has none of" + " that name");
            }
            if (type instanceof TypeShape.OfSealed family) {
                family.cases().stream()
                        .filter(each -> isCustom(each.type()))
                        .forEach(each -> obstacles.add("type " + family.name() + " has the case " + each.type()
                                + ", which has a serializer of its own"));
            }
        }
        return obstacles;
    }

    /** What the current version has by a name. */
    Optional<CustomDefinition> current(String name) {
        return schema.types().stream()
                .filter(CustomDefinition.class::isInstance)
                .map(CustomDefinition.class::cast)
                .filter(definition -> definition.type().expression().equals(name))
                .findFirst();
    }

    /** The user's class. */
    TypeName type(String name) {
        return current(name).orElseThrow().type().javaType();
    }

    /** Those for types that are used elsewhere than as a component. */
    List<ClassName> ofInterface() {
        return everywhere.stream().sorted().map(this::serializer).toList();
    }

    /** Those for all other types, by {@link OldSchema#use}: another component may keep the same class otherwise. */
    Map<String, ClassName> ofComponents() {
        Map<String, ClassName> serializers = new LinkedHashMap<>();
        for (TypeShape type : graph.shape().types()) {
            if (type instanceof TypeShape.OfRecord record) {
                record.components().stream()
                        .filter(component -> isCustom(component.type())
                                && !everywhere.contains(component.type().toString()))
                        .forEach(component -> serializers.put(
                                OldSchema.use(record, component),
                                serializer(component.type().toString())));
            }
        }
        return serializers;
    }

    private ClassName serializer(String name) {
        return current(name).orElseThrow().type().serializer();
    }
}
