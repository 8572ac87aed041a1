package io.muniment.recovery;

import static io.muniment.fixture.Scribe.COUNTS;
import static io.muniment.fixture.Scribe.EVENTS;
import static io.muniment.fixture.Scribe.NAMES;
import static io.muniment.fixture.Scribe.SCHEMA;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final SimStorage disk = new SimStorage();
    private final Tables tables = new Tables();

    private Recovered open(SimStorage storage) {
        tables.reset();
        return Recovery.open(storage, SCHEMA, tables, OpenProgress.NONE);
    }

    @Test
    void emptyDirectoryBecomesAStoreWithoutCommits() throws IOException {
        Recovered recovered = open(disk);
        assertTrue(recovered.report().isClean());
        assertEquals(0, recovered.lastSequence());
        assertEquals(List.of("segment-0000000000000001-0000.log"), disk.names());
        requireNonNull(recovered.segment()).end();
        Map<String, byte[]> files = disk.files();
        assertTrue(open(disk.losingAllUnsynced()).report().isClean());
        assertEquals(files.keySet(), disk.files().keySet());
    }

    @Test
    void closedStoreComesBackWithoutAWrite() throws IOException {
        Scribe scribe = Scribe.begin(disk).commits(20).end();
        long changes = disk.changes();
        Recovered recovered = open(disk);
        assertEquals(scribe.stateAt(20), tables.state());
        assertTrue(recovered.report().isClean());
        assertEquals(20, recovered.report().commits());
        assertEquals(scribe.changed(), recovered.changedSequences());
        requireNonNull(recovered.segment()).end();
        assertEquals(changes, disk.changes());
    }

    @Test
    void killedStoreIsCopiedIntoTheNextEpochAndSynced() throws IOException {
        Scribe scribe = Scribe.begin(disk).segmentBytes(10_000).commits(20);
        SimStorage after = disk.kill();
        Recovered recovered = open(after);
        assertFalse(recovered.report().isClean());
        assertTrue(recovered.report().cut().isEmpty());
        assertEquals(List.of("segment-0000000000000001-0001.log"), after.names());
        assertEquals(scribe.stateAt(20), Scribe.stateOf(after.losingAllUnsynced()));
        requireNonNull(recovered.segment()).end();
        assertTrue(open(after.losingAllUnsynced()).report().isClean());
    }

    @Test
    void snapshotAndTheLogBehindItMakeTheState() throws IOException {
        Scribe scribe = Scribe.begin(disk).commits(20).snapshot().commits(7).end();
        Recovered recovered = open(disk);
        assertEquals(scribe.stateAt(27), tables.state());
        assertEquals(OptionalLong.of(20), recovered.report().snapshotSequence());
        assertEquals(7, recovered.report().commits());
        assertEquals(scribe.changed(), recovered.changedSequences());
    }

    @Test
    void roomIsMadeForTheKeysThatTheBeginningOfTheLogLetsExpect() throws IOException {
        String longKey = "x".repeat(200);
        Scribe scribe = Scribe.begin(disk);
        for (long commit = 0; commit < 20; commit++) {
            long first = 2000 * commit;
            scribe.commit(changes -> {
                for (long key = first; key < first + 2000; key++) {
                    changes.put(COUNTS, longKey + key, key)
                            .put(NAMES, "the same", "again")
                            .put(EVENTS, key, "");
                }
            });
            scribe.write();
        }
        scribe.end();
        open(disk);
        assertEquals(40_000, tables.reserved(COUNTS), 2_000);
        assertEquals(2, tables.reserved(NAMES), 1);
        assertEquals(0, tables.reserved(EVENTS));
    }

    @Test
    void roomIsMadeForNoMoreEntriesThanTheBytesOfTheLogAreEnoughFor() throws IOException {
        Scribe scribe = Scribe.begin(disk).commit(changes -> {
            for (char key = 0; key < 250; key++) {
                changes.put(NAMES, String.valueOf(key), "").put(COUNTS, String.valueOf(key), 1L);
            }
        });
        scribe.write().end();
        open(disk);
        int bytes = disk.files().values().iterator().next().length;
        assertEquals(bytes / 16, tables.reserved(NAMES) + tables.reserved(COUNTS), 1);
        assertEquals(250, tables.entries(NAMES).size());
    }

    @Test
    void noRoomIsMadeForTheZerosBehindTheLog() throws IOException {
        Scribe.begin(disk).segmentBytes(1 << 20).commits(20);
        open(disk.kill());
        assertEquals(20, tables.reserved(NAMES), 10);
    }

    @Test
    void sessionsFollowEachOtherInOneSegment() throws IOException {
        Scribe scribe = Scribe.begin(disk).commits(3).end();
        for (int i = 1; i < 10; i++) {
            scribe.goOn(disk, open(disk)).commits(3);
            if (i % 2 == 0) {
                scribe.end();
            }
            assertEquals(3 + 3L * i, scribe.last());
            assertEquals(scribe.stateAt(scribe.last()), Scribe.stateOf(disk.kill()));
        }
    }
}
