package io.muniment.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record is whole by its checksum, but its bytes are not what the table's serializer writes: a serializer that
 * was changed without a new schema version, one that does not read all that it wrote, or a constructor of a stored
 * type that refuses what it once took.
 */
public final class UndecodableException extends CorruptException {

    private static final long serialVersionUID = 1;

    private final String table;
    private final transient @Nullable Object key;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param offset where the record begins
     * @param table the name of the table, or what stands for it
     * @param key the key when it could be read, for {@link #key()} alone
     * @param cause what the serializer threw
     */
    public UndecodableException(
            String file, long offset, String table, @Nullable Object key, @Nullable Throwable cause) {
        super(
                "Undecodable " + (key == null ? "entry" : "value") + " of table " + table,
                file,
                offset,
                "the checksum is right, but a serializer of this program writes other bytes, or a constructor"
                        + " refuses what they hold" + thrown(cause) + ".",
                "No file was changed. Open the database with the program that wrote it,"
                        + " or call salvage to write all that can be read into a new directory.",
                cause);
        this.table = table;
        this.key = key;
    }

    /** The name alone: the message of what a user's code throws may hold a value. */
    private static String thrown(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause.getClass().getName() + ")";
    }

    /** The table that the entry belongs to. */
    public String table() {
        return table;
    }

    /** The key of the entry, when it could be read. It is never part of the message, and is not serialized. */
    public Optional<Object> key() {
        return Optional.ofNullable(key);
    }
}
