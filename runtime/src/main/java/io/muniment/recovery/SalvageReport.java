package io.muniment.recovery;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * What could be brought out of a damaged database into a new one.
 *
 * @param lastSequence the last commit that the new database holds something of; it goes on behind it
 * @param entries how many entries the new database has
 * @param snapshotSequence the snapshot that it began with, if there was one
 * @param commits how many commits were replayed on top of that
 * @param missing the commits that are known to be missing, in order
 * @param findings what was wrong, by file and offset
 * @param duration how long it took
 */
public record SalvageReport(
        long lastSequence,
        long entries,
        OptionalLong snapshotSequence,
        long commits,
        List<Range> missing,
        List<Finding> findings,
        Duration duration) {

    /** Copies the lists. */
    public SalvageReport {
        missing = List.copyOf(missing);
        findings = List.copyOf(findings);
    }

    /** Commits that follow each other, from the first to the last. */
    public record Range(long first, long last) {

        /** {@code commit 7}, or {@code commits 7 to 9}. */
        @Override
        public String toString() {
            return first == last ? "commit " + first : "commits " + first + " to " + last;
        }
    }
}
