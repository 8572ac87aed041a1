package io.muniment.table;

import io.muniment.transaction.Pins;
import org.jspecify.annotations.Nullable;

/**
 * Stands in a map in place of a value while its key has more than one version, or one that is not visible yet.
 * Changed under the gate only.
 */
final class Cell {

    volatile Version newest;

    /** Whether it waits for a view to be closed. Guarded by the gate. */
    boolean isHeld;

    Cell(Version newest) {
        this.newest = newest;
    }

    /**
     * The version that a reader of {@code sequence} sees, or null when it has been dropped because readers of
     * so old a sequence were not known.
     */
    @Nullable Version at(long sequence) {
        Version version = newest;
        while (version != null && version.sequence > sequence) {
            version = version.older;
        }
        return version;
    }

    /** Drops the versions that no reader sees: neither the visible one, nor that of an open view. */
    void prune(Pins pins) {
        if (pins.holdEverything()) {
            return;
        }
        Version kept = at(pins.visible());
        for (int i = 0; kept != null && i < pins.count(); i++) {
            long pinned = pins.pinned(i);
            if (kept.sequence > pinned) {
                Version seen = kept.older;
                while (seen != null && seen.sequence > pinned) {
                    seen = seen.older;
                }
                kept.older = seen;
                kept = seen;
            }
        }
        if (kept != null) {
            kept.older = null;
        }
    }

    /** Whether the newest version is all that is left. */
    boolean isSettled(Pins pins) {
        Version only = newest;
        return only.older == null && only.sequence <= pins.floor();
    }
}
