package io.muniment;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Workload;
import io.muniment.fixture.Workload.Change;
import io.muniment.fixture.Workload.State;
import io.muniment.fixture.Workload.Step;
import io.muniment.group.Groups;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.table.CommitHandle;
import io.muniment.table.DatabaseCommit;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseSortedTable;
import io.muniment.table.DatabaseTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.LeftOver;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A database of the tables that a {@link Workload} is for, on a simulated disk. */
final class TestDatabase implements AutoCloseable {

    static final TableDescription<Long, String> ENTRIES =
            new TableDescription<>(1, "entries", TableKind.HASH, Serializers.LONG, Serializers.STRING);
    static final TableDescription<Unit, String> LAST =
            new TableDescription<>(2, "last", TableKind.SINGLE, Serializers.UNIT, Serializers.STRING);
    static final TableDescription<Long, String> ORDERED =
            new TableDescription<>(3, "ordered", TableKind.SORTED, Serializers.LONG, Serializers.STRING);

    static final TableDescription<Long, List<String>> LISTS =
            new TableDescription<>(4, "lists", TableKind.LIST, Serializers.LONG, Groups.list(Serializers.STRING));

    static final SchemaDescription SCHEMA =
            new SchemaDescription("workload", 1, """
            {
              "format": 1,
              "name": "workload",
              "version": 1,
              "tables": [
                {"id": 1, "name": "entries", "kind": "hash", "key": "long", "value": "string"},
                {"id": 2, "name": "last", "kind": "single", "value": "string"},
                {"id": 3, "name": "ordered", "kind": "sorted", "key": "long", "value": "string"},
                {"id": 4, "name": "lists", "kind": "list", "key": "long", "value": "list<string>"}
              ],
              "types": []
            }
            """, List.of(ENTRIES, LAST, ORDERED, LISTS));

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

    static final class Last extends DatabaseSingle<String> {
        Last(TableHandle<Unit, String> handle) {
            super(handle);
        }
    }

    static final class Lists extends DatabaseListTable<Long, String> {
        Lists(TableHandle<Long, List<String>> handle) {
            super(handle);
        }
    }

    /** The tables, of the database or of a transaction. */
    private record Tables(Entries entries, Ordered ordered, Last last, Lists lists) {

        void apply(Change change) {
            switch (change.target()) {
                case ENTRIES -> apply(change, entries);
                case ORDERED -> apply(change, ordered);
                case LISTS -> {
                    switch (change.action()) {
                        case PUT -> lists.add(change.key(), change.value());
                        case REMOVE -> lists.removeFirst(change.key());
                        case CLEAR -> lists.clear();
                    }
                }
                case LAST -> {
                    if (change.action() == Workload.Action.PUT) {
                        last.set(change.value());
                    } else {
                        last.reset();
                    }
                }
            }
        }

        private static void apply(Change change, DatabaseTable<Long, String> table) {
            switch (change.action()) {
                case PUT -> table.put(change.key(), change.value());
                case REMOVE -> table.remove(change.key());
                case CLEAR -> table.clear();
            }
        }

        State state() {
            TreeMap<Long, String> all = new TreeMap<>();
            entries.forEach(all::put);
            TreeMap<Long, String> sorted = new TreeMap<>();
            ordered.forEach(sorted::put);
            TreeMap<Long, List<String>> grouped = new TreeMap<>();
            lists.forEach(grouped::put);
            return new State(all, sorted, last.get(), grouped);
        }
    }

    static final class Transaction extends DatabaseTransaction {

        private final Tables tables;

        private Transaction(TransactionHandle handle) {
            super(handle);
            tables = new Tables(
                    new Entries(handle.table(ENTRIES)),
                    new Ordered(handle.table(ORDERED)),
                    new Last(handle.table(LAST)),
                    new Lists(handle.table(LISTS)));
        }

        State state() {
            return tables.state();
        }
    }

    private final Database database;
    private final Tables tables;

    private TestDatabase(Database database) {
        this.database = database;
        this.tables = new Tables(
                new Entries(database.table(ENTRIES)),
                new Ordered(database.table(ORDERED)),
                new Last(database.table(LAST)),
                new Lists(database.table(LISTS)));
    }

    static TestDatabase open(SimStorage disk, Options options) {
        return new TestDatabase(Store.open(SCHEMA, disk, () -> {}, options));
    }

    static TestDatabase open(Path directory, Options options) {
        return new TestDatabase(Database.open(SCHEMA, directory, options));
    }

    /** Small segments and one thread, so that much happens in little time; snapshots only when asked for. */
    static Options options() {
        return Options.defaults().segmentBytes(64 << 10).automaticSnapshots(false);
    }

    Database database() {
        return database;
    }

    /** The next id of the table {@code entries}. */
    long nextId() {
        return tables.entries.nextId();
    }

    /** Makes the commit {@code n} of a workload: a change by itself, or a transaction in one of the ways there are. */
    void apply(int n, Step step) {
        if (!step.isTransaction()) {
            tables.apply(step.changes().get(0));
            return;
        }
        switch (n % 5) {
            case 0 -> {
                try (Transaction transaction = database.begin(Transaction::new)) {
                    step.changes().forEach(transaction.tables::apply);
                    transaction.commit();
                }
            }
            case 1 -> database.exclusive(Transaction::new, tx -> step.changes().forEach(tx.tables::apply));
            case 2 ->
                awaited(database.writeAsync(
                        Transaction::new, Durability.ASYNC, tx -> step.changes().forEach(tx.tables::apply)));
            default ->
                database.write(
                        Transaction::new, Durability.ASYNC, tx -> step.changes().forEach(tx.tables::apply));
        }
    }

    /** Returns when the stage is completed, and throws what it failed with. */
    private static void awaited(CompletableFuture<?> stage) {
        try {
            stage.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What a commit did, as far as these tests ask. */
    static final class Commit extends DatabaseCommit {

        private Commit(CommitHandle handle) {
            super(handle);
        }
    }

    /** Has {@code listener} told of commits until this is closed. */
    void onCommit(Consumer<Commit> listener) {
        database.onCommit(Commit::new, listener);
    }

    /** Makes all changes of a transaction, and gives it up. */
    void abort(Step step) {
        try (Transaction transaction = database.begin(Transaction::new)) {
            step.changes().forEach(transaction.tables::apply);
        }
    }

    /** A view of this moment. */
    Transaction view() {
        return database.view(Transaction::new);
    }

    /** What the tables hold beyond one version for each key. */
    String leftOver() {
        return LeftOver.of(
                database.table(ENTRIES), database.table(LAST), database.table(ORDERED), database.table(LISTS));
    }

    /** The newest commit that can be seen. */
    int sequence() {
        return Math.toIntExact(database.stats().sequence());
    }

    State state() {
        return tables.state();
    }

    @Override
    public void close() {
        database.close();
    }
}
