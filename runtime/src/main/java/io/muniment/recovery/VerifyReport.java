package io.muniment.recovery;

import io.muniment.recovery.RecoveryReport.Cut;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What reading every byte of a database has found. That nothing is wrong with them does not mean that an edit of a group
 * fits the group as it was then: that is noticed by an open alone.
 *
 * @param findings all that is wrong, by file and offset; what an open would do without, too
 * @param tornTail the end that a crash has left, which is no damage, and which the next open cuts off
 * @param files how many snapshots and segments were read
 * @param bytes how many bytes they have
 * @param decoded how many entries of the snapshots and changes of the log could be decoded
 * @param commits how many commits the segments hold
 * @param lastSequence the last commit that was found; 0 if there is none
 * @param duration how long it took
 */
public record VerifyReport(
        List<Finding> findings,
        Optional<Cut> tornTail,
        int files,
        long bytes,
        long decoded,
        long commits,
        long lastSequence,
        Duration duration) {

    /** Copies the list. */
    public VerifyReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isIntact() {
        return findings.isEmpty();
    }
}
