package io.muniment.error;

import org.jspecify.annotations.Nullable;

/** A file is not what the database wrote: cut short, changed, or never a database's. No file was changed. */
public abstract sealed class CorruptException extends DatabaseException
        permits NotADatabaseException,
                TruncatedException,
                DamagedHeaderException,
                DamagedException,
                TornTailException,
                UndecodableException {

    /** The remedy that all of the family share. */
    static final String RESTORE_OR_SALVAGE = "No file was changed. Restore a backup, or call salvage to write all that"
            + " is intact into a new directory.";

    private static final long serialVersionUID = 1;

    private final String file;
    private final long offset;
    private final String problem;

    /** For a message of these parts: {@code kind: file at byte offset: what remedy}. */
    CorruptException(String kind, String file, long offset, String what, String remedy, @Nullable Throwable cause) {
        super(kind + ": " + file + " at byte " + offset + ": " + what + " " + remedy, cause);
        this.file = file;
        this.offset = offset;
        this.problem = Printable.of(kind + ": " + what);
    }

    /** What is wrong, in a sentence: the message without the place, and without what to do about it. */
    public final String problem() {
        return problem;
    }

    /** The path of the file. */
    public final String file() {
        return file;
    }

    /** Where in the file it was noticed, in bytes from its begin. */
    public final long offset() {
        return offset;
    }
}
