package io.muniment.error;

/** A file is of a format version that this version of the library does not know. */
public final class FormatVersionException extends IncompatibleException {

    private static final long serialVersionUID = 1;

    private final long found;
    private final long supported;

    /**
     * Made by the library.
     *
     * @param file the path of the file
     * @param found the version in the file
     * @param supported the newest version that is supported
     */
    public FormatVersionException(String file, long found, long supported) {
        super(
                "Unknown format version",
                file,
                "is of format version " + found + ", this version of Muniment reads the versions 1 to " + supported,
                found > supported
                        ? "Use the version of Muniment that wrote it, or a newer one."
                        : "Restore a backup: no version of Muniment writes this.");
        this.found = found;
        this.supported = supported;
    }

    /** The format version in the file. */
    public long found() {
        return found;
    }

    /** The newest format version that is supported. */
    public long supported() {
        return supported;
    }
}
