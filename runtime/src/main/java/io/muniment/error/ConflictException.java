package io.muniment.error;

/** A call lost against other commits each time that it was tried. */
public final class ConflictException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final int tries;

    /**
     * Made by the library.
     *
     * @param tries how many times it was tried
     */
    public ConflictException(int tries) {
        super(
                "Conflict: other commits changed what this call had read, in each of " + tries
                        + " tries. Nothing was changed. Do less in one call, or call it again later.",
                null);
        this.tries = tries;
    }

    /** How many times it was tried. */
    public int tries() {
        return tries;
    }
}
