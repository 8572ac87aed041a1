package io.muniment;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.fixture.Workload.State;
import io.muniment.group.Groups;
import io.muniment.migration.MigrationReport;
import io.muniment.migration.TableMigration;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.storage.Storage;
import io.muniment.table.CommitHandle;
import io.muniment.table.DatabaseCommit;
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.TableHandle;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Versions 2 and 3 of the schema of a {@link TestDatabase}, written by hand with the way to them. */
final class NextDatabase implements AutoCloseable {

    // ---- Version 2: other ids, a table more, other keys and values

    private static final TableDescription<String, Long> ADDED_2 =
            new TableDescription<>(1, "added", TableKind.HASH, Serializers.STRING, Serializers.LONG);
    static final TableDescription<String, String> ENTRIES_2 =
            new TableDescription<>(2, "entries", TableKind.HASH, Serializers.STRING, Serializers.STRING);
    private static final TableDescription<Unit, String> LAST_2 =
            new TableDescription<>(3, "last", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);
    private static final TableDescription<Long, List<String>> LISTS_2 =
            new TableDescription<>(4, "lists", TableKind.LIST, Serializers.LONG, Groups.list(Serializers.STRING));
    private static final TableDescription<Long, String> ORDERED_2 =
            new TableDescription<>(5, "ordered", TableKind.HASH, Serializers.LONG, Serializers.STRING);

    static final SchemaDescription TWO =
            new SchemaDescription("workload", 2, """
            {
              "format": 1,
              "name": "workload",
              "version": 2,
              "tables": [
                {"id": 1, "name": "added", "kind": "hash", "key": "string", "value": "long"},
                {"id": 2, "name": "entries", "kind": "hash", "key": "string", "value": "string"},
                {"id": 3, "name": "last", "kind": "single", "value": "string"},
                {"id": 4, "name": "lists", "kind": "list", "key": "long", "value": "list<string>"},
                {"id": 5, "name": "ordered", "kind": "hash", "key": "long", "value": "string"}
              ],
              "types": []
            }
            """, List.of(ADDED_2, ENTRIES_2, LAST_2, LISTS_2, ORDERED_2));

    // ---- Version 3: two tables less

    private static final TableDescription<String, String> ENTRIES_3 =
            new TableDescription<>(1, "entries", TableKind.SORTED, Serializers.STRING, Serializers.STRING);
    private static final TableDescription<Unit, String> LAST_3 =
            new TableDescription<>(2, "last", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);
    private static final TableDescription<Long, String> ORDERED_3 =
            new TableDescription<>(3, "ordered", TableKind.HASH, Serializers.LONG, Serializers.STRING);

    static final SchemaDescription THREE =
            new SchemaDescription("workload", 3, """
            {
              "format": 1,
              "name": "workload",
              "version": 3,
              "tables": [
                {"id": 1, "name": "entries", "kind": "sorted", "key": "string", "value": "string"},
                {"id": 2, "name": "last", "kind": "single", "value": "string"},
                {"id": 3, "name": "ordered", "kind": "hash", "key": "long", "value": "string"}
              ],
              "types": []
            }
            """, List.of(ENTRIES_3, LAST_3, ORDERED_3));

    static final Migration.Step ONE_TO_TWO = oneToTwo((key, value) -> value + "+2");

    static final Migration.Step TWO_TO_THREE = new Migration.Step(
            TWO,
            THREE,
            List.of(
                    TableMigration.entries(ENTRIES_2, ENTRIES_3, key -> key, (key, value) -> value + "+3"),
                    TableMigration.single(LAST_2, LAST_3, value -> value),
                    TableMigration.entries(ORDERED_2, ORDERED_3, key -> key, (key, value) -> value)),
            Optional.empty());

    static final Migration TO_TWO = Migration.of(List.of(ONE_TO_TWO));
    static final Migration TO_THREE = Migration.of(List.of(ONE_TO_TWO, TWO_TO_THREE));

    /** The step from version 1 with a function for the values of the table {@code entries}. */
    static Migration.Step oneToTwo(BiFunction<Long, String, String> entry) {
        return new Migration.Step(
                TestDatabase.SCHEMA,
                TWO,
                List.of(
                        TableMigration.entries(TestDatabase.ENTRIES, ENTRIES_2, key -> "k" + key, entry),
                        TableMigration.entries(
                                TestDatabase.ORDERED, ORDERED_2, key -> key, (key, value) -> value + "+2"),
                        TableMigration.single(TestDatabase.LAST, LAST_2, value -> value),
                        TableMigration.lists(TestDatabase.LISTS, LISTS_2, key -> key, (key, each) -> each)),
                Optional.empty());
    }

    // ---- Tables

    private static final class Entries<K> extends DatabaseTable<K, String> {
        Entries(TableHandle<K, String> handle) {
            super(handle);
        }
    }

    private static final class Sorted<K extends Comparable<? super K>> extends DatabaseSortedTable<K, String> {
        Sorted(TableHandle<K, String> handle) {
            super(handle);
        }
    }

    /** What the tables of either version hold; version 3 has no lists. */
    record Content(
            Map<String, String> entries,
            Map<Long, String> ordered,
            @Nullable String last,
            Map<Long, List<String>> lists) {

        /** The same with one entry put. */
        Content with(String key, String value) {
            Map<String, String> more = new TreeMap<>(entries);
            more.put(key, value);
            return new Content(more, ordered, last, lists);
        }
    }

    /** What a state of version 1 is in a later one. */
    static Content converted(State state, int version) {
        Map<String, String> entries = new TreeMap<>();
        state.entries().forEach((key, value) -> entries.put("k" + key, value + (version == 2 ? "+2" : "+2+3")));
        Map<Long, String> ordered = new TreeMap<>();
        state.ordered().forEach((key, value) -> ordered.put(key, value + "+2"));
        return new Content(entries, ordered, state.last(), version == 2 ? state.lists() : Map.of());
    }

    private final Database database;
    private final DatabaseTable<String, String> entries;
    private final DatabaseTable<Long, String> ordered;
    private final TestDatabase.Last last;
    private final TestDatabase.@Nullable Lists lists;

    private NextDatabase(Database database, int version) {
        this.database = database;
        boolean isTwo = version == 2;
        entries = isTwo ? new Entries<>(database.table(ENTRIES_2)) : new Sorted<>(database.table(ENTRIES_3));
        ordered = new Entries<>(database.table(isTwo ? ORDERED_2 : ORDERED_3));
        last = new TestDatabase.Last(database.table(isTwo ? LAST_2 : LAST_3));
        lists = isTwo ? new TestDatabase.Lists(database.table(LISTS_2)) : null;
    }

    static NextDatabase open(Storage disk, Options options) {
        return open(disk, TO_TWO, () -> {}, options);
    }

    static NextDatabase open(Storage disk, Migration migration, Options options) {
        return open(disk, migration, () -> {}, options);
    }

    static NextDatabase open(Storage disk, Migration migration, Closeable lock, Options options) {
        SchemaDescription newest = newest(migration);
        return new NextDatabase(Store.open(newest, migration, disk, lock, options), newest.version());
    }

    static NextDatabase open(Path directory, Migration migration, Options options) {
        SchemaDescription newest = newest(migration);
        return new NextDatabase(Database.open(newest, migration, directory, options), newest.version());
    }

    /** Opens version 2 without a way to it. */
    static NextDatabase openWithoutMigration(Storage disk, Options options) {
        return new NextDatabase(Store.open(TWO, disk, () -> {}, options), 2);
    }

    static MigrationReport check(Storage disk, Migration migration, Options options) {
        return Store.checkMigration(newest(migration), migration, disk, options);
    }

    private static SchemaDescription newest(Migration migration) {
        List<Migration.Step> steps = migration.steps();
        return steps.get(steps.size() - 1).to();
    }

    Database database() {
        return database;
    }

    long sequence() {
        return database.stats().sequence();
    }

    void put(String key, String value) {
        entries.put(key, value);
    }

    void clearAll() {
        entries.clear();
        ordered.clear();
        last.reset();
        if (lists != null) {
            lists.clear();
        }
    }

    /** The next id of the table {@code entries}. */
    long nextId() {
        return entries.nextId();
    }

    /** What a commit did, as far as these tests ask. */
    static final class Commit extends DatabaseCommit {

        private Commit(CommitHandle handle) {
            super(handle);
        }
    }

    Flow.Publisher<Commit> commitsAfter(long sequence) {
        return database.commitsAfter(Commit::new, sequence);
    }

    Content content() {
        Map<String, String> all = new TreeMap<>();
        entries.forEach(all::put);
        Map<Long, String> sorted = new TreeMap<>();
        ordered.forEach(sorted::put);
        Map<Long, List<String>> grouped = new TreeMap<>();
        if (lists != null) {
            lists.forEach(grouped::put);
        }
        return new Content(all, sorted, last.get(), grouped);
    }

    @Override
    public void close() {
        database.close();
    }
}
