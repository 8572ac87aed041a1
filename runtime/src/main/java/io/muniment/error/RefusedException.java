package io.muniment.error;

import org.jspecify.annotations.Nullable;

/** The call asked for what cannot be done. It changed nothing, and the database goes on. */
public abstract sealed class RefusedException extends DatabaseException
        permits TooLargeException,
                UnserializableException,
                UnindexableException,
                UniqueException,
                ReadOnlyException,
                ConflictException,
                MigrationException,
                CommitsGoneException {

    private static final long serialVersionUID = 1;

    RefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
