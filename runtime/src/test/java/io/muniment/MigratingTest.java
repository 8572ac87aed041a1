package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.codec.ValueSerializer;
import io.muniment.error.MigrationException;
import io.muniment.error.ReadOnlyException;
import io.muniment.error.TooLargeException;
import io.muniment.error.UniqueException;
import io.muniment.group.Edit;
import io.muniment.group.GroupSerializer;
import io.muniment.group.Groups;
import io.muniment.group.SequenceGroup;
import io.muniment.log.StoredTables;
import io.muniment.migration.MigrationReport;
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
import io.muniment.table.Census;
import io.muniment.table.DatabaseTable;
import io.muniment.table.LiveTable;
import io.muniment.table.Loading;
import io.muniment.transaction.CommitGate;
import io.muniment.transaction.View;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conversion of tables in memory, from one version to the next. */
class MigratingTest {

    private static final int SEQUENCE = 100;
    private static final Options OPTIONS = Options.defaults().threads(4);

    // ---- A schema in versions

    private static final GroupSerializer<List<Integer>, Integer> LISTS = Groups.list(Serializers.INT);
    private static final GroupSerializer<Set<Integer>, Integer> SETS = Groups.set(Serializers.INT);
    private static final GroupSerializer<Map<String, Integer>, Map.Entry<String, Integer>> MAPS =
            Groups.map(Serializers.STRING, Serializers.INT);

    private static final TableDescription<String, Integer> COUNTS_1 =
            table(1, "counts", TableKind.HASH, Serializers.INT);
    private static final TableDescription<String, Integer> OBSOLETE_1 =
            table(2, "obsolete", TableKind.HASH, Serializers.INT);
    private static final TableDescription<String, String> SAME_1 = table(3, "same", TableKind.HASH, Serializers.STRING);
    private static final SchemaDescription ONE = schema(1, COUNTS_1, OBSOLETE_1, SAME_1);

    private static final TableDescription<String, String> ADDED_2 =
            table(1, "added", TableKind.HASH, Serializers.STRING);
    private static final TableDescription<String, Long> COUNTS_2 =
            table(2, "counts", TableKind.SORTED, Serializers.LONG);
    private static final TableDescription<String, String> SAME_2 = table(3, "same", TableKind.HASH, Serializers.STRING);
    private static final SchemaDescription TWO = schema(2, ADDED_2, COUNTS_2, SAME_2);

    private static final TableDescription<String, String> COUNTS_3 =
            table(7, "counts", TableKind.HASH, Serializers.STRING);
    private static final TableDescription<String, String> SAME_3 = table(9, "same", TableKind.HASH, Serializers.STRING);
    private static final SchemaDescription THREE = schema(3, COUNTS_3, SAME_3);

    private static <V> TableDescription<String, V> table(
            int id, String name, TableKind kind, ValueSerializer<V> values) {
        return new TableDescription<>(id, name, kind, Serializers.STRING, values);
    }

    private static SchemaDescription schema(int version, TableDescription<?, ?>... tables) {
        List<TableShape> shapes = new ArrayList<>();
        for (TableDescription<?, ?> table : tables) {
            TypeExpression key = table.kind().hasKeys() ? type(table.keys()) : null;
            shapes.add(new TableShape(table.id(), table.name(), table.kind(), key, type(table.values())));
        }
        String json = new Shape("shop", version, shapes, List.of()).toJson();
        return new SchemaDescription("shop", version, json, List.of(tables));
    }

    private static TypeExpression type(ValueSerializer<?> serializer) {
        Map<ValueSerializer<?>, String> names = Map.of(
                Serializers.STRING,
                "string",
                Serializers.INT,
                "int",
                Serializers.LONG,
                "long",
                LISTS,
                "list<int>",
                SETS,
                "set<int>",
                MAPS,
                "map<string,int>");
        return TypeExpression.parse(names.getOrDefault(serializer, "int"));
    }

    private static Migration.Step step(
            SchemaDescription from, SchemaDescription to, TableMigration<?, ?, ?, ?>... tables) {
        return new Migration.Step(from, to, List.of(tables), Optional.empty());
    }

    private static Migration.Step completed(Migration.Step step, Migration.Completion completion) {
        return new Migration.Step(step.from(), step.to(), step.tables(), Optional.of(completion));
    }

    private static Migration.Step oneToTwo(Function<Integer, Long> counts) {
        return step(
                ONE,
                TWO,
                TableMigration.entries(COUNTS_1, COUNTS_2, k -> k, (k, v) -> counts.apply(v)),
                TableMigration.entries(SAME_1, SAME_2, k -> k, (k, v) -> v));
    }

    private static Migration.Step twoToThree() {
        return step(
                TWO,
                THREE,
                TableMigration.entries(COUNTS_2, COUNTS_3, k -> "#" + k, (k, v) -> k + "=" + v),
                TableMigration.entries(SAME_2, SAME_3, k -> k, (k, v) -> v));
    }

    // ---- A run

    private static final class Run {

        private final Migrating migrating;
        private final SchemaDescription newest;
        private final CommitGate gate = new CommitGate(null, "new", 0);
        private final Map<Integer, LiveTable<?, ?>> target = new TreeMap<>();
        private final Map<Integer, Long> changed = new HashMap<>();
        private final AtomicLong moved = new AtomicLong();

        Run(boolean isTrial, Migration.Step... steps) {
            this(isTrial, Set.of(), steps);
        }

        Run(boolean isTrial, Set<TableDescription<?, ?>> countedWithKeys, Migration.Step... steps) {
            newest = steps[steps.length - 1].to();
            target.putAll(Tables.of(newest, gate, OPTIONS).stored());
            migrating = new Migrating(Migration.of(List.of(steps)).steps(), OPTIONS, isTrial, target, countedWithKeys);
        }

        @SuppressWarnings("unchecked")
        <K, V> Loading<K, V> old(TableDescription<K, V> table) {
            return (Loading<K, V>) migrating.waiting().get(table.id()).loading();
        }

        MigrationReport go() {
            MigrationReport report = migrating.into(changed, SEQUENCE, moved::addAndGet);
            gate.goOn(null, SEQUENCE);
            return report;
        }

        @SuppressWarnings("unchecked")
        <K, V> Map<K, V> now(TableDescription<K, V> table) {
            Map<K, V> entries = new HashMap<>();
            try (View view = gate.pin()) {
                ((LiveTable<K, V>) target.get(table.id()))
                        .contentAt(view)
                        .parts(1)
                        .forEach(part -> part.forEach(entries::put));
            }
            return entries;
        }

        /** What there still is of an old table. */
        <K, V> List<K> keysLeft(TableDescription<K, V> table) {
            List<K> keys = new ArrayList<>();
            Tables.table(migrating.waiting(), table).moving(true).forEachKey(keys::add);
            return keys;
        }

        long changedNow(TableDescription<?, ?> table) {
            try (View view = gate.pin()) {
                return target.get(table.id()).contentAt(view).changedSequence();
            }
        }
    }

    private static Run filled(boolean isTrial, int entries, Migration.Step... steps) {
        Run run = new Run(isTrial, steps);
        fill(run, entries);
        run.changed.putAll(Map.of(1, 10L, 2, 20L, 3, 30L));
        return run;
    }

    private static void fill(Run run, int entries) {
        for (int i = 0; i < entries; i++) {
            run.old(COUNTS_1).put("k" + i, i);
            run.old(OBSOLETE_1).put("o" + i, i);
            run.old(SAME_1).put("s" + i, "v" + i);
        }
    }

    // ---- What becomes of tables

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 20_000})
    void eachEntryIsConvertedOnce(int entries) {
        AtomicLong calls = new AtomicLong();
        Run run = filled(false, entries, oneToTwo(v -> {
            calls.incrementAndGet();
            return v + 0x1_0000_0000L;
        }));
        MigrationReport report = run.go();
        Map<String, Long> counts = new HashMap<>();
        Map<String, String> same = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            counts.put("k" + i, i + 0x1_0000_0000L);
            same.put("s" + i, "v" + i);
        }
        assertEquals(counts, run.now(COUNTS_2));
        assertEquals(same, run.now(SAME_2));
        assertEquals(Map.of(), run.now(ADDED_2));
        assertEquals(entries, calls.get());
        assertEquals(2L * entries, run.moved.get());
        assertEquals(
                List.of(
                        new TableReport("added", Outcome.ADDED, 0, 0, 0),
                        new TableReport("counts", Outcome.CONVERTED, entries, entries, 0),
                        new TableReport("same", Outcome.CARRIED, entries, entries, 0),
                        new TableReport("obsolete", Outcome.DROPPED, entries, 0, 0)),
                report.tables());
        assertTrue(report.isClean());
        assertEquals(1, report.from());
        assertEquals(2, report.to());
    }

    @Test
    void onlyWhatWasConvertedCountsAsChanged() {
        Run run = filled(false, 3, oneToTwo(Integer::longValue));
        run.go();
        assertEquals(SEQUENCE, run.changedNow(COUNTS_2));
        assertEquals(30, run.changedNow(SAME_2));
        assertEquals(0, run.changedNow(ADDED_2));
    }

    @Test
    void whatCodeOfTheUsersMakesIsConvertedThoughItHasTheSameShape() {
        Run run = filled(
                false,
                3,
                step(
                        ONE,
                        TWO,
                        TableMigration.entries(SAME_1, SAME_2, key -> key, (key, value) -> value + "!")
                                .withOwnCode(true)));
        MigrationReport report = run.go();
        assertEquals("v1!", run.now(SAME_2).get("s1"));
        assertTrue(report.tables().contains(new TableReport("same", Outcome.CONVERTED, 3, 3, 0)), report::toString);
        assertEquals(SEQUENCE, run.changedNow(SAME_2));
    }

    @Test
    void severalStepsAreOne() {
        Run run = filled(false, 500, oneToTwo(Integer::longValue), twoToThree());
        MigrationReport report = run.go();
        assertEquals(500, run.now(COUNTS_3).size());
        assertEquals("k7=7", run.now(COUNTS_3).get("#k7"));
        assertEquals("v7", run.now(SAME_3).get("s7"));
        assertEquals(
                List.of(
                        new TableReport("counts", Outcome.CONVERTED, 500, 500, 0),
                        new TableReport("same", Outcome.CARRIED, 500, 500, 0),
                        new TableReport("obsolete", Outcome.DROPPED, 500, 0, 0),
                        new TableReport("added", Outcome.DROPPED, 0, 0, 0)),
                report.tables());
        assertEquals(3, report.to());
    }

    @Test
    void idsGivenOutStayGivenOutUnderTheNewIdOfTheTable() {
        Run run = filled(false, 1, oneToTwo(Integer::longValue), twoToThree());
        run.old(StoredTables.IDS).put(COUNTS_1.id(), 4711L);
        run.old(StoredTables.IDS).put(OBSOLETE_1.id(), 5L);
        run.go();
        assertEquals(Map.of(COUNTS_3.id(), 4711L), run.now(StoredTables.IDS));
        assertEquals(SEQUENCE, run.changedNow(StoredTables.IDS));
    }

    @Test
    void groupsAreConvertedItemByItem() {
        TableDescription<String, List<Integer>> lists = table(1, "lists", TableKind.LIST, LISTS);
        TableDescription<String, Map<String, Integer>> maps = table(2, "maps", TableKind.MAP, MAPS);
        TableDescription<Unit, SequenceGroup<Integer>> numbered = new TableDescription<>(
                3, "numbered", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(Serializers.INT));
        TableDescription<String, Set<Integer>> sets = table(4, "sets", TableKind.SET, SETS);
        TableDescription<Unit, Integer> single =
                new TableDescription<>(5, "single", TableKind.SINGLE, Serializers.UNIT, Serializers.INT);
        SchemaDescription from = schema(1, lists, maps, numbered, sets, single);
        SchemaDescription to = schema(2, lists, maps, numbered, sets, single);
        Run run = new Run(
                false,
                step(
                        from,
                        to,
                        TableMigration.lists(lists, lists, k -> k + "!", (k, e) -> e + 1),
                        TableMigration.maps(maps, maps, k -> k, (k, s) -> k + s, (k, v) -> v * 2),
                        TableMigration.sequence(numbered, numbered, e -> -e),
                        TableMigration.sets(sets, sets, k -> k, (k, e) -> e * 10),
                        TableMigration.single(single, single, v -> v + 1)));
        run.old(lists).put("a", LISTS.freeze(List.of(3, 1, 3)));
        run.old(lists).put("empty", LISTS.empty());
        run.old(maps).put("m", MAPS.freeze(Map.of("x", 1, "y", 2)));
        run.old(numbered).edit(Unit.UNIT, Edit.add(5));
        run.old(numbered).edit(Unit.UNIT, Edit.add(6));
        run.old(numbered).edit(Unit.UNIT, Edit.drop(1));
        run.old(sets).put("s", SETS.freeze(Set.of(1, 2)));
        run.old(single).put(Unit.UNIT, 41);
        run.go();
        assertEquals(Map.of("a!", List.of(4, 2, 4), "empty!", List.of()), run.now(lists));
        assertEquals(Map.of("m", Map.of("mx", 2, "my", 4)), run.now(maps));
        SequenceGroup<Integer> elements = run.now(numbered).get(Unit.UNIT);
        assertEquals(2, elements.first());
        assertEquals(1, elements.size());
        assertEquals(-6, elements.get(2));
        assertEquals(Map.of("s", Set.of(10, 20)), run.now(sets));
        assertEquals(Map.of(Unit.UNIT, 42), run.now(single));
    }

    @Test
    void oldEntriesAreLetGoAsTheyAreConverted() {
        Run run = filled(false, 100, oneToTwo(Integer::longValue));
        run.go();
        assertEquals(List.of(), run.keysLeft(COUNTS_1));

        Run completed = filled(false, 100, completed(oneToTwo(Integer::longValue), (old, now) -> {}));
        completed.go();
        assertEquals(100, completed.keysLeft(COUNTS_1).size());
    }

    // ---- What goes wrong

    @Test
    void whatAFunctionThrowsIsToldWithTableAndKey() {
        IllegalStateException thrown = new IllegalStateException("secret");
        Run run = filled(false, 2000, oneToTwo(v -> {
            if (v == 1234) {
                throw thrown;
            }
            return v.longValue();
        }));
        MigrationException e = assertThrows(MigrationException.class, run::go);
        assertEquals(Optional.of("counts"), e.table());
        assertEquals(Optional.of("k1234"), e.key());
        assertEquals(thrown, e.getCause());
        assertFalse(e.getMessage().contains("1234") || e.getMessage().contains("secret"), e.getMessage());
    }

    @Test
    void anAssertionThatFailsIsToldLikeAnException() {
        AssertionError thrown = new AssertionError("secret");
        Migration.Step step = oneToTwo(v -> {
            throw thrown;
        });
        MigrationException e = assertThrows(
                MigrationException.class, () -> filled(false, 1, step).go());
        assertEquals(thrown, e.getCause());
        assertEquals(7, filled(true, 7, step).go().failed());
    }

    @Test
    void whatIsCarriedFitsThoughTheLimitIsLowerNow() {
        Run run = filled(false, 0, oneToTwo(Integer::longValue));
        String large = "x".repeat(OPTIONS.recordBytes() + 1);
        run.old(SAME_1).put("s", large);
        run.go();
        assertEquals(large, run.now(SAME_2).get("s"));
    }

    @Test
    void nullFromAFunctionIsRefused() {
        Run run = filled(false, 1, oneToTwo(v -> null));
        MigrationException e = assertThrows(MigrationException.class, run::go);
        assertInstanceOf(NullPointerException.class, e.getCause());
    }

    @Test
    void whatDoesNotFitARecordIsRefused() {
        Run run = filled(
                false,
                1,
                step(
                        ONE,
                        THREE,
                        TableMigration.entries(
                                COUNTS_1, COUNTS_3, k -> k, (k, v) -> "x".repeat(OPTIONS.recordBytes()))));
        MigrationException e = assertThrows(MigrationException.class, run::go);
        assertInstanceOf(TooLargeException.class, e.getCause());
    }

    /** Keys that go over as they are, keys that become others, and both. */
    @ParameterizedTest
    @ValueSource(strings = {"k3 k5", "k5 k3"})
    void twoKeysThatBecomeTheSameAreRefusedAndATrialTellsBoth(String which) {
        String[] keys = which.split(" ");
        Function<String, String> both = k -> k.equals(keys[0]) || k.equals(keys[1]) ? "same" : k;
        Function<String, String> oneOntoTheOther = k -> k.equals(keys[0]) ? keys[1] : k;
        for (Function<String, String> key : List.of(both, oneOntoTheOther)) {
            Migration.Step step = step(ONE, THREE, TableMigration.entries(COUNTS_1, COUNTS_3, key, (k, v) -> "" + v));
            MigrationException e = assertThrows(
                    MigrationException.class, () -> filled(false, 1000, step).go());
            assertTrue(Set.of(keys).contains(e.key().orElseThrow()));
            assertEquals(Optional.of("counts"), e.table());

            Run trial = new Run(true, Set.of(COUNTS_3), step);
            fill(trial, 1000);
            MigrationReport report = trial.go();
            assertEquals(1, report.failed());
            MigrationException told =
                    (MigrationException) report.failures().get(0).cause();
            assertEquals(
                    Set.of(keys), Set.of(told.key().orElseThrow(), told.other().orElseThrow()));
        }
    }

    @Test
    void aTrialThatHasMissedKeysHasToKnowThemAll() {
        Migration.Step step = step(
                ONE,
                THREE,
                TableMigration.entries(COUNTS_1, COUNTS_3, k -> k.equals("k7") ? "k8" : k, (k, v) -> "" + v));
        Run trial = filled(true, 1000, step);
        Census.KeysMissedException e = assertThrows(Census.KeysMissedException.class, trial::go);
        assertEquals(COUNTS_3, e.table());
    }

    /** One and the same to a sorted table, two to a hash table. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keysThatAreTheSameInTheNewOrderAloneAreRefused(boolean isTrial) {
        TableDescription<BigDecimal, String> hashed =
                new TableDescription<>(1, "sums", TableKind.HASH, Serializers.BIG_DECIMAL, Serializers.STRING);
        TableDescription<BigDecimal, String> sorted =
                new TableDescription<>(1, "sums", TableKind.SORTED, Serializers.BIG_DECIMAL, Serializers.STRING);
        Run run = new Run(
                isTrial,
                step(
                        schema(1, hashed),
                        schema(2, sorted),
                        TableMigration.entries(hashed, sorted, k -> k, (k, v) -> v)));
        run.old(hashed).put(new BigDecimal("1.0"), "a");
        run.old(hashed).put(new BigDecimal("1.00"), "b");
        if (isTrial) {
            assertEquals(1, run.go().failed());
        } else {
            assertThrows(MigrationException.class, run::go);
        }
    }

    @Test
    void twoElementsOfASetThatBecomeTheSameAreRefused() {
        TableDescription<String, Set<Integer>> sets = table(1, "sets", TableKind.SET, SETS);
        Run run = new Run(
                false,
                step(schema(1, sets), schema(2, sets), TableMigration.sets(sets, sets, k -> k, (k, e) -> e / 2)));
        run.old(sets).put("s", SETS.freeze(Set.of(2, 3)));
        MigrationException e = assertThrows(MigrationException.class, run::go);
        assertEquals(Optional.of("s"), e.key());
    }

    @Test
    void whatIsUniqueIsChecked() {
        TableDescription<String, String> unique = new TableDescription<>(
                1,
                "same",
                TableKind.HASH,
                Serializers.STRING,
                Serializers.STRING,
                List.of(new IndexDescription<>("text", true, false, v -> v)));
        Migration.Step step = step(
                ONE, schema(2, unique), TableMigration.entries(SAME_1, unique, k -> k, (k, v) -> v.substring(0, 1)));
        Run run = filled(false, 2, step);
        assertThrows(UniqueException.class, run::go);
        Run trial = filled(true, 2, step);
        MigrationReport report = trial.go();
        assertEquals(1, report.failed());
        assertInstanceOf(UniqueException.class, report.failures().get(0).cause());
    }

    @Test
    void trialTellsAllThatFails() {
        Run run = filled(true, 1000, oneToTwo(v -> {
            if (v % 2 == 0) {
                throw new IllegalStateException("even");
            }
            return v.longValue();
        }));
        MigrationReport report = run.go();
        assertEquals(500, report.failed());
        assertEquals(MigrationReport.MOST_FAILURES, report.failures().size());
        assertEquals(
                new TableReport("counts", Outcome.CONVERTED, 1000, 500, 500),
                report.tables().get(1));
        assertFalse(report.isClean());
    }

    @Test
    void whoCountsMayEndIt() {
        Run run = filled(false, 10_000, oneToTwo(Integer::longValue));
        assertThrows(
                CancellationException.class,
                () -> run.migrating.into(run.changed, SEQUENCE, n -> {
                    throw new CancellationException();
                }));
    }

    // ---- What completes a step

    private static <V> DatabaseTable<String, V> of(Database db, TableDescription<String, V> table) {
        return new DatabaseTable<>(db.table(table)) {};
    }

    @Test
    void completionSeesAllOfTheOldVersionAndChangesTheNew() {
        Migration.Step step = completed(oneToTwo(Integer::longValue), (old, now) -> {
            of(old, OBSOLETE_1).forEach((k, v) -> of(now, ADDED_2).put(k, "from " + v));
            assertEquals(300, of(old, COUNTS_1).size());
            assertEquals(7, of(old, COUNTS_1).get("k7"));
            of(now, SAME_2).remove("s0");
            assertEquals(299, of(now, SAME_2).size());
        });
        Run run = filled(false, 300, step);
        MigrationReport report = run.go();
        assertEquals(300, run.now(ADDED_2).size());
        assertEquals("from 299", run.now(ADDED_2).get("o299"));
        assertEquals(299, run.now(SAME_2).size());
        assertEquals(SEQUENCE, run.changedNow(ADDED_2));
        assertEquals(SEQUENCE, run.changedNow(SAME_2));
        assertEquals(
                new TableReport("added", Outcome.ADDED, 0, 300, 0),
                report.tables().get(0));
        assertEquals(
                new TableReport("same", Outcome.CARRIED, 300, 299, 0),
                report.tables().get(2));
    }

    /** Some keys change in a step behind it, so that all would have to be known from the beginning. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void completionIsDoneOnceWhateverBecomesOfKeysBehindIt(boolean isTrial) {
        AtomicInteger calls = new AtomicInteger();
        Run run = filled(
                isTrial,
                1000,
                completed(oneToTwo(Integer::longValue), (old, now) -> calls.incrementAndGet()),
                step(
                        TWO,
                        THREE,
                        TableMigration.entries(SAME_2, SAME_3, k -> k.equals("s7") ? "seven" : k, (k, v) -> v)),
                step(
                        THREE,
                        schema(4, SAME_3),
                        TableMigration.entries(SAME_3, SAME_3, k -> k.equals("s8") ? "eight" : k, (k, v) -> v)));
        MigrationReport report = run.go();
        assertEquals(
                new TableReport("same", Outcome.CARRIED, 1000, 1000, 0),
                report.tables().get(0));
        assertEquals(1, calls.get());
    }

    @Test
    void completionLeavesItsWorkToTheNextStep() {
        Migration.Step step = completed(oneToTwo(Integer::longValue), (old, now) -> {
            of(now, SAME_2).put("new", "one");
            of(now, SAME_2).remove("s1");
            of(now, SAME_2).nextId();
        });
        Run run = filled(false, 2, step, twoToThree());
        run.go();
        assertEquals(Map.of("s0", "v0", "new", "one"), run.now(SAME_3));
        assertEquals(Set.of(SAME_3.id()), run.now(StoredTables.IDS).keySet());
    }

    /** A view that the first left open keeps old versions of what the second finds. */
    @Test
    void completionsFollowEachOtherWithAnIndexBetweenThem() {
        TableDescription<String, String> indexed = new TableDescription<>(
                3,
                "same",
                TableKind.HASH,
                Serializers.STRING,
                Serializers.STRING,
                List.of(new IndexDescription<>("text", false, false, v -> v)));
        SchemaDescription two = schema(2, indexed);
        List<Object> leaked = new ArrayList<>();
        Migration.Step first =
                completed(step(ONE, two, TableMigration.entries(SAME_1, indexed, k -> k, (k, v) -> v)), (old, now) -> {
                    leaked.add(now.view(tx -> tx));
                    for (int i = 0; i < 10; i++) {
                        of(now, indexed).put("s" + i, "changed");
                    }
                });
        Migration.Step second = completed(
                step(two, THREE, TableMigration.entries(indexed, SAME_3, k -> k, (k, v) -> v)),
                (old, now) -> assertEquals("changed", of(old, indexed).get("s1")));
        Run run = filled(false, 20, first, second);
        run.go();
        assertEquals("changed", run.now(SAME_3).get("s9"));
        assertEquals("v10", run.now(SAME_3).get("s10"));
    }

    @Test
    void completionCannotChangeTheOldVersion() {
        Migration.Step step = completed(
                oneToTwo(Integer::longValue),
                (old, now) -> assertThrows(
                        ReadOnlyException.class, () -> of(old, COUNTS_1).put("k", 1)));
        filled(false, 2, step).go();
    }

    @Test
    void whatCompletionThrowsEndsIt() {
        IllegalStateException thrown = new IllegalStateException("no");
        Migration.Step step = completed(oneToTwo(Integer::longValue), (old, now) -> {
            throw thrown;
        });
        MigrationException e = assertThrows(
                MigrationException.class, () -> filled(false, 2, step).go());
        assertEquals(thrown, e.getCause());
        assertEquals(Optional.empty(), e.table());
        assertEquals(1, filled(true, 2, step).go().failed());
    }

    // ---- Ways

    @Test
    void stepsFollowEachOther() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Migration.of(List.of(twoToThree(), oneToTwo(Integer::longValue))));
        assertThrows(IllegalArgumentException.class, () -> Migration.of(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> step(ONE, TWO, TableMigration.entries(COUNTS_2, COUNTS_2, k -> k, (k, v) -> v)));
        Migration migration = Migration.of(List.of(oneToTwo(Integer::longValue), twoToThree()));
        assertEquals(2, migration.stepsFrom(1).size());
        assertEquals(1, migration.stepsFrom(2).size());
        assertEquals(List.of(), migration.stepsFrom(3));
    }

    interface Upgrade {
        default @Nullable String account(String old) {
            return old;
        }
    }

    private static final class Plain implements Upgrade {}

    private static final class Own implements Upgrade {
        @Override
        public String account(String old) {
            return "own";
        }
    }

    @Test
    void methodsOfOnesOwnAreKnown() {
        assertFalse(Migration.overrides(new Plain(), Upgrade.class, "account", String.class));
        assertTrue(Migration.overrides(new Own(), Upgrade.class, "account", String.class));
        assertFalse(Migration.overrides(new Upgrade() {}, Upgrade.class, "account", String.class));
    }
}
