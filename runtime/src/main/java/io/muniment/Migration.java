package io.muniment;

import io.muniment.error.MigrationException;
import io.muniment.migration.SameShape;
import io.muniment.migration.TableMigration;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from older versions of a schema to the newest, step by step. The processor writes the class that makes it; nobody
 * else needs it.
 */
public final class Migration {

    private final List<Step> steps;

    private Migration(List<Step> steps) {
        this.steps = steps;
    }

    /**
     * From one version to the next. Tables of {@code from} that no table migration names are dropped, those of
     * {@code to} that none names begin empty.
     *
     * @param tables what becomes of tables, each named at most once on either side
     * @param completion what is to be done when all entries are there, if anything is
     */
    public record Step(
            SchemaDescription from,
            SchemaDescription to,
            List<TableMigration<?, ?, ?, ?>> tables,
            Optional<Completion> completion) {

        /** Copies the list, and checks that the parts fit together. */
        public Step {
            tables = List.copyOf(tables);
            require(from.version() < to.version(), "a step leads to a higher version");
            Set<Object> named = new HashSet<>();
            for (TableMigration<?, ?, ?, ?> table : tables) {
                require(
                        from.tables().contains(table.from()),
                        "the old version has no table like " + table.from().name());
                require(
                        to.tables().contains(table.to()),
                        "the new version has no table like " + table.to().name());
                require(
                        named.add("from " + table.from().id()),
                        "two ways from table " + table.from().name());
                require(
                        named.add("to " + table.to().id()),
                        "two ways to table " + table.to().name());
            }
        }

        /** The same, for whoever wants to know of its entries alone. */
        Step withoutCompletion() {
            return new Step(from, to, tables, Optional.empty());
        }

        /** What of the two versions has the same shape. */
        SameShape sameShape() {
            return new SameShape(Shape.parse(from.json()), Shape.parse(to.json()));
        }

        /** What is thrown when an entry of a table of {@code from} cannot be converted. */
        MigrationException failed(TableDescription<?, ?> table, Object key, Throwable cause) {
            return MigrationException.ofEntry(to.name(), from.version(), to.version(), table.name(), key, cause);
        }

        /** What is thrown when two keys of a table of {@code from} become the same. */
        MigrationException collided(TableDescription<?, ?> table, Object key, @Nullable Object other) {
            return MigrationException.ofCollision(to.name(), from.version(), to.version(), table.name(), key, other);
        }

        /** What is thrown when the completion fails. */
        MigrationException failed(Throwable cause) {
            return MigrationException.ofWhole(to.name(), from.version(), to.version(), cause);
        }
    }

    /** What a user adds to a step when all entries are there. */
    @FunctionalInterface
    public interface Completion {

        /**
         * Is called once, by one thread; but once more if two keys become the same in a later step, to tell of both.
         *
         * @param old all of the old version; refuses writes
         * @param now all of the new version, in memory; nobody else has it
         */
        void complete(Database old, Database now);
    }

    /**
     * A way of these steps, each of which begins where the one before it ends.
     *
     * @throws IllegalArgumentException if they do not follow each other, or there is none
     */
    public static Migration of(List<Step> steps) {
        require(!steps.isEmpty(), "a migration has a step");
        for (int i = 1; i < steps.size(); i++) {
            require(
                    steps.get(i - 1).to().version() == steps.get(i).from().version(),
                    "each step begins where the one before it ends");
        }
        return new Migration(List.copyOf(steps));
    }

    /**
     * Whether an object has a method of its own in place of one that {@code declaring} has a body for. Where that cannot
     * be told it has.
     */
    public static boolean overrides(Object step, Class<?> declaring, String method, Class<?>... parameters) {
        try {
            return step.getClass().getMethod(method, parameters).getDeclaringClass() != declaring;
        } catch (NoSuchMethodException e) {
            return true;
        }
    }

    /** As {@link #overrides}, of any of these methods; no two of {@code declaring} have one name. */
    public static boolean overridesAny(Object step, Class<?> declaring, String... methods) {
        Set<String> names = Set.of(methods);
        return Arrays.stream(declaring.getMethods())
                .filter(method -> names.contains(method.getName()))
                .anyMatch(method -> overrides(step, declaring, method.getName(), method.getParameterTypes()));
    }

    /** The steps in order. */
    List<Step> steps() {
        return steps;
    }

    /** The steps from a version on; empty if none begins with it. */
    List<Step> stepsFrom(int version) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).from().version() == version) {
                return steps.subList(i, steps.size());
            }
        }
        return List.of();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what);
        }
    }
}
