package io.muniment.error;

/**
 * Commits were asked for that are not in the log any more, because a snapshot has taken their place. What they have
 * made of the tables is there; read it in a view, and go on behind the commit of the view.
 */
public final class CommitsGoneException extends RefusedException {

    private static final long serialVersionUID = 1;

    private final long after;
    private final long oldest;

    /**
     * Made by the library.
     *
     * @param after the commit behind which was to be read
     * @param oldest the first commit that is still in the log
     */
    public CommitsGoneException(long after, long oldest) {
        super(
                "Gone: the commits after " + after + " are not all in the log any more, which begins with commit "
                        + oldest
                        + "; a snapshot has taken the place of those before. Read the tables in a view, and go on after"
                        + " the sequence of the view.",
                null);
        this.after = after;
        this.oldest = oldest;
    }

    /** The commit behind which was to be read. */
    public long after() {
        return after;
    }

    /** The first commit that is still in the log. */
    public long oldest() {
        return oldest;
    }
}
