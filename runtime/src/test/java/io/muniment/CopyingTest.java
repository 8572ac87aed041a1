package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.error.MigrationException;
import io.muniment.fixture.SimStorage;
import io.muniment.group.Groups;
import io.muniment.group.SequenceGroup;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.MigrationReport.Outcome;
import io.muniment.migration.MigrationReport.TableReport;
import io.muniment.migration.TableMigration;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseMapTable;
import io.muniment.table.DatabaseSequence;
import io.muniment.table.DatabaseTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The copy of one open database into another of the next version. */
class CopyingTest {

    private static final TableDescription<Long, Integer> COUNTS =
            new TableDescription<>(1, "counts", TableKind.HASH, Serializers.LONG, Serializers.INT);
    private static final TableDescription<String, List<Integer>> LISTS =
            new TableDescription<>(2, "lists", TableKind.LIST, Serializers.STRING, Groups.list(Serializers.INT));
    private static final TableDescription<String, Map<String, String>> MAPS = new TableDescription<>(
            3, "maps", TableKind.MAP, Serializers.STRING, Groups.map(Serializers.STRING, Serializers.STRING));
    private static final TableDescription<Unit, SequenceGroup<Integer>> NUMBERED = new TableDescription<>(
            4, "numbered", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(Serializers.INT));
    private static final TableDescription<String, String> OBSOLETE =
            new TableDescription<>(5, "obsolete", TableKind.HASH, Serializers.STRING, Serializers.STRING);
    private static final SchemaDescription ONE = schema(1, COUNTS, LISTS, MAPS, NUMBERED, OBSOLETE);
    private static final SchemaDescription TWO = schema(2, COUNTS, LISTS, MAPS, NUMBERED);

    private static SchemaDescription schema(int version, TableDescription<?, ?>... tables) {
        Map<String, String> keys = Map.of("counts", "long", "lists", "string", "maps", "string", "obsolete", "string");
        Map<String, String> values = Map.of(
                "counts",
                "int",
                "lists",
                "list<int>",
                "maps",
                "map<string,string>",
                "numbered",
                "int",
                "obsolete",
                "string");
        List<TableShape> shapes = List.of(tables).stream()
                .map(table -> new TableShape(
                        table.id(),
                        table.name(),
                        table.kind(),
                        table.kind().hasKeys() ? TypeExpression.parse(keys.get(table.name())) : null,
                        TypeExpression.parse(values.get(table.name()))))
                .toList();
        return new SchemaDescription(
                "shop", version, new Shape("shop", version, shapes, List.of()).toJson(), List.of(tables));
    }

    private final SimStorage disk = new SimStorage();
    private final Database old = Database.inMemory(ONE);
    private Database now = open();

    private Database open() {
        return Store.open(TWO, disk, () -> {}, TestDatabase.options().recordBytes(4096));
    }

    @AfterEach
    void close() {
        old.close();
        now.close();
    }

    private static DatabaseTable<Long, Integer> counts(Database db) {
        return new DatabaseTable<>(db.table(COUNTS)) {};
    }

    private static DatabaseListTable<String, Integer> lists(Database db) {
        return new DatabaseListTable<>(db.table(LISTS)) {};
    }

    private static DatabaseMapTable<String, String, String> maps(Database db) {
        return new DatabaseMapTable<>(db.table(MAPS)) {};
    }

    private static DatabaseSequence<Integer> numbered(Database db) {
        return new DatabaseSequence<>(db.table(NUMBERED)) {};
    }

    private static Migration.Step step(Function<Long, Long> key, Function<Integer, Integer> value) {
        return new Migration.Step(
                ONE,
                TWO,
                List.of(
                        TableMigration.entries(COUNTS, COUNTS, key, (k, v) -> value.apply(v)),
                        TableMigration.lists(LISTS, LISTS, k -> k, (k, v) -> v + 1),
                        TableMigration.maps(MAPS, MAPS, k -> k, (k, v) -> v, (k, v) -> v),
                        TableMigration.sequence(NUMBERED, NUMBERED, v -> v * 2)),
                Optional.empty());
    }

    @Test
    void allIsThereAfterwardsAndAfterTheNextOpen() {
        Map<Long, Integer> expected = new HashMap<>();
        for (long i = 0; i < 5000; i++) {
            counts(old).put(i, (int) i);
            expected.put(-i, (int) i * 3);
        }
        List<Integer> many = IntStream.range(0, 10_000).boxed().toList();
        lists(old).addAll("many", many);
        lists(old).addAll("few", List.of(1, 2));
        String large = "x".repeat(1000);
        for (int i = 0; i < 20; i++) {
            maps(old).put("large", "k" + i, large + i);
        }
        for (int i = 0; i < 3000; i++) {
            numbered(old).append(i);
        }
        numbered(old).removeBefore(1000);
        new DatabaseTable<>(old.table(OBSOLETE)) {}.put("gone", "gone");

        MigrationReport report = now.copy(step(k -> -k, v -> v * 3), old);

        assertEquals(
                List.of(
                        new TableReport("counts", Outcome.CARRIED, 5000, 5000, 0),
                        new TableReport("lists", Outcome.CARRIED, 2, 2, 0),
                        new TableReport("maps", Outcome.CARRIED, 1, 1, 0),
                        new TableReport("numbered", Outcome.CARRIED, 1, 1, 0),
                        new TableReport("obsolete", Outcome.DROPPED, 1, 0, 0)),
                report.tables());
        for (int i = 0; i < 2; i++) {
            assertEquals(expected, Map.copyOf(counts(now).asMap()));
            assertEquals(many.stream().map(v -> v + 1).toList(), lists(now).of("many"));
            assertEquals(List.of(2, 3), lists(now).of("few"));
            assertEquals(20, maps(now).of("large").size());
            assertEquals(large + 19, maps(now).of("large").get("k19"));
            assertEquals(1000, numbered(now).first());
            assertEquals(2998, numbered(now).get(1500));
            now.close();
            now = open();
        }
    }

    @Test
    void theStepIsCompleted() {
        counts(old).put(1L, 10);
        Migration.Step plain = step(k -> k, v -> v);
        Migration.Step completed = new Migration.Step(
                plain.from(),
                plain.to(),
                plain.tables(),
                Optional.of((before, after) -> lists(after)
                        .add("sum", counts(before).get(1L) + counts(after).get(1L))));

        now.copy(completed, old);

        assertEquals(List.of(20), lists(now).of("sum"));
    }

    @Test
    void idsGoOnAboveThoseOfTheOldVersion() {
        for (int i = 0; i < 100; i++) {
            counts(old).nextId();
        }
        counts(now).nextId();
        now.copy(step(k -> k, v -> v), old);
        long next = counts(now).nextId();
        assertTrue(next > 100, "" + next);
        now.close();
        now = open();
        assertTrue(counts(now).nextId() > next);
    }

    @Test
    void aCrashAfterTheCopyGivesOutNoIdAgain() {
        for (int i = 0; i < 100; i++) {
            counts(old).nextId();
        }
        now.copy(step(k -> k, v -> v), old);
        now.sync();
        now.close();
        now = open();
        assertTrue(counts(now).nextId() > 100);
    }

    @Test
    void nothingIsMixedUp() {
        counts(now).put(1L, 1);
        assertThrows(IllegalStateException.class, () -> now.copy(step(k -> k, v -> v), old));
        assertThrows(IllegalArgumentException.class, () -> old.copy(step(k -> k, v -> v), now));
    }

    @Test
    void whatFailsIsToldWithTableAndKeys() {
        counts(old).put(1L, 1);
        counts(old).put(2L, 2);
        MigrationException thrown =
                assertThrows(MigrationException.class, () -> now.copy(step(k -> k, v -> v / (v - 2)), old));
        assertEquals(Optional.of(2L), thrown.key());
        Database fresh = Database.inMemory(TWO);
        MigrationException same = assertThrows(MigrationException.class, () -> fresh.copy(step(k -> 7L, v -> v), old));
        assertEquals(
                Set.of(1L, 2L), Set.of(same.key().orElseThrow(), same.other().orElseThrow()));
        assertEquals(Optional.of("counts"), same.table());
        fresh.close();
    }
}
