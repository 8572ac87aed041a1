package io.muniment.recovery;

import io.muniment.snapshot.SnapshotName;
import org.jspecify.annotations.Nullable;

/**
 * The state that a recovery starts from: a snapshot, or nothing at all.
 *
 * @param snapshot the snapshot, if it is one
 * @param sequence the last commit in it
 * @param follows the first commit of the segment to go on with
 */
record Base(@Nullable SnapshotName snapshot, long sequence, long follows) {

    static final Base NOTHING = new Base(null, 0, 1);
}
