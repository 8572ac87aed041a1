package io.muniment.table;

import io.muniment.schema.TableDescription;
import java.util.List;

/**
 * The base of generated commit classes: what one commit has done to the tables. Immutable, and usable by any thread, also
 * when the database is closed.
 */
public abstract class DatabaseCommit {

    private final CommitHandle handle;

    /** For generated code. */
    protected DatabaseCommit(CommitHandle handle) {
        this.handle = handle;
    }

    /** The number of the commit. The next one has the next. */
    public final long sequence() {
        return handle.sequence();
    }

    /** For generated code: the changes of a table, in an immutable list, in an order in which they can be made. */
    protected final <K, V> List<TableChange<K, V>> changes(TableDescription<K, V> table) {
        return handle.changes(table);
    }

    /** The number, and how many changes there are, without keys and values. */
    @Override
    public final String toString() {
        return handle.toString();
    }
}
