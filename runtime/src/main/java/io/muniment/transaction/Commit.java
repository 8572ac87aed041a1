package io.muniment.transaction;

import io.muniment.log.Acknowledged;
import io.muniment.log.Record;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What one commit does to the tables. The gate calls these methods under its lock, and nobody else does; so
 * they are short, do no I/O, and call no user code but the equality and order of keys.
 */
public abstract class Commit extends Record {

    /** Guarded by the gate. */
    private boolean isTakenBack;

    /** A commit whose record is the first {@code length} of {@code bytes}. */
    protected Commit(byte[] bytes, int length, Acknowledged until) {
        super(bytes, length, until);
    }

    /**
     * Looks at the newest versions, visible or not, and says whether there is anything to write. If there is
     * not, nothing more is called.
     */
    protected abstract boolean decide();

    /** Whether it may change any of {@code tables}, which are ids. Asked before it decides, by threads that wait too. */
    protected abstract boolean changesAny(BitSet tables);

    /** The view that {@link #decide} needs, and that is closed when it has decided; or null. */
    protected @Nullable View view() {
        return null;
    }

    /**
     * The newest sequence that {@link #decide} has looked at, when it was not visible yet; else 0. A commit
     * that writes nothing waits for it: nobody learns of what a power cut can still take back.
     */
    protected abstract long newestSeen();

    /**
     * Links the new versions into the tables. {@code alone}: no view is open and all before is visible, so
     * that old versions may be overwritten. When it throws, {@link #unlink} takes back what it has done by then.
     */
    protected abstract void link(long sequence, boolean alone);

    /** Takes back a {@link #link}, as far as it came; later ones have been taken back before. */
    protected abstract void unlink(Pins pins);

    /**
     * Called when all is unlinked that is taken back together with this: {@code newest} is the last commit there is.
     */
    protected abstract void takenBack(long newest);

    /** Whether it can {@link #link} alone, and that takes no longer than a reader can wait. */
    protected boolean mayOverwrite() {
        return true;
    }

    /**
     * Whether overwriting what it changes, one after the other, could be seen by halves. Then {@link #link} makes the
     * tables tell readers to look whether anything is being overwritten, until {@link #overwritten}.
     */
    protected boolean overwritesSeveral() {
        return false;
    }

    /** What {@link #link} has overwritten can be seen, or has been taken back. Called if it overwrote several. */
    protected void overwritten() {}

    /** Called once after the commit has become visible, in order: drops the versions that no view needs. */
    protected abstract void settle(Pins pins);

    /** Whether nobody has taken it back before this call. Under the gate. */
    final boolean isFirstTakenBackNow() {
        boolean isFirst = !isTakenBack;
        isTakenBack = true;
        return isFirst;
    }
}
