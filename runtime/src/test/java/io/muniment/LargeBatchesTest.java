package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muniment.codec.Bytes;
import io.muniment.error.CorruptException;
import io.muniment.fixture.SimStorage;
import io.muniment.recovery.RecoveryReport.Cut;
import io.muniment.recovery.Salvage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A log of many megabytes, with commits that are larger than what is read, checked and copied at once. */
class LargeBatchesTest {

    private static final Options OPTIONS =
            Options.defaults().automaticSnapshots(false).segmentBytes(64 << 20);
    private static final int LARGE = 3 << 20;

    private final SimStorage disk = new SimStorage();
    private final Map<String, Bytes> expected = new HashMap<>();

    private static Bytes filled(int size, int with) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return Bytes.copyOf(bytes);
    }

    private void put(SampleDb db, String key, Bytes value) {
        db.blobs().put(key, value);
        expected.put(key, value);
    }

    /** Small ones, a large one of threes, small ones, and at the end a large one of fives. */
    private SimStorage killed() {
        SampleDb db = SampleDb.open(disk, OPTIONS);
        for (int i = 0; i < 60; i++) {
            put(db, "small " + i, filled(50_000, 1));
            if (i == 30) {
                put(db, "middle", filled(LARGE, 3));
            }
        }
        put(db, "last", filled(LARGE, 5));
        SimStorage killed = disk.kill();
        db.close();
        return killed;
    }

    /** Turns a bit of a byte of the large value that is filled {@code with} this, wherever it is. */
    private static SimStorage flipped(SimStorage disk, int with) {
        for (String segment : disk.names()) {
            byte[] bytes = segment.startsWith("segment-") ? disk.bytes(segment) : new byte[0];
            for (int at = LARGE / 2; at < bytes.length; at++) {
                if (bytes[at] == with && bytes[at - LARGE / 2] == with && bytes[at - LARGE / 4] == with) {
                    return disk.flip(segment, at - LARGE / 4, 1);
                }
            }
        }
        return fail("there is no such value");
    }

    @Test
    void allOfItIsThereAfterAKillAndAfterAnother() {
        SimStorage killed = killed();
        SimStorage again;
        try (SampleDb db = SampleDb.open(killed, OPTIONS)) {
            assertFalse(db.recoveryReport().isClean());
            assertEquals(expected, db.blobs().asMap());
            put(db, "after", filled(LARGE, 7));
            again = killed.kill();
        }
        for (SimStorage each : new SimStorage[] {killed, again}) {
            try (SampleDb db = SampleDb.open(each, OPTIONS)) {
                assertEquals(expected, db.blobs().asMap());
            }
        }
    }

    @Test
    void aLargeCommitAtTheEndThatIsTornIsCutWhole() {
        try (SampleDb db = SampleDb.open(flipped(killed(), 5), OPTIONS)) {
            expected.remove("last");
            assertEquals(expected, db.blobs().asMap());
            Cut cut = db.recoveryReport().cut().orElseThrow();
            assertEquals(61, cut.lastGoodSequence());
            assertTrue(cut.bytes() > LARGE, cut::toString);
        }
    }

    @Test
    void aLargeCommitInTheMiddleThatIsDamagedIsRefused() {
        SimStorage damaged = flipped(killed(), 3);
        CorruptException refused = assertThrows(CorruptException.class, () -> SampleDb.open(damaged, OPTIONS));
        assertTrue(refused.getMessage().contains("segment-"), refused.getMessage());
        SimStorage target = new SimStorage();
        assertThrows(CorruptException.class, () -> SampleDb.open(damaged, OPTIONS.readOnly(true)));
        assertEquals(
                1, Salvage.salvage(damaged, target, SampleDb.SCHEMA).findings().size());
        try (SampleDb db = SampleDb.open(target, OPTIONS)) {
            expected.remove("middle");
            assertEquals(expected, db.blobs().asMap());
        }
    }
}
