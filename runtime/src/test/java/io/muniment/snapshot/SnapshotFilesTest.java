package io.muniment.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.codec.Unit;
import io.muniment.error.CorruptException;
import io.muniment.error.DatabaseException;
import io.muniment.fixture.Scribe;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Tables;
import io.muniment.recovery.OpenProgress;
import io.muniment.recovery.Recovered;
import io.muniment.recovery.Recovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFilesTest {

    private static final int MEGABYTE = 1 << 20;

    private final SimStorage disk = new SimStorage();

    private static Tables opened(SimStorage disk, long snapshot) {
        Tables tables = new Tables();
        Recovered recovered = Recovery.openReadOnly(disk, Scribe.SCHEMA, tables, OpenProgress.NONE);
        assertEquals(OptionalLong.of(snapshot), recovered.report().snapshotSequence());
        return tables;
    }

    /** A store that has nothing but a snapshot, and an empty segment. */
    private Scribe snapshotOf(Scribe scribe, boolean compress) throws IOException {
        scribe.rotate().snapshotOnly(compress).end();
        disk.remove("segment-0000000000000001-0000.log");
        return scribe;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void entriesComeBack(boolean compress) throws IOException {
        Scribe scribe = Scribe.begin(disk);
        scribe.commit(it -> {
            for (long i = 0; i < 30_000; i++) {
                it.put(Scribe.EVENTS, i, "event number " + i).put(Scribe.COUNTS, "count " + i, i);
            }
        });
        snapshotOf(scribe.write(), compress);
        assertEquals(scribe.stateAt(1), opened(disk, 1).state());
    }

    @Test
    void compressedSnapshotsAreSmaller() throws IOException {
        Scribe scribe = Scribe.begin(disk);
        scribe.commit(it -> it.put(Scribe.TITLE, Unit.UNIT, "again ".repeat(10_000)));
        snapshotOf(scribe.write(), true);
        assertTrue(disk.bytes("snapshot-0000000000000001.snap").length < 10_000);
        assertEquals(scribe.stateAt(1), opened(disk, 1).state());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void largeValuesHaveBlocksOfTheirOwnSize(boolean compress) throws IOException {
        Scribe scribe = Scribe.begin(disk);
        Random random = new Random(5);
        for (int size : new int[] {255 << 10, 257 << 10, MEGABYTE, 3 * MEGABYTE, 5 * MEGABYTE}) {
            StringBuilder noise = new StringBuilder(size);
            for (int i = 0; i < size; i++) {
                noise.append((char) random.nextInt(256));
            }
            scribe.commit(it -> it.put(Scribe.NAMES, "noise " + size, noise.toString())
                            .put(Scribe.EVENTS, (long) size, "x".repeat(size / 4)))
                    .write();
        }
        snapshotOf(scribe, compress);
        assertEquals(scribe.stateAt(5), opened(disk, 5).state());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyDamagedByteIsFound(boolean compress) throws IOException {
        Scribe scribe = Scribe.begin(disk);
        scribe.commit(it -> it.put(Scribe.TITLE, Unit.UNIT, "again ".repeat(100)));
        snapshotOf(scribe.write(), compress);
        String name = "snapshot-0000000000000001.snap";
        byte[] whole = disk.bytes(name);
        int tried = 0;
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << i % 8);
            disk.put(name, damaged);
            int at = i;
            assertThrows(DatabaseException.class, () -> opened(disk, 1), () -> "byte " + at);
            tried++;
        }
        assertTrue(tried > 500, tried + " bytes");
    }

    @Test
    void everyCutIsFound() throws IOException {
        snapshotOf(Scribe.begin(disk).commits(20), true);
        String name = "snapshot-0000000000000014.snap";
        byte[] whole = disk.bytes(name);
        for (int i = 0; i < whole.length; i++) {
            disk.put(name, Arrays.copyOf(whole, i));
            assertThrows(CorruptException.class, () -> opened(disk, 20));
        }
    }

    @Test
    void retiringKeepsWhatTheSnapshotsThatStayNeed() throws IOException {
        Scribe scribe = Scribe.begin(disk);
        for (int i = 0; i < 4; i++) {
            scribe.commits(2).snapshot();
        }
        scribe.commits(1).end();
        assertEquals(
                List.of(
                        "snapshot-0000000000000004.snap",
                        "snapshot-0000000000000002.snap",
                        "segment-0000000000000001-0000.log",
                        "segment-0000000000000003-0000.log",
                        "segment-0000000000000005-0000.log"),
                Generations.retire(disk, 2, Long.MAX_VALUE));
        assertEquals(
                List.of(
                        "segment-0000000000000007-0000.log",
                        "segment-0000000000000009-0000.log",
                        "snapshot-0000000000000006.snap",
                        "snapshot-0000000000000008.snap"),
                disk.names());
        assertEquals(List.of(), Generations.retire(disk, 2, Long.MAX_VALUE));
        assertEquals(scribe.stateAt(9), opened(disk, 8).state());
        disk.remove("snapshot-0000000000000008.snap");
        assertEquals(scribe.stateAt(9), opened(disk, 6).state());
    }

    @Test
    void retiringRemovesNothingBeforeThereAreEnoughSnapshots() throws IOException {
        Scribe.begin(disk).commits(2).snapshot().end();
        List<String> names = disk.names();
        assertEquals(List.of(), Generations.retire(disk, 2, Long.MAX_VALUE));
        assertEquals(names, disk.names());
    }

    @Test
    void retiringCutFromPowerAtEachStepLosesNothing() throws IOException {
        Scribe scribe = Scribe.begin(disk);
        for (int i = 0; i < 3; i++) {
            scribe.commits(2).snapshot();
        }
        scribe.end();
        List<SimStorage> moments = new ArrayList<>();
        disk.before((at, operation, name) -> moments.add(at.kill()));
        Generations.retire(disk, 2, Long.MAX_VALUE);
        assertTrue(moments.size() > 5, moments.size() + " moments");
        for (SimStorage moment : moments) {
            for (long seed = 0; seed < 10; seed++) {
                assertEquals(scribe.stateAt(6), opened(moment.powerCut(seed), 6).state());
            }
        }
    }
}
