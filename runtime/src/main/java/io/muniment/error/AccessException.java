package io.muniment.error;

import org.jspecify.annotations.Nullable;

/** A file or directory could not be read, made or changed, for a reason that is neither damage nor a full disk. */
public final class AccessException extends StorageException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param path the file or directory
     * @param detail what could not be done, as a clause without a full stop
     * @param cause what the operating system said
     */
    public AccessException(String path, String detail, @Nullable Throwable cause) {
        super(
                "No access: " + path + ": " + detail + reason(cause)
                        + ". Check that the path exists and that this user may read and write it.",
                path,
                cause);
    }

    private static String reason(@Nullable Throwable cause) {
        return cause == null ? "" : " (" + cause + ")";
    }
}
