package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueInput;
import io.muniment.codec.ValueOutput;
import io.muniment.codec.ValueSerializer;
import io.muniment.error.MigrationException;
import io.muniment.error.UnindexableException;
import io.muniment.error.UniqueException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Workload;
import io.muniment.group.Groups;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Failure;
import io.muniment.migration.MigrationReport.Outcome;
import io.muniment.migration.MigrationReport.TableReport;
import io.muniment.migration.TableMigration;
import io.muniment.schema.IndexDescription;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.table.DatabaseTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random migrations of random data: what the trial tells is what the migration does. */
class MigrationTrialTest {

    private static final int RUNS = 500;
    private static final int RECORD_BYTES = 64 << 10;

    // ---- Two versions more, put together at random

    /** Writes no text that begins with an exclamation mark. */
    private static final ValueSerializer<String> CALM = new ValueSerializer<>() {

        @Override
        public void write(ValueOutput out, String value) {
            if (value.startsWith("!")) {
                throw new IllegalArgumentException("not calm");
            }
            Serializers.STRING.write(out, value);
        }

        @Override
        public String read(ValueInput in) {
            return Serializers.STRING.read(in);
        }
    };

    private static final TableDescription<Unit, String> LAST =
            new TableDescription<>(8, "last", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);
    private static final TableDescription<Long, List<String>> LISTS =
            new TableDescription<>(9, "lists", TableKind.LIST, Serializers.LONG, Groups.list(Serializers.STRING));

    private static final List<Function<Long, Long>> KEYS = List.of(
            key -> key,
            key -> key,
            key -> key,
            key -> key + 1000,
            key -> key / 2,
            key -> key % 4 == 3 ? key + 1 : key,
            key -> key < 10 ? key : key + 1000);

    private static final List<BiFunction<Long, String, @Nullable String>> VALUES = List.of(
            (key, value) -> value,
            (key, value) -> value,
            (key, value) -> value + "+",
            (key, value) -> value + "+",
            (key, value) -> {
                if (key % 7 == 3) {
                    throw new IllegalStateException("never " + key);
                }
                return value;
            },
            (key, value) -> key % 7 == 2 ? null : value,
            (key, value) -> key % 7 == 1 ? "x".repeat(RECORD_BYTES) : value,
            (key, value) -> key % 7 == 4 ? "!" : value);

    private static final List<List<IndexDescription<String, ?>>> INDEXES = List.of(
            List.of(),
            List.of(),
            List.of(new IndexDescription<>("text", true, false, value -> value)),
            List.of(new IndexDescription<>("length", true, true, value -> value.length() % 40)),
            List.of(
                    new IndexDescription<>("text", false, true, value -> value),
                    IndexDescription.bySeveral("parts", true, false, value -> List.of(value, value.length() % 30))),
            List.of(new IndexDescription<>("first", false, false, value -> {
                if (value.length() % 11 == 0) {
                    throw new IllegalStateException("eleven");
                }
                return value.charAt(0);
            })));

    /** The way of a table to the next version. */
    private record Way(
            TableDescription<Long, String> to,
            Function<Long, Long> key,
            BiFunction<Long, String, @Nullable String> value) {

        static Way random(Random random, int id, String name) {
            TableKind kind = random.nextBoolean() ? TableKind.HASH : TableKind.SORTED;
            return new Way(
                    new TableDescription<>(id, name, kind, Serializers.LONG, CALM, any(random, INDEXES)),
                    any(random, KEYS),
                    any(random, VALUES));
        }

        TableMigration<Long, String, Long, String> from(TableDescription<Long, String> from) {
            return TableMigration.entries(from, to, key, value);
        }
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static SchemaDescription schema(int version, TableDescription<?, ?>... tables) {
        List<TableShape> shapes = new ArrayList<>();
        for (TableDescription<?, ?> table : tables) {
            TypeExpression key = table.kind().hasKeys() ? TypeExpression.parse("long") : null;
            String value = table.kind() == TableKind.LIST ? "list<string>" : "string";
            shapes.add(new TableShape(table.id(), table.name(), table.kind(), key, TypeExpression.parse(value)));
        }
        String json = new Shape("workload", version, shapes, List.of()).toJson();
        return new SchemaDescription("workload", version, json, List.of(tables));
    }

    /** One step or two. */
    private static final class Steps {

        final List<Migration.Step> all = new ArrayList<>();

        /** How the last version has them; null if it has not. */
        @Nullable TableDescription<Long, String> entries = TestDatabase.ENTRIES;

        TableDescription<Long, String> ordered = TestDatabase.ORDERED;
        boolean isCompleted;

        Steps(Random random) {
            SchemaDescription from = TestDatabase.SCHEMA;
            TableDescription<Unit, String> last = TestDatabase.LAST;
            TableDescription<Long, List<String>> lists = TestDatabase.LISTS;
            int count = 1 + random.nextInt(2);
            for (int version = 2; version < 2 + count; version++) {
                Way toEntries = Way.random(random, 2, "entries");
                Way toOrdered = Way.random(random, 3, "ordered");
                SchemaDescription to = schema(version, toEntries.to, toOrdered.to, LAST, LISTS);
                int failing = random.nextInt(6) == 0 ? 5 : Integer.MAX_VALUE;
                List<TableMigration<?, ?, ?, ?>> tables = new ArrayList<>(List.of(
                        toOrdered.from(ordered),
                        TableMigration.single(last, LAST, value -> value),
                        TableMigration.lists(lists, LISTS, key -> key, (key, each) -> {
                            if (key % failing == 4) {
                                throw new IllegalStateException("no list");
                            }
                            return each + "+";
                        })));
                if (random.nextInt(8) > 0) {
                    tables.add(toEntries.from(entries));
                }
                all.add(new Migration.Step(from, to, tables, completion(random, from, toOrdered.to)));
                from = to;
                entries = toEntries.to;
                ordered = toOrdered.to;
                last = LAST;
                lists = LISTS;
            }
        }

        private Optional<Migration.Completion> completion(
                Random random, SchemaDescription from, TableDescription<Long, String> to) {
            int what = random.nextInt(16);
            isCompleted |= what < 3;
            return switch (what) {
                case 0 -> Optional.of((old, now) -> table(now, to).put(5000L, "5000:"));
                case 1 -> Optional.of((old, now) -> table(now, to).clear());
                case 2 ->
                    Optional.of((old, now) -> {
                        throw new IllegalStateException("incomplete, from version " + from.version());
                    });
                default -> Optional.empty();
            };
        }

        SchemaDescription newest() {
            return all.get(all.size() - 1).to();
        }
    }

    private static DatabaseTable<Long, String> table(Database database, TableDescription<Long, String> table) {
        return new DatabaseTable<>(database.table(table)) {};
    }

    private static Map<Long, String> content(Database database, TableDescription<Long, String> table) {
        Map<Long, String> content = new TreeMap<>();
        table(database, table).forEach(content::put);
        return content;
    }

    /** What is to become of a table of version 1, if nothing fails. */
    @SuppressWarnings("unchecked")
    private static Map<Long, String> converted(Map<Long, String> old, List<Migration.Step> steps, int id) {
        Map<Long, String> now = new TreeMap<>(old);
        int at = id;
        for (Migration.Step step : steps) {
            Map<Long, String> next = new TreeMap<>();
            int from = at;
            Optional<TableMigration<?, ?, ?, ?>> way = step.tables().stream()
                    .filter(table -> table.from().id() == from)
                    .findFirst();
            if (way.isEmpty()) {
                return Map.of();
            }
            TableMigration<Long, String, Long, String> table =
                    (TableMigration<Long, String, Long, String>) way.orElseThrow();
            ValueOutput out = new ValueOutput();
            now.forEach((key, value) -> next.put(table.key(key, out), table.value(key, value, out)));
            at = table.to().id();
            now = next;
        }
        return now;
    }

    // ---- Runs

    private static void write(SimStorage disk, Workload workload, int commits, Set<Integer> snapshots) {
        try (TestDatabase old = TestDatabase.open(disk, TestDatabase.options().keptSnapshots(2))) {
            for (int n = 1; n <= commits; n++) {
                old.apply(n, workload.step(n));
                if (snapshots.contains(n)) {
                    old.database().snapshot();
                }
            }
        }
    }

    /** Damages the newest snapshot, so that one before it, or all of the log, is taken in its place. */
    private static void damage(SimStorage disk, Random random) {
        disk.files().keySet().stream()
                .filter(name -> name.startsWith("snapshot-"))
                .max(Comparator.naturalOrder())
                .ifPresent(newest -> {
                    int size = disk.bytes(newest).length;
                    disk.flip(newest, size - 1 - random.nextInt(size / 2), 1);
                });
    }

    private static Map<String, String> files(SimStorage disk) {
        Map<String, String> files = new TreeMap<>();
        disk.files().forEach((name, bytes) -> files.put(name, Arrays.toString(bytes)));
        return files;
    }

    /** All that can be told of a failure, but for which of two keys comes first. */
    private static String described(Throwable e) {
        Set<String> keys = new TreeSet<>();
        if (e instanceof MigrationException failed) {
            failed.key().ifPresent(key -> keys.add(key.toString()));
            failed.other().ifPresent(key -> keys.add(key.toString()));
        } else if (e instanceof UniqueException taken) {
            taken.key().ifPresent(key -> keys.add(key.toString()));
            taken.other().ifPresent(key -> keys.add(key.toString()));
        }
        return e.getClass().getSimpleName() + " of " + keys + ": " + e.getMessage() + " / " + e.getCause();
    }

    private static void assertEntriesAreAccountedFor(
            MigrationReport report, Workload.State state, Steps steps, String of) {
        Map<String, Integer> before = Map.of(
                "entries", state.entries().size(), "ordered", state.ordered().size());
        for (TableReport table : report.tables()) {
            if (table.outcome() == Outcome.CARRIED || table.outcome() == Outcome.CONVERTED) {
                assertEquals(before.getOrDefault(table.name(), (int) table.before()), (int) table.before(), of);
                if (!steps.isCompleted) {
                    assertEquals(table.before(), table.after() + table.failed(), of);
                }
            }
        }
    }

    @Test
    void whatTheTrialTellsIsWhatTheMigrationDoes() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < RUNS; seed++) {
            seen.add(run(seed));
        }
        assertEquals(
                Set.of(
                        "migrated",
                        "IllegalArgumentException",
                        "IllegalStateException",
                        "MigrationException",
                        "NullPointerException",
                        "TooLargeException",
                        "UnindexableException",
                        "UniqueException"),
                seen);
    }

    /** Returns what came of it: why it failed, if it did. */
    private static String run(int seed) {
        String of = "seed " + seed;
        Random random = new Random(seed);
        Workload workload = new Workload(seed);
        int commits = random.nextInt(60);
        Set<Integer> snapshots = new HashSet<>();
        for (int i = random.nextInt(3); i > 0 && commits > 0; i--) {
            snapshots.add(1 + random.nextInt(commits));
        }
        if (random.nextInt(4) == 0) {
            snapshots.add(commits);
        }
        Steps steps = new Steps(random);
        Migration migration = Migration.of(steps.all);
        // By one thread all that comes behind a failure is the same, whatever fails first.
        Options options = TestDatabase.options().recordBytes(RECORD_BYTES).threads(1);
        SimStorage disk = new SimStorage();
        write(disk, workload, commits, snapshots);
        if (random.nextInt(4) == 0) {
            damage(disk, random);
        }
        Map<String, String> before = files(disk);

        MigrationReport trial = Store.checkMigration(steps.newest(), migration, disk, options);
        MigrationReport shared = Store.checkMigration(steps.newest(), migration, disk, options.threads(3));
        assertEquals(before, files(disk), of);
        assertEquals(0, disk.openFiles(), of);
        assertEquals(trial.isClean(), shared.isClean(), of);
        Workload.State state = workload.state(commits);
        assertEntriesAreAccountedFor(trial, state, steps, of);
        assertEntriesAreAccountedFor(shared, state, steps, of);
        if (trial.isClean()) {
            assertEquals(trial.tables(), shared.tables(), of);
        }
        Options opening = trial.isClean() && random.nextBoolean() ? options.threads(3) : options;
        try (Database database = Store.open(steps.newest(), migration, disk, () -> {}, opening)) {
            assertEquals(List.of(), trial.failures(), of);
            assertTrue(trial.isClean(), of);
            MigrationReport report = database.recoveryReport().migration().orElseThrow();
            assertEquals(report.tables(), trial.tables(), of);
            if (!steps.isCompleted) {
                assertEquals(converted(state.ordered(), steps.all, 3), content(database, steps.ordered), of);
                assertEquals(converted(state.entries(), steps.all, 1), content(database, steps.entries), of);
            }
            return "migrated";
        } catch (MigrationException | UniqueException | UnindexableException e) {
            List<String> told = trial.failures().stream()
                    .map(Failure::cause)
                    .map(MigrationTrialTest::described)
                    .toList();
            assertTrue(told.contains(described(e)), of + ": " + described(e) + " is not among " + told);
            assertEquals(before, files(disk), of);
            assertEquals(0, disk.openFiles(), of);
            Throwable cause = e instanceof MigrationException ? e.getCause() : null;
            return (cause == null ? e : cause).getClass().getSimpleName();
        }
    }
}
