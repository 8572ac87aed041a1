package io.muniment.processor;

import com.palantir.javapoet.ClassName;
import io.muniment.processor.check.Checks;
import io.muniment.processor.evolve.Derivation;
import io.muniment.processor.evolve.OnRecord;
import io.muniment.processor.evolve.Recorded;
import io.muniment.processor.evolve.StepCheck;
import io.muniment.processor.model.Change;
import io.muniment.processor.model.Previous;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import io.muniment.processor.problem.Problem;
import io.muniment.processor.write.Writer;
import io.muniment.schema.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** What a schema has to do with the versions before it, as far as it takes more than one part of the processor to tell. */
final class Evolution {

    private final SchemaModel schema;
    private final SortedMap<Integer, Recorded> onRecord;
    private final Function<ClassName, SchemaModel> reading;

    /**
     * Of a schema without mistakes of its own.
     *
     * @param directory of all histories, if there is one
     * @param reading reads the interface of an older version
     */
    Evolution(SchemaModel schema, Optional<String> directory, Function<ClassName, SchemaModel> reading) {
        this.schema = schema;
        this.onRecord = OnRecord.of(directory, schema.name());
        this.reading = reading;
    }

    private boolean isNewest(Collection<SchemaModel> others) {
        return onRecord.tailMap(schema.version() + 1).isEmpty()
                && others.stream()
                        .noneMatch(other -> other.name().equals(schema.name()) && other.version() > schema.version());
    }

    /** What is wrong with the step to this version: nothing, if it has been accepted as an old one. */
    List<Problem> problems() {
        return isSettled()
                ? List.of()
                : before().map(before -> StepCheck.of(schema, before, shape(schema)))
                        .orElse(List.of());
    }

    /** What is to be on record of this version. */
    String json() {
        List<Change> changes = isSettled()
                ? List.of()
                : before().map(before -> StepCheck.live(schema, before, shape(schema)))
                        .orElse(List.of());
        return Recorded.of(Writer.shape(schema), changes).json();
    }

    private boolean isSettled() {
        return !onRecord.tailMap(schema.version() + 1).isEmpty();
    }

    /** The shape of the newest older version that anything is known of. */
    private Optional<Shape> before() {
        SortedMap<Integer, Recorded> older = onRecord.headMap(schema.version());
        Optional<Previous> previous = schema.declaration().previous();
        int byHand = previous.map(Previous::version).orElse(0);
        boolean isNext = !older.isEmpty() && older.lastKey() == schema.version() - 1;
        if (isNext && older.lastKey() >= byHand) {
            return Optional.of(Shape.parse(older.get(older.lastKey()).shape()));
        }
        return previous.map(each -> shape(reading.apply(each.interfaceName())));
    }

    /**
     * The steps to this version; none if it is not the newest, for that one has them all. Empty if an older version has
     * mistakes of its own, which are told there.
     *
     * @param older the interfaces of all older versions, all of which are there to be read
     */
    Optional<List<StepModel>> steps(SortedMap<Integer, ClassName> older, Collection<SchemaModel> others) {
        if (!isNewest(others)) {
            return Optional.of(List.of());
        }
        List<SchemaModel> versions = new ArrayList<>();
        older.values().forEach(each -> versions.add(reading.apply(each)));
        if (!versions.stream().allMatch(Evolution::isGood)) {
            return Optional.empty();
        }
        versions.add(schema);
        List<StepModel> steps = new ArrayList<>();
        for (int i = 1; i < versions.size(); i++) {
            steps.add(step(versions.get(i - 1), versions.get(i)));
        }
        return Optional.of(steps);
    }

    private static boolean isGood(SchemaModel version) {
        return version.declaration().isResolved() && Checks.allow(Checks.of(version, List.of(), name -> false));
    }

    private StepModel step(SchemaModel before, SchemaModel now) {
        Shape shapeBefore = shape(before);
        Shape shapeNow = shape(now);
        Recorded recorded = onRecord.get(now.version());
        List<Change> changes =
                now == schema || recorded == null ? StepCheck.live(now, shapeBefore, shapeNow) : recorded.changes();
        ClassName name =
                ClassName.get(schema.packageName(), StepModel.name(schema.prefix(), before.version(), now.version()));
        return Derivation.of(name, before, shapeBefore, now, shapeNow, changes);
    }

    private static Shape shape(SchemaModel schema) {
        return Shape.parse(Writer.shape(schema));
    }
}
