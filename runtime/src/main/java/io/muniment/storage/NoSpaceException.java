package io.muniment.storage;

import java.io.IOException;

/** The disk, or the quota, has no room for what was to be written. */
public final class NoSpaceException extends IOException {

    private static final long serialVersionUID = 1;

    /** Says which file did not fit. */
    public NoSpaceException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says which file did not fit. */
    public NoSpaceException(String message) {
        super(message);
    }
}
