package io.muniment.error;

/**
 * A directory or file can be changed by others, or a name that must be a plain file is a link. Whoever can do that
 * can read or replace the data.
 */
public final class UnsafeDirectoryException extends StorageException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param path the directory or file
     * @param detail what makes it unsafe, as a clause without a full stop
     * @param remedy what to do about it, as a sentence
     */
    public UnsafeDirectoryException(String path, String detail, String remedy) {
        super("Unsafe: " + path + ": " + detail + ". No file was changed. " + remedy, path, null);
    }
}
