package io.muniment.codec;

import org.jspecify.annotations.Nullable;

/**
 * Bytes are not what the serializer that reads them writes: a length that passes the end, a number in a form that
 * is never written, a date that does not exist. The database never lets it reach a caller as it is, but tells
 * file and place around it; a serializer of a user may throw it, best by {@link ValueInput#malformed}.
 */
public final class MalformedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Says what is malformed, without any of the bytes. */
    public MalformedException(String message) {
        super(message);
    }

    /** Says what is malformed, and what a constructor or serializer said of it. */
    public MalformedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
