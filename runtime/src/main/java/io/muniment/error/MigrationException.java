package io.muniment.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data of an older version could not be brought to this program's: the code for it threw, or two keys became the same.
 * No file was changed, and the program of the older version still opens them.
 */
public final class MigrationException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final String schema;
    private final int from;
    private final int to;
    private final @Nullable String table;
    private final transient @Nullable Object key;
    private final transient @Nullable Object other;

    private MigrationException(
            String problem,
            String remedy,
            String schema,
            int from,
            int to,
            @Nullable String table,
            @Nullable Object key,
            @Nullable Object other,
            @Nullable Throwable cause) {
        super(
                "Not migrated: schema '" + schema + "' from version " + from + " to " + to + ": " + problem
                        + ". No file was changed. " + remedy,
                cause);
        this.problem = Printable.of(problem);
        this.schema = schema;
        this.from = from;
        this.to = to;
        this.table = table;
        this.key = key;
        this.other = other;
    }

    /** Made by the library: what becomes of an entry could not be told. */
    public static MigrationException ofEntry(
            String schema, int from, int to, String table, Object key, Throwable cause) {
        return new MigrationException(
                "an entry of table " + table + " could not be converted: " + Thrown.of(cause),
                "key() is its key, and the cause says more. Mend the migration, or change the entry with the older program;"
                        + " checkMigration finds all such entries.",
                schema,
                from,
                to,
                table,
                key,
                null,
                cause);
    }

    /** Made by the library: two entries would be one. */
    public static MigrationException ofCollision(
            String schema, int from, int to, String table, Object key, @Nullable Object other) {
        return new MigrationException(
                "two keys of table " + table + " become the same",
                "key() and other() are the two. Let the migration make them different, or remove one of them with the"
                        + " older program.",
                schema,
                from,
                to,
                table,
                key,
                other,
                null);
    }

    /** Made by the library: the code that completes a migration threw. */
    public static MigrationException ofWhole(String schema, int from, int to, Throwable cause) {
        return new MigrationException(
                "what completes it failed: " + Thrown.of(cause),
                "The cause says more. Mend the migration.",
                schema,
                from,
                to,
                null,
                null,
                null,
                cause);
    }

    /** What went wrong: the message without the versions and what to do. */
    public String problem() {
        return problem;
    }

    /** The name of the schema. */
    public String schema() {
        return schema;
    }

    /** The version that was to be converted. */
    public int from() {
        return from;
    }

    /** The version that it was to become: of several steps, that of the one that failed. */
    public int to() {
        return to;
    }

    /** The table of the older version, if it was one. */
    public Optional<String> table() {
        return Optional.ofNullable(table);
    }

    /** The key, of the older version, of the entry. It is never part of the message, and is not serialized. */
    public Optional<Object> key() {
        return Optional.ofNullable(key);
    }

    /** The other key that becomes the same. It is never part of the message, and is not serialized. */
    public Optional<Object> other() {
        return Optional.ofNullable(other);
    }
}
