package io.muniment.error;

/** The header of a file is not what was written: its checksum is wrong, or it contradicts itself. */
public final class DamagedHeaderException extends CorruptException {

    private static final long serialVersionUID = 1;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param offset where it was noticed
     * @param detail what was found and what was expected, as a clause without a full stop
     */
    public DamagedHeaderException(String file, long offset, String detail) {
        super("Damaged header", file, offset, detail + ".", RESTORE_OR_SALVAGE, null);
    }
}
