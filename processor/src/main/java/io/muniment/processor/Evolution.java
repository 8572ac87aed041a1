package io.muniment.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.check.Checks;
import io.muniment.processor.evolve.Derivation;
import io.muniment.processor.evolve.Known;
import io.muniment.processor.evolve.OnRecord;
import io.muniment.processor.evolve.Recorded;
import io.muniment.processor.evolve.StepCheck;
import io.muniment.processor.model.Change;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.Previous;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import io.muniment.processor.model.TypeText;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import io.muniment.processor.write.Writer;
import io.muniment.schema.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema has to do with the versions before it, as far as it takes more than one part of the processor to tell. */
final class Evolution {

    private final SchemaModel schema;
    private final Shape shape;
    private final SortedMap<Integer, Recorded> onRecord;
    private final Predicate<String> isDeclared;
    private final Reading reading;

    /** The version that is named as the previous one, if one is. */
    private final Optional<SchemaModel> previous;

    /** Reads versions. */
    @FunctionalInterface
    interface Reading {

        /** A version, as far as the package of {@code home}, which is another, can reach what it says. */
        SchemaModel read(ClassName version, ClassName home);
    }

    /**
     * The steps that are to be generated.
     *
     * @param areKnown whether they can be; an older version with mistakes of its own tells them itself
     */
    record Steps(List<StepModel> steps, boolean areKnown, List<Problem> problems) {

        static Steps none() {
            return new Steps(List.of(), true, List.of());
        }

        static Steps unknown(List<Problem> problems) {
            return new Steps(List.of(), false, problems);
        }
    }

    /**
     * Of a schema without mistakes of its own.
     *
     * @param directory of all histories, if there is one
     * @param isDeclared whether a source declares the class of a qualified name
     */
    Evolution(SchemaModel schema, Optional<String> directory, Predicate<String> isDeclared, Reading reading) {
        this.schema = schema;
        this.shape = shape(schema);
        this.onRecord = OnRecord.of(directory, schema.name());
        this.isDeclared = isDeclared;
        this.reading = reading;
        this.previous = schema.declaration().previous().map(each -> read(each.interfaceName()));
    }

    private SchemaModel read(ClassName version) {
        return reading.read(version, version);
    }

    /** Whether all that the previous version needs is there to be read. */
    boolean isResolved() {
        return previous.stream().allMatch(version -> version.declaration().isResolved());
    }

    /** What is wrong with the step to this version: nothing, if it has been accepted as an old one. */
    List<Problem> problems(Collection<SchemaModel> others) {
        Optional<Shape> before = before();
        List<Problem> problems = new ArrayList<>(
                before.map(older -> StepCheck.of(schema, older, shape, statedEarlier(), () -> known(others)))
                        .orElse(List.of()));
        if (isNewest(others)) {
            problems.addAll(StepCheck.stillThere(schema, before, shape));
        }
        return problems;
    }

    /** Whether neither the history nor another source has a later version. */
    boolean isNewest(Collection<SchemaModel> others) {
        return onRecord.tailMap(schema.version() + 1).isEmpty()
                && others.stream()
                        .noneMatch(other -> other.name().equals(schema.name()) && other.version() > schema.version());
    }

    /** What was stated of the steps before that to this version: on record, or in the source of the version before. */
    private Set<Change> statedEarlier() {
        Set<Change> stated = new HashSet<>();
        onRecord.headMap(schema.version()).values().forEach(recorded -> stated.addAll(recorded.changes()));
        previous.ifPresent(version -> version.statements().forEach(statement -> stated.add(statement.change())));
        return stated;
    }

    /** What is known of all versions before, if that is all. */
    private Known known(Collection<SchemaModel> others) {
        if (!isNewest(others)) {
            return Known.nothing();
        }
        Map<Integer, Shape> byHand = new TreeMap<>();
        Set<Change> stated = statedEarlier();
        schema.statements().forEach(statement -> stated.add(statement.change()));
        Optional<Previous> each = schema.declaration().previous();
        while (each.isPresent() && each.get().isSchema()) {
            SchemaModel version = read(each.get().interfaceName());
            if (!isGood(version)) {
                return Known.nothing();
            }
            byHand.put(version.version(), shape(version));
            version.statements().forEach(statement -> stated.add(statement.change()));
            each = each.get().previous();
        }
        List<Shape> older = new ArrayList<>();
        for (int version = 1; version < schema.version(); version++) {
            int before = version;
            Optional<Shape> shape = Optional.ofNullable(byHand.get(version)).or(() -> onRecord(before));
            if (shape.isEmpty()) {
                return Known.nothing();
            }
            older.add(shape.get());
        }
        return Known.of(older, stated, type -> isShared(type, others));
    }

    /** Whether another schema stores a class, too: what is stated on it may be of a step of that one. */
    private boolean isShared(String storedName, Collection<SchemaModel> others) {
        Set<TypeName> own = classes(schema, storedName);
        return others.stream()
                .filter(other -> !other.name().equals(schema.name()))
                .flatMap(other -> other.types().stream())
                .anyMatch(type -> own.contains(raw(type)));
    }

    private static Set<TypeName> classes(SchemaModel schema, String storedName) {
        return schema.types().stream()
                .filter(type -> type.facts().storedName().equals(storedName))
                .map(Evolution::raw)
                .collect(Collectors.toSet());
    }

    private static TypeName raw(Definition type) {
        TypeName name = type.type().javaType();
        return name instanceof ParameterizedTypeName generic ? generic.rawType() : name;
    }

    /** What is to be on record of this version. */
    String json() {
        List<Change> changes =
                before().map(before -> StepCheck.live(schema, before, shape)).orElse(List.of());
        return Recorded.of(shape.toJson(), changes, schema).json();
    }

    /** The shape of the version before, as far as anything is known of it; of an old version that is settled. */
    private Optional<Shape> before() {
        if (!onRecord.tailMap(schema.version() + 1).isEmpty()) {
            return Optional.empty();
        }
        int byHand = schema.declaration().previous().map(Previous::version).orElse(0);
        if (!onRecord.containsKey(schema.version() - 1) || schema.version() - 1 < byHand) {
            return previous.filter(Evolution::isGood).map(Evolution::shape);
        }
        return onRecord(schema.version() - 1);
    }

    private Optional<Shape> onRecord(int version) {
        try {
            return Optional.ofNullable(onRecord.get(version)).map(recorded -> Shape.parse(recorded.shape()));
        } catch (IllegalArgumentException noShape) {
            return Optional.empty(); // which is told where its interface is to be generated
        }
    }

    /**
     * The steps to this version; none if it is not the newest, for that one has them all.
     *
     * @param older the interfaces of all older versions, all of which are there to be read
     */
    Steps steps(SortedMap<Integer, ClassName> older, Collection<SchemaModel> others) {
        if (!isNewest(others) || older.isEmpty()) {
            return Steps.none();
        }
        List<SchemaModel> versions = new ArrayList<>();
        older.values().forEach(version -> versions.add(read(version)));
        if (!versions.stream().allMatch(Evolution::isGood)) {
            return Steps.unknown(List.of());
        }
        List<Problem> problems = new ArrayList<>();
        versions.forEach(version -> hidden(version).ifPresent(problems::add));
        versions.add(schema);
        for (int i = 1; i < versions.size(); i++) {
            ClassName name = stepName(versions.get(i - 1), versions.get(i));
            if (isDeclared.test(name.canonicalName())) {
                problems.add(new Mistake(
                        schema.declaration().place(),
                        "The name of a generated class is taken",
                        name.canonicalName() + " is generated for " + TypeText.of(schema.interfaceName())
                                + " and also in a source",
                        "another name for that class"));
            }
        }
        if (!problems.isEmpty()) {
            return Steps.unknown(problems);
        }
        List<StepModel> steps = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            steps.add(step(versions.get(i - 1), versions.get(i)));
        }
        return new Steps(steps, true, List.of());
    }

    private static boolean isGood(SchemaModel version) {
        return version.declaration().isResolved() && Checks.allow(Checks.of(version, List.of(), name -> false));
    }

    /** Steps are beside the newest version, and name what is in all others. */
    private Optional<Problem> hidden(SchemaModel version) {
        if (version.packageName().equals(schema.packageName())) {
            return Optional.empty();
        }
        SchemaModel fromHere = reading.read(version.interfaceName(), schema.interfaceName());
        Place place = schema.declaration()
                .previous()
                .map(Previous::place)
                .orElse(schema.declaration().place());
        return Stream.concat(
                        fromHere.declaration().hidden().stream(),
                        fromHere.types().stream().flatMap(type -> type.facts().hidden().stream()))
                .findFirst()
                .map(hidden -> new Mistake(
                        place,
                        "What an older version stores can be reached from the package of the newest",
                        hidden + ", which is not public, and " + TypeText.of(schema.interfaceName()) + " is in "
                                + (schema.packageName().isEmpty() ? "no package" : schema.packageName()),
                        "public; or the older version in the same package"));
    }

    private ClassName stepName(SchemaModel before, SchemaModel now) {
        return ClassName.get(schema.packageName(), StepModel.name(schema.prefix(), before.version(), now.version()));
    }

    private StepModel step(SchemaModel before, SchemaModel now) {
        Shape shapeBefore = shape(before);
        Shape shapeNow = shape(now);
        Recorded recorded = onRecord.get(now.version());
        List<Change> changes =
                now == schema || recorded == null ? StepCheck.live(now, shapeBefore, shapeNow) : recorded.changes();
        return Derivation.of(stepName(before, now), before, shapeBefore, now, shapeNow, changes);
    }

    private static Shape shape(SchemaModel schema) {
        return Writer.shape(schema);
    }
}
