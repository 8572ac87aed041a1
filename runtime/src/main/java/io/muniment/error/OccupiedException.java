package io.muniment.error;

/**
 * Something else is in the place of a database: a file where its directory is to be, anything at all where a new
 * database is to be made, or the files of an older version beside those of a newer one. Nothing was changed.
 */
public final class OccupiedException extends StorageException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param path the file or directory
     * @param detail what is there, as a clause without a full stop
     * @param remedy what to do about it, as a sentence
     */
    public OccupiedException(String path, String detail, String remedy) {
        super("Occupied: " + path + ": " + detail + ". Nothing was changed. " + remedy, path, null);
    }
}
