package io.muniment.error;

/** The base of all that a database throws on its own account. */
public abstract class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
