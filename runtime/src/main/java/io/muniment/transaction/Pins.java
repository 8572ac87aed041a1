package io.muniment.transaction;

/** The sequences that readers can see at this moment: the visible one, and those of the open views. */
public final class Pins {

    private final long visible;
    private final long[] ascending;

    Pins(long visible, long[] ascending) {
        this.visible = visible;
        this.ascending = ascending;
    }

    /** The newest sequence that readers see. */
    public long visible() {
        return visible;
    }

    /** The number of open views. */
    public int count() {
        return ascending.length;
    }

    /** The sequence of an open view; from 0, the newest first. */
    public long pinned(int index) {
        return ascending[ascending.length - 1 - index];
    }

    /** All commits up to this one are seen by every reader. */
    public long floor() {
        return ascending.length == 0 ? visible : Math.max(0, Math.min(visible, lowest()));
    }

    /** Whether a view is just being opened, and may come to see any version that is there. */
    public boolean holdEverything() {
        return ascending.length > 0 && lowest() == View.EVERYTHING;
    }

    private long lowest() {
        return ascending[0];
    }
}
