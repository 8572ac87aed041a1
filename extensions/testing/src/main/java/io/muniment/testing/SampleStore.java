package io.muniment.testing;

import io.muniment.Database;
import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.codec.Unit;
import io.muniment.group.SequenceGroup;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseMapTable;
import io.muniment.table.DatabaseSequence;
import io.muniment.table.DatabaseSetTable;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseTable;
import io.muniment.table.TableHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A database of a schema of which only the shape is there, open for writing entries. It is the runtime's own: what it
 * writes is what a program of that version would have written.
 */
final class SampleStore implements AutoCloseable {

    private final Database database;
    private final SchemaDescription schema;

    private SampleStore(SchemaDescription schema, Database database) {
        this.schema = schema;
        this.database = database;
    }

    static SampleStore open(SchemaDescription schema, Path directory) {
        Options options = Options.defaults().durability(Durability.ASYNC).automaticSnapshots(false);
        return new SampleStore(schema, Database.open(schema, directory, options));
    }

    /** Opens it for reading only. */
    static SampleStore openReadOnly(SchemaDescription schema, Path directory) {
        return new SampleStore(
                schema, Database.open(schema, directory, Options.defaults().readOnly(true)));
    }

    /** Writes an entry, by edits where there are any. */
    void put(Entry entry) {
        Object key = entry.key();
        Object value = entry.value();
        switch (entry.table().kind()) {
            case HASH, SORTED -> new Entries(handle(entry.table())).put(key, value);
            case SINGLE -> new One(handle(entry.table())).set(value);
            case SEQUENCE -> new Elements(handle(entry.table())).append(value);
            case SET -> {
                Sets sets = new Sets(handle(entry.table()));
                sets.create(key);
                ((Set<?>) value).forEach(element -> sets.add(key, element));
            }
            case LIST -> {
                Lists lists = new Lists(handle(entry.table()));
                lists.create(key);
                ((List<?>) value).forEach(element -> lists.add(key, element));
            }
            case MAP -> {
                Maps maps = new Maps(handle(entry.table()));
                maps.create(key);
                ((Map<?, ?>) value).forEach((mapKey, mapValue) -> maps.put(key, mapKey, mapValue));
            }
        }
    }

    /** Leaves a table empty that had an entry; of a sequence the numbers go on. */
    void remove(Entry entry) {
        put(entry);
        switch (entry.table().kind()) {
            case HASH, SORTED -> new Entries(handle(entry.table())).remove(entry.key());
            case SINGLE -> new One(handle(entry.table())).reset();
            case SEQUENCE -> {
                Elements elements = new Elements(handle(entry.table()));
                elements.removeBefore(elements.next());
            }
            case SET -> new Sets(handle(entry.table())).remove(entry.key());
            case LIST -> new Lists(handle(entry.table())).remove(entry.key());
            case MAP -> new Maps(handle(entry.table())).remove(entry.key());
        }
    }

    /** An id that the table has not given out before, 0 if it gives out none. */
    long nextId(TableShape table) {
        return givesIds(table) ? new Entries(handle(table)).nextId() : 0;
    }

    private static boolean givesIds(TableShape table) {
        return table.key() != null
                && table.key().toString().equals("long")
                && (table.kind() == TableKind.HASH || table.kind() == TableKind.SORTED);
    }

    /** The number that the next element of a sequence gets. */
    long nextNumber(TableShape table) {
        return new Elements(handle(table)).next();
    }

    void snapshot() {
        database.snapshot();
    }

    /** The last commit. */
    long sequence() {
        return database.stats().sequence();
    }

    /** The entries of each table, by its name. */
    Map<String, Integer> counts() {
        return database.stats().entries();
    }

    @Override
    public void close() {
        database.close();
    }

    @SuppressWarnings("unchecked") // of a description that was made of the shape, with serializers of objects
    private <K, V> TableHandle<K, V> handle(TableShape table) {
        TableDescription<?, ?> description = schema.tables().stream()
                .filter(each -> each.id() == table.id())
                .findFirst()
                .orElseThrow();
        return (TableHandle<K, V>) database.table(description);
    }

    private static final class Entries extends DatabaseTable<Object, Object> {
        Entries(TableHandle<Object, Object> handle) {
            super(handle);
        }
    }

    private static final class Sets extends DatabaseSetTable<Object, Object> {
        Sets(TableHandle<Object, Set<Object>> handle) {
            super(handle);
        }
    }

    private static final class Lists extends DatabaseListTable<Object, Object> {
        Lists(TableHandle<Object, List<Object>> handle) {
            super(handle);
        }
    }

    private static final class Maps extends DatabaseMapTable<Object, Object, Object> {
        Maps(TableHandle<Object, Map<Object, Object>> handle) {
            super(handle);
        }
    }

    private static final class Elements extends DatabaseSequence<Object> {
        Elements(TableHandle<Unit, SequenceGroup<Object>> handle) {
            super(handle);
        }
    }

    private static final class One extends DatabaseSingle<Object> {
        One(TableHandle<Unit, Object> handle) {
            super(handle);
        }
    }
}
