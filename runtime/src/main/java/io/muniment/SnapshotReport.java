package io.muniment;

import java.time.Duration;

/**
 * What a call of {@code snapshot()} did.
 *
 * @param sequence the commit that the newest snapshot holds
 * @param isNew whether it was written by this call; false when nothing had changed since the one before
 * @param beforeBytes the bytes of log and snapshots in use before
 * @param afterBytes the bytes of log and snapshots in use after
 * @param took how long it took
 */
public record SnapshotReport(long sequence, boolean isNew, long beforeBytes, long afterBytes, Duration took) {}
