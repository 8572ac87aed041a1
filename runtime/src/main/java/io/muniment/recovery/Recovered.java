package io.muniment.recovery;

import io.muniment.log.SegmentWriter;
import io.muniment.log.StoreId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a database goes on with after a recovery.
 *
 * @param report what was found and done
 * @param storeId the store's id
 * @param segment the segment to go on writing, all of it synced; null after a read-only open
 * @param oldest the first commit that can be read from the log, where that does not tell by what segments there are
 * @param changedSequences by table id, the last commit that changed the table; 0 if there is none
 */
public record Recovered(
        RecoveryReport report,
        StoreId storeId,
        @Nullable SegmentWriter segment,
        long oldest,
        Map<Integer, Long> changedSequences) {

    /** Copies the map. */
    public Recovered {
        changedSequences = Map.copyOf(changedSequences);
    }

    /** The last commit in the tables; it is synced unless the open was read-only. */
    public long lastSequence() {
        return report.lastSequence();
    }
}
