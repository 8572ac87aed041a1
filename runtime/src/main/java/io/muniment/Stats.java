package io.muniment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a database holds and takes at one moment, give or take the commits that are under way.
 *
 * @param sequence the newest visible commit
 * @param syncedSequence the newest commit that is known to survive a power cut; equal to {@code sequence} for a
 *     database in memory
 * @param entries the number of entries of each table, by the table's name, in alphabetical order
 * @param logBytes the bytes in use in the log
 * @param segments the number of files of the log
 * @param snapshotBytes the bytes of the newest snapshot, 0 without one
 * @param liveBytes what of the log and the snapshot is still current: an estimate from the numbers of entries and
 *     of changes, exact when entries are of one size. For reading only: all that is used
 * @param snapshotSequence the commit that the newest snapshot holds, 0 without one
 * @param snapshots the snapshots taken since opening
 * @param snapshotFailure why the last automatic snapshot did not come about, unless a later one did
 */
public record Stats(
        long sequence,
        long syncedSequence,
        Map<String, Integer> entries,
        long logBytes,
        int segments,
        long snapshotBytes,
        long liveBytes,
        long snapshotSequence,
        long snapshots,
        Optional<SnapshotFailure> snapshotFailure) {

    /**
     * A snapshot that did not come about.
     *
     * @param at when
     * @param cause why
     */
    public record SnapshotFailure(Instant at, Throwable cause) {}

    /** The bytes in use in the log and the newest snapshot. */
    public long totalBytes() {
        return logBytes + snapshotBytes;
    }

    /** The part of {@link #totalBytes} that is overwritten or removed, from 0 to 1. */
    public double garbageRatio() {
        return totalBytes() == 0 ? 0 : 1 - (double) liveBytes / totalBytes();
    }
}
