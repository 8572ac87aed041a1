package io.muniment.error;

import org.jspecify.annotations.Nullable;

/**
 * The base of all that a database throws on its own account. The family is closed:
 *
 * <ul>
 *   <li>{@link CorruptException}: a file is not what was written
 *   <li>{@link IncompatibleException}: a file is whole, but another program's
 *   <li>{@link LockedException}: somebody else has the directory open
 *   <li>{@link ClosedException}: the database was closed
 *   <li>{@link StorageException}: the disk or the directory said no
 *   <li>{@link RefusedException}: the call itself asked for what cannot be
 * </ul>
 *
 * <p>Each message tells what happened, where, and what to do. No message holds a key or a value, and control
 * characters in names and paths are escaped, so that a message is always one line of a log.
 */
public abstract sealed class DatabaseException extends RuntimeException
        permits CorruptException,
                IncompatibleException,
                LockedException,
                ClosedException,
                StorageException,
                RefusedException {

    private static final long serialVersionUID = 1;

    DatabaseException(String message, @Nullable Throwable cause) {
        super(Printable.of(message), cause);
    }
}
