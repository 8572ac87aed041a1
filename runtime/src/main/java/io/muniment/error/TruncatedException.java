package io.muniment.error;

/** A file ends before what must be in it: it was cut short, or the copy of it was. */
public final class TruncatedException extends CorruptException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param offset where it was noticed
     * @param detail what was found and what was expected, as a clause without a full stop
     */
    public TruncatedException(String file, long offset, String detail) {
        super("File cut short", file, offset, detail + ".", RESTORE_OR_SALVAGE, null);
    }
}
