package io.muniment;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Workload;
import io.muniment.fixture.Workload.State;
import io.muniment.fixture.Workload.Step;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.TableHandle;
import java.util.List;
import java.util.TreeMap;

/** A database of the tables that a {@link Workload} is for, on a simulated disk. */
final class TestDatabase implements AutoCloseable {

    private static final TableDescription<Long, String> ENTRIES =
            new TableDescription<>(1, "entries", TableKind.HASH, Serializers.LONG, Serializers.STRING);
    private static final TableDescription<Unit, String> LAST =
            new TableDescription<>(2, "last", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);
    private static final TableDescription<Long, String> ORDERED =
            new TableDescription<>(3, "ordered", TableKind.SORTED, Serializers.LONG, Serializers.STRING);

    static final SchemaDescription SCHEMA = new SchemaDescription("workload", 1, """
            {
              "format": 1,
              "name": "workload",
              "version": 1,
              "tables": [
                {"id": 1, "name": "entries", "kind": "hash", "key": "long", "value": "string"},
                {"id": 2, "name": "last", "kind": "single", "value": "string"},
                {"id": 3, "name": "ordered", "kind": "sorted", "key": "long", "value": "string"}
              ],
              "types": []
            }
            """, List.of(ENTRIES, LAST, ORDERED));

    private static final class Entries extends DatabaseTable<Long, String> {
        Entries(TableHandle<Long, String> handle) {
            super(handle);
        }
    }

    private static final class Ordered extends DatabaseSortedTable<Long, String> {
        Ordered(TableHandle<Long, String> handle) {
            super(handle);
        }
    }

    private static final class Last extends DatabaseSingle<String> {
        Last(TableHandle<Unit, String> handle) {
            super(handle);
        }
    }

    private final Database database;
    private final Entries entries;
    private final Ordered ordered;
    private final Last last;

    private TestDatabase(Database database) {
        this.database = database;
        this.entries = new Entries(database.table(ENTRIES));
        this.ordered = new Ordered(database.table(ORDERED));
        this.last = new Last(database.table(LAST));
    }

    static TestDatabase open(SimStorage disk, Options options) {
        return new TestDatabase(Store.open(SCHEMA, disk, () -> {}, options));
    }

    /** Small segments and one thread, so that much happens in little time; snapshots only when asked for. */
    static Options options() {
        return Options.defaults().segmentBytes(64 << 10).automaticSnapshots(false);
    }

    Database database() {
        return database;
    }

    void apply(Step step) {
        switch (step.target()) {
            case ENTRIES -> {
                switch (step.action()) {
                    case PUT -> entries.put(step.key(), step.value());
                    case REMOVE -> entries.remove(step.key());
                    case CLEAR -> entries.clear();
                }
            }
            case ORDERED -> {
                switch (step.action()) {
                    case PUT -> ordered.put(step.key(), step.value());
                    case REMOVE -> ordered.remove(step.key());
                    case CLEAR -> ordered.clear();
                }
            }
            case LAST -> {
                if (step.action() == Workload.Action.PUT) {
                    last.set(step.value());
                } else {
                    last.reset();
                }
            }
        }
    }

    /** The newest commit that can be seen. */
    int sequence() {
        return Math.toIntExact(database.stats().sequence());
    }

    State state() {
        TreeMap<Long, String> all = new TreeMap<>();
        entries.forEach(all::put);
        TreeMap<Long, String> sorted = new TreeMap<>();
        ordered.forEach(sorted::put);
        return new State(all, sorted, last.get());
    }

    @Override
    public void close() {
        database.close();
    }
}
