package io.muniment.testing;

import io.muniment.Database;
import io.muniment.Options;
import io.muniment.codec.Unit;
import io.muniment.group.SequenceGroup;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.table.DatabaseListTable;
import io.muniment.table.DatabaseMapTable;
import io.muniment.table.DatabaseSequence;
import io.muniment.table.DatabaseSetTable;
import io.muniment.table.DatabaseSingle;
import io.muniment.table.DatabaseTable;
import io.muniment.table.TableHandle;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** All that is in a database, one line for each entry, in full. */
final class Dump {

    private final Set<String> lines = new TreeSet<>();

    private Dump() {}

    static String of(SchemaDescription schema, Path directory) {
        Dump dump = new Dump();
        try (Database database =
                Database.open(schema, directory, Options.defaults().readOnly(true))) {
            schema.tables().forEach(table -> dump.add(database, table));
        }
        return String.join("\n", dump.lines) + "\n";
    }

    private void add(Database database, TableDescription<?, ?> table) {
        String name = table.name();
        switch (table.kind()) {
            case HASH, SORTED ->
                new DatabaseTable<Object, Object>(handle(database, table)) {}.forEach((k, v) -> add(name, k, v));
            case SET ->
                new DatabaseSetTable<Object, Object>(handle(database, table)) {}.forEach((k, v) -> add(name, k, v));
            case LIST ->
                new DatabaseListTable<Object, Object>(handle(database, table)) {}.forEach((k, v) -> add(name, k, v));
            case MAP ->
                new DatabaseMapTable<Object, Object, Object>(handle(database, table)) {}.forEach(
                        (k, v) -> add(name, k, v));
            case SEQUENCE -> {
                TableHandle<Unit, SequenceGroup<Object>> handle = handle(database, table);
                DatabaseSequence<Object> sequence = new DatabaseSequence<>(handle) {};
                add(name, "first", sequence.first());
                sequence.forEach((number, element) -> add(name, number, element));
            }
            case SINGLE -> {
                TableHandle<Unit, Object> handle = handle(database, table);
                add(name, "value", new DatabaseSingle<>(handle) {}.find());
            }
        }
    }

    @SuppressWarnings("unchecked") // of a schema that was made of a shape, with serializers of objects
    private static <K, V> TableHandle<K, V> handle(Database database, TableDescription<?, ?> table) {
        return (TableHandle<K, V>) database.table(table);
    }

    private void add(String table, Object key, Object value) {
        lines.add(table + "\t" + text(key) + "\t" + text(value));
    }

    private static String text(Object value) {
        if (value instanceof String || value instanceof Character) {
            StringBuilder text = new StringBuilder("'");
            value.toString()
                    .chars()
                    .forEach(c ->
                            text.append(c > ' ' && c < 0x7f ? String.valueOf((char) c) : String.format("\\%04x", c)));
            return text.append("'").toString();
        } else if (value instanceof Stored.Fields fields) {
            return fields.type() + listed(fields.components());
        } else if (value instanceof Stored.Case as) {
            return as.id() + ":" + text(as.value());
        } else if (value instanceof java.util.Optional<?> optional) {
            return optional.map(content -> "some " + text(content)).orElse("none");
        } else if (value instanceof List<?> list) {
            return listed(list);
        } else if (value instanceof Set<?> set) {
            Set<String> sorted = new TreeSet<>();
            set.forEach(element -> sorted.add(text(element)));
            return sorted.toString();
        } else if (value instanceof Map<?, ?> map) {
            Set<String> sorted = new TreeSet<>();
            map.forEach((key, each) -> sorted.add(text(key) + "=" + text(each)));
            return sorted.toString();
        } else if (value instanceof io.muniment.codec.Bytes bytes) {
            return text(bytes.toByteArray());
        } else if (value.getClass().isArray()) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return elements.size() > 100 ? elements.size() + " with the hash " + elements.hashCode() : listed(elements);
        }
        return value.toString();
    }

    private static String listed(List<?> values) {
        StringJoiner text = new StringJoiner(", ", "(", ")");
        values.forEach(value -> text.add(text(value)));
        return text.toString();
    }
}
