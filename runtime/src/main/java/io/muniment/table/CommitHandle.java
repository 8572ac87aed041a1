package io.muniment.table;

import io.muniment.codec.ValueInput;
import io.muniment.error.UndecodableException;
import io.muniment.log.LogFormat;
import io.muniment.log.Logged;
import io.muniment.log.StoredTables;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a commit that the processor has written the class of. Generated code passes it on; it has no methods
 * for anybody else. It is decoded when it is first asked for changes.
 */
public final class CommitHandle {

    private final SchemaDescription schema;
    private final Logged logged;

    /** By table id; null until they are asked for. */
    private volatile @Nullable Map<Integer, List<TableChange<?, ?>>> changes;

    /** Made by the database. */
    public CommitHandle(SchemaDescription schema, Logged logged) {
        this.schema = schema;
        this.logged = logged;
    }

    long sequence() {
        return logged.sequence();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // decoded by the serializers of the table
    <K, V> List<TableChange<K, V>> changes(TableDescription<K, V> table) {
        return (List) changes().getOrDefault(table.id(), List.of());
    }

    private Map<Integer, List<TableChange<?, ?>>> changes() {
        Map<Integer, List<TableChange<?, ?>>> known = changes;
        if (known == null) {
            known = decode();
            changes = known;
        }
        return known;
    }

    private Map<Integer, List<TableChange<?, ?>>> decode() {
        Map<Integer, List<TableChange<?, ?>>> decoded = new HashMap<>();
        ValueInput in = new ValueInput(logged.bytes());
        while (in.position() < logged.bytes().length) {
            int at = in.position();
            TableDescription<?, ?> table = null;
            try {
                int change = in.readVarInt(true);
                table = table(change >>> LogFormat.OPERATION_BITS);
                int operation = change & (1 << LogFormat.OPERATION_BITS) - 1;
                decoded.computeIfAbsent(table.id(), id -> new ArrayList<>()).add(decode(table, operation, in));
            } catch (RuntimeException | StackOverflowError e) {
                String name = table == null ? "(unknown)" : table.name();
                throw new UndecodableException("commit " + logged.sequence(), at, name, null, e);
            }
        }
        decoded.remove(StoredTables.IDS.id());
        decoded.replaceAll((id, list) -> List.copyOf(list));
        return decoded;
    }

    private static <K, V> TableChange<K, V> decode(TableDescription<K, V> table, int operation, ValueInput in) {
        return switch (operation) {
            case LogFormat.PUT ->
                new TableChange.Put<>(table.keys().read(in), table.values().read(in));
            case LogFormat.REMOVE -> new TableChange.Remove<>(table.keys().read(in));
            case LogFormat.EDIT ->
                new TableChange.Edited<>(table.keys().read(in), table.groups().readEdit(in));
            case LogFormat.CLEAR -> new TableChange.Clear<>();
            default -> throw new IllegalArgumentException("no operation has the number " + operation);
        };
    }

    private TableDescription<?, ?> table(int id) {
        for (TableDescription<?, ?> table : StoredTables.of(schema)) {
            if (table.id() == id) {
                return table;
            }
        }
        throw new IllegalArgumentException("no table has the id " + id);
    }

    @Override
    public String toString() {
        int count = changes().values().stream().mapToInt(List::size).sum();
        return "commit " + logged.sequence() + " of " + count + (count == 1 ? " change" : " changes");
    }
}
