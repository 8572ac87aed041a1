package io.muniment;

import io.muniment.codec.Serializers;
import io.muniment.codec.Unit;
import io.muniment.group.Groups;
import io.muniment.group.SequenceGroup;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.storage.Storage;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseMapTable;
import io.muniment.table.DatabaseSequence;
import io.muniment.table.DatabaseSetTable;
import io.muniment.table.DatabaseTransaction;
import io.muniment.table.LeftOver;
import io.muniment.table.LockableTable;
import io.muniment.table.TableHandle;
import io.muniment.table.TransactionAction;
import io.muniment.table.TransactionHandle;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the processor would write for a schema with a table of groups of each kind, written by hand. */
final class GroupsDb implements AutoCloseable {

    private static final TableDescription<Long, List<String>> LISTS =
            new TableDescription<>(1, "lists", TableKind.LIST, Serializers.LONG, Groups.list(Serializers.STRING));
    private static final TableDescription<Long, Map<String, Long>> MAPS = new TableDescription<>(
            2, "maps", TableKind.MAP, Serializers.LONG, Groups.map(Serializers.STRING, Serializers.LONG));
    private static final TableDescription<Unit, SequenceGroup<byte[]>> RAW = new TableDescription<>(
            3, "raw", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(Serializers.BYTE_ARRAY));
    private static final TableDescription<Unit, SequenceGroup<String>> JOURNAL = new TableDescription<>(
            4, "journal", TableKind.SEQUENCE, Serializers.UNIT, Groups.sequence(Serializers.STRING));
    private static final TableDescription<Long, Set<String>> SETS =
            new TableDescription<>(5, "sets", TableKind.SET, Serializers.LONG, Groups.set(Serializers.STRING));

    static final SchemaDescription SCHEMA =
            new SchemaDescription("groups", 1, """
            {
              "format": 1,
              "name": "groups",
              "version": 1,
              "tables": [
                {"id": 1, "name": "lists", "kind": "list", "key": "long", "value": "list<string>"},
                {"id": 2, "name": "maps", "kind": "map", "key": "long", "value": "map<string,long>"},
                {"id": 3, "name": "raw", "kind": "sequence", "value": "byte[]"},
                {"id": 4, "name": "journal", "kind": "sequence", "value": "string"},
                {"id": 5, "name": "sets", "kind": "set", "key": "long", "value": "set<string>"}
              ],
              "types": []
            }
            """, List.of(LISTS, MAPS, RAW, JOURNAL, SETS));

    static final class Lists extends DatabaseListTable<Long, String> {
        private Lists(TableHandle<Long, List<String>> handle) {
            super(handle);
        }
    }

    static final class Maps extends DatabaseMapTable<Long, String, Long> {
        private Maps(TableHandle<Long, Map<String, Long>> handle) {
            super(handle);
        }
    }

    static final class Raw extends DatabaseSequence<byte[]> {
        private Raw(TableHandle<Unit, SequenceGroup<byte[]>> handle) {
            super(handle);
        }
    }

    static final class Journal extends DatabaseSequence<String> {
        private Journal(TableHandle<Unit, SequenceGroup<String>> handle) {
            super(handle);
        }
    }

    static final class Sets extends DatabaseSetTable<Long, String> {
        private Sets(TableHandle<Long, Set<String>> handle) {
            super(handle);
        }
    }

    /** The tables, of the database, of a transaction or of a view. */
    record Tables(Lists lists, Maps maps, Raw raw, Journal journal, Sets sets) {}

    static final class Transaction extends DatabaseTransaction {

        private final Tables tables;

        private Transaction(TransactionHandle handle) {
            super(handle);
            tables = new Tables(
                    new Lists(handle.table(LISTS)),
                    new Maps(handle.table(MAPS)),
                    new Raw(handle.table(RAW)),
                    new Journal(handle.table(JOURNAL)),
                    new Sets(handle.table(SETS)));
        }

        Tables tables() {
            return tables;
        }

        Lists lists() {
            return tables.lists;
        }

        Maps maps() {
            return tables.maps;
        }

        Journal journal() {
            return tables.journal;
        }

        Sets sets() {
            return tables.sets;
        }
    }

    private final Database database;
    private final Tables tables;

    private GroupsDb(Database database) {
        this.database = database;
        this.tables = new Tables(
                new Lists(database.table(LISTS)),
                new Maps(database.table(MAPS)),
                new Raw(database.table(RAW)),
                new Journal(database.table(JOURNAL)),
                new Sets(database.table(SETS)));
    }

    static GroupsDb open(Path directory, Options options) {
        return new GroupsDb(Database.open(SCHEMA, directory, options));
    }

    static GroupsDb open(Storage storage, Options options) {
        return new GroupsDb(Store.open(SCHEMA, storage, () -> {}, options));
    }

    static GroupsDb inMemory() {
        return new GroupsDb(Database.inMemory(SCHEMA));
    }

    Database database() {
        return database;
    }

    Tables tables() {
        return tables;
    }

    Lists lists() {
        return tables.lists;
    }

    Maps maps() {
        return tables.maps;
    }

    Raw raw() {
        return tables.raw;
    }

    Journal journal() {
        return tables.journal;
    }

    Sets sets() {
        return tables.sets;
    }

    <X extends Exception> void write(TransactionAction<? super Transaction, X> body) throws X {
        database.write(Transaction::new, Durability.ASYNC, body);
    }

    <X extends Exception> void exclusive(
            Collection<? extends LockableTable> tables, TransactionAction<? super Transaction, X> body) throws X {
        database.exclusive(Transaction::new, tables, body);
    }

    Transaction begin() {
        return database.begin(Transaction::new);
    }

    Transaction view() {
        return database.view(Transaction::new);
    }

    /** What the tables hold beyond one version for each key. */
    String leftOver() {
        return LeftOver.of(
                database.table(LISTS),
                database.table(MAPS),
                database.table(RAW),
                database.table(JOURNAL),
                database.table(SETS));
    }

    @Override
    public void close() {
        database.close();
    }
}
