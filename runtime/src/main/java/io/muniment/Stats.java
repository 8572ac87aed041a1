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
 * @param entries the number of entries of each table, by the table's name, in alphabetical order; of a table of
 *     sets, lists or maps the number of keys that have one, of a sequence the number of elements
 * @param logBytes the bytes in use in the log
 * @param segments the number of files of the log
 * @param snapshotBytes the bytes of the newest snapshot, 0 without one
 * @param liveBytes what of the log and the snapshot is still current: an estimate from the numbers of entries and
 *     of changes, exact when entries are of one size. For reading only: all that is used
 * @param snapshotSequence the commit that the newest snapshot holds, 0 without one
 * @param snapshots the snapshots taken since opening
 * @param snapshotFailure why the last automatic snapshot did not come about, unless a later one did
 * @param transactions what transactions have done since opening
 * @param listeners those who are told of commits
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
        Optional<SnapshotFailure> snapshotFailure,
        Transactions transactions,
        Listeners listeners) {

    /**
     * A snapshot that did not come about.
     *
     * @param at when
     * @param cause why
     */
    public record SnapshotFailure(Instant at, Throwable cause) {}

    /**
     * What transactions have done since opening.
     *
     * @param committed how many were committed, or had nothing to change
     * @param lost how often one lost to another, and ran again or, begun by hand, was refused
     * @param alone how often one ran while nobody else committed
     * @param abandoned how many, views among them, were begun by hand and never closed
     * @param openViews the views open now, those of transactions and iterators among them
     */
    public record Transactions(long committed, long lost, long alone, long abandoned, int openViews) {}

    /**
     * Those who are told of commits.
     *
     * @param open the listeners and subscribers now
     * @param failures how often one has thrown something since opening
     * @param behind how many commits the slowest of them has still to be told of
     */
    public record Listeners(int open, long failures, long behind) {}

    /** The bytes in use in the log and the newest snapshot. */
    public long totalBytes() {
        return logBytes + snapshotBytes;
    }

    /** The part of {@link #totalBytes} that is overwritten or removed, from 0 to 1. */
    public double garbageRatio() {
        return totalBytes() == 0 ? 0 : 1 - (double) liveBytes / totalBytes();
    }
}
