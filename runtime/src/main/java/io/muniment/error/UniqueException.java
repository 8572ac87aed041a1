package io.muniment.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two entries of a table would have the same of what is {@code @Unique}: a write would bring the
 * second, or a database that is being opened has both.
 */
public final class UniqueException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final String table;
    private final String index;
    private final transient @Nullable Object key;
    private final transient @Nullable Object other;

    private UniqueException(String message, String table, String index, Object key, Object other) {
        super(message, null);
        this.table = table;
        this.index = index;
        this.key = key;
        this.other = other;
    }

    /**
     * Made by the library, of a write to {@code key}.
     *
     * @param table the name of the table
     * @param index the name of the index
     * @param other the key of the entry that has the value
     */
    public static UniqueException ofWrite(String table, String index, Object key, Object other) {
        return new UniqueException(
                "Not unique: another entry of table " + table + " has the same " + index + ", which is @Unique."
                        + " Nothing was changed. Write another " + index + ", or change the other entry first.",
                table,
                index,
                key,
                other);
    }

    /**
     * Made by the library, of a database that is being opened.
     *
     * @param table the name of the table
     * @param index the name of the index
     */
    public static UniqueException ofOpen(String table, String index, Object key, Object other) {
        return new UniqueException(
                "Not unique: the database has two entries of table " + table + " with the same " + index
                        + ", which is @Unique. Neither was changed. Open it without @Unique and change one of the two.",
                table,
                index,
                key,
                other);
    }

    /** The table. */
    public String table() {
        return table;
    }

    /** What is to be unique: the name of the component, or {@code address.zip} of one in a record. */
    public String index() {
        return index;
    }

    /**
     * The key of the entry that was to be written, or that was found. It is never part of the message, and is not
     * serialized.
     */
    public Optional<Object> key() {
        return Optional.ofNullable(key);
    }

    /** The key of the entry that has the value already. It is never part of the message, and is not serialized. */
    public Optional<Object> other() {
        return Optional.ofNullable(other);
    }
}
