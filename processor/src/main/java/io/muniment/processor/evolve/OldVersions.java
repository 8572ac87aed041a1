package io.muniment.processor.evolve;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.OldSchema;
import io.muniment.processor.model.Previous;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import io.muniment.schema.Shape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The versions below that of a schema: those that are kept by hand, and those that are on record, for which interfaces
 * are to be generated. Only the newest version has any: an older one in the sources is there to be read.
 *
 * @param interfaces by version, all of them
 * @param generated those of which there is no source
 * @param problems why there is something that cannot be generated
 */
public record OldVersions(SortedMap<Integer, ClassName> interfaces, List<OldSchema> generated, List<Problem> problems) {

    /** Copies. */
    public OldVersions {
        interfaces = Collections.unmodifiableSortedMap(new TreeMap<>(interfaces));
        generated = List.copyOf(generated);
        problems = List.copyOf(problems);
    }

    /**
     * Those of a schema whose history is sound.
     *
     * @param directory what the option says, if it is given
     * @param isNewest whether there is no later version, on record or in a source
     * @param others the other schemas of this compile, without those that are generated for this one
     * @param isTaken whether a source declares the class of a qualified name
     * @param movedCommand the command that says that a serializer has another name now, from its names before and now
     */
    public static OldVersions of(
            SchemaModel schema,
            Optional<String> directory,
            boolean isNewest,
            Collection<SchemaModel> others,
            Predicate<String> isTaken,
            BinaryOperator<String> movedCommand)
            throws IOException {
        TreeMap<Integer, ClassName> interfaces = new TreeMap<>();
        Optional<Previous> previous = schema.declaration().previous();
        while (previous.isPresent() && previous.get().isSchema()) {
            interfaces.put(previous.get().version(), previous.get().interfaceName());
            previous = previous.get().previous();
        }
        TreeMap<Integer, ClassName> byHand = new TreeMap<>(interfaces);
        List<OldSchema> generated = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        if (directory.isPresent() && isNewest) {
            History history = History.read(Path.of(directory.get()), schema.name());
            for (int version : history.versionsBelow(schema.version())) {
                if (!byHand.containsKey(version)) {
                    One one = new One(schema, version, byHand.higherEntry(version), history);
                    one.collision(others, isTaken)
                            .ifPresentOrElse(problems::add, () -> one.read(generated, problems, movedCommand));
                    interfaces.put(version, one.interfaceName);
                }
            }
        }
        return new OldVersions(interfaces, generated, problems);
    }

    /** A version that is on record, and not kept by hand. */
    private static final class One {

        private final SchemaModel schema;
        private final int version;
        private final History history;
        private final ClassName interfaceName;

        /** The name of the interface that would name this version, if it were kept by hand. */
        private final String next;

        One(SchemaModel schema, int version, Map.Entry<Integer, ClassName> nextByHand, History history) {
            this.schema = schema;
            this.version = version;
            this.history = history;
            this.interfaceName = ClassName.get(schema.packageName(), schema.prefix() + "V" + version);
            this.next = nextByHand == null
                    ? schema.interfaceName().canonicalName()
                    : nextByHand.getValue().canonicalName();
        }

        Optional<Problem> collision(Collection<SchemaModel> others, Predicate<String> isTaken) {
            for (SchemaModel other : others) {
                if (other.name().equals(schema.name()) && other.version() == version) {
                    return mistake(
                            "An older version that is kept by hand is named by the one after it",
                            "version " + version + " is "
                                    + other.interfaceName().canonicalName() + ", and would be generated from " + file()
                                    + " too",
                            "previous = " + other.interfaceName().canonicalName() + ".class in the @Schema of " + next);
                }
            }
            return isTaken.test(interfaceName.canonicalName())
                    ? mistake(
                            "The name of a generated class is taken",
                            interfaceName.canonicalName() + " is generated from " + file() + " and also in a source",
                            "another name for that class")
                    : Optional.empty();
        }

        void read(List<OldSchema> generated, List<Problem> problems, BinaryOperator<String> movedCommand) {
            Recorded recorded;
            Shape shape;
            try {
                recorded = history.recorded(version);
                shape = Shape.parse(recorded.shape());
            } catch (IllegalArgumentException e) {
                problems.add(ungeneratable(String.valueOf(e.getMessage())));
                return;
            }
            ShapeGraph graph = new ShapeGraph(shape);
            OldSerializers serializers = new OldSerializers(schema, graph);
            OldOrders orders = new OldOrders(graph, serializers::current);
            List<String> obstacles = Stream.of(
                            serializers.obstacles().stream(),
                            orders.obstacles().stream(),
                            graph.unreached().stream().map(type -> "type " + type + " is kept nowhere"))
                    .flatMap(each -> each)
                    .toList();
            if (!obstacles.isEmpty()) {
                problems.add(ungeneratable(String.join("; ", obstacles)));
                return;
            }
            SortedMap<String, String> now = OldSerializers.names(schema);
            SortedMap<String, String> otherSerializers = recorded.otherSerializers(now);
            if (!otherSerializers.isEmpty()) {
                problems.add(otherSerializers(otherSerializers, now, movedCommand));
                return;
            }
            Map<String, TypeName> types = types(shape, serializers);
            generated.add(new OldSchema(
                    interfaceName,
                    shape,
                    types,
                    serializers.ofInterface(),
                    serializers.ofComponents(),
                    orders.comparable(types),
                    recorded.order()));
        }

        private Map<String, TypeName> types(Shape shape, OldSerializers serializers) {
            Map<String, TypeName> types = new LinkedHashMap<>();
            for (TypeShape type : shape.types()) {
                if (type instanceof TypeShape.OfCustom) {
                    types.put(type.name(), serializers.type(type.name()));
                }
            }
            OldNames names =
                    new OldNames(interfaceName, shape, types.values().stream().map(TypeName::toString));
            for (TypeShape type : shape.types()) {
                if (!(type instanceof TypeShape.OfCustom)) {
                    types.put(type.name(), names.of(TypeExpression.parse(type.name())));
                }
            }
            return types;
        }

        /** Read with the current serializer, its data might be taken for something else without a word. */
        private Problem otherSerializers(
                SortedMap<String, String> others, SortedMap<String, String> now, BinaryOperator<String> movedCommand) {
            String type = others.firstKey();
            String first = Optional.ofNullable(others.get(type)).orElseThrow();
            String own = Optional.ofNullable(now.get(type)).orElseThrow();
            return mistake(
                            "An older version is read with the serializers that it was written with",
                            others.entrySet().stream()
                                    .map(each -> file() + ": type " + each.getKey() + " is written with "
                                            + each.getValue() + ", and the current version has "
                                            + now.get(each.getKey()))
                                    .collect(joining("; ")),
                            byHand() + ", with " + String.join(" and ", new TreeSet<>(others.values())) + "; or, if "
                                    + own + " is " + first + " by another name and writes the same bytes: "
                                    + movedCommand.apply(first, own))
                    .orElseThrow();
        }

        private Problem ungeneratable(String found) {
            return mistake(
                            "An older version has what cannot be generated from its record",
                            file() + ": " + found,
                            byHand())
                    .orElseThrow();
        }

        private String byHand() {
            return "that version by hand: @Schema(name = \"" + schema.name() + "\", version = " + version
                    + ") on an interface with its tables and types, and previous = <that interface>.class"
                    + " in the @Schema of " + next;
        }

        private String file() {
            return schema.name() + "/" + History.fileName(version);
        }

        private Optional<Problem> mistake(String wrong, String found, String write) {
            return Optional.of(new Mistake(schema.declaration().versionPlace(), wrong, found, write));
        }
    }
}
