package io.muniment.log;

import io.muniment.codec.Serializers;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.util.ArrayList;
import java.util.List;

/** The tables that a store holds: those of the schema, and one of the database's own. */
public final class StoredTables {

    /**
     * Table 0, the database's own: for a table's id the greatest of the ids that may have been given out for its
     * entries. See {@code docs/log-format.md}.
     */
    public static final TableDescription<Integer, Long> IDS =
            new TableDescription<>(0, "(ids)", TableKind.HASH, Serializers.INT, Serializers.LONG);

    private StoredTables() {}

    /** Whether a table, last changed by this commit, is told of in a snapshot: one of the schema always is. */
    public static boolean isDue(TableDescription<?, ?> table, long changedSequence) {
        return table != IDS || changedSequence > 0;
    }

    /** All of them, by ascending id. */
    public static List<TableDescription<?, ?>> of(SchemaDescription schema) {
        List<TableDescription<?, ?>> all = new ArrayList<>();
        all.add(IDS);
        all.addAll(schema.tables());
        return List.copyOf(all);
    }
}
