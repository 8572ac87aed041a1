package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.SimStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be asked for when a database is opened. */
class OptionsTest {

    private static final Options OPTIONS = Options.defaults();

    @Test
    void whatCannotBeIsRefusedAtOnceAndSaysWhatCan() {
        List<Executable> refused = List.of(
                () -> OPTIONS.maxDelay(Duration.ZERO),
                () -> OPTIONS.queueBytes((64 << 10) - 1),
                () -> OPTIONS.recordBytes((1 << 10) - 1),
                () -> OPTIONS.recordBytes((1 << 30) + 1),
                () -> OPTIONS.retries(-1),
                () -> OPTIONS.segmentBytes((64 << 10) - 1),
                () -> OPTIONS.segmentBytes((1 << 30) + 1),
                () -> OPTIONS.lockWait(Duration.ofMillis(-1)),
                () -> OPTIONS.threads(0),
                () -> OPTIONS.threads(257),
                () -> OPTIONS.snapshotAt(0.09, 1),
                () -> OPTIONS.snapshotAt(0.91, 1),
                () -> OPTIONS.snapshotAt(0.5, 0),
                () -> OPTIONS.keptSnapshots(0),
                () -> OPTIONS.keptSnapshots(17));
        for (Executable each : refused) {
            String message = assertThrows(IllegalArgumentException.class, each).getMessage();
            assertTrue(message.matches(".* (at least|from|not) .*"), message);
        }
    }

    @Test
    void whatIsAskedForIsWhatIsToldAndTheRestStays() {
        Options asked = OPTIONS.maxDelay(Duration.ofMillis(1))
                .queueBytes(64 << 10)
                .recordBytes(1 << 30)
                .retries(0)
                .segmentBytes(1 << 30)
                .lockWait(Duration.ofSeconds(3))
                .threads(256)
                .snapshotAt(0.9, 1)
                .keptSnapshots(16);
        assertEquals(Duration.ofMillis(1), asked.maxDelay());
        assertEquals(64 << 10, asked.queueBytes());
        assertEquals(1 << 30, asked.recordBytes());
        assertEquals(0, asked.retries());
        assertEquals(1 << 30, asked.segmentBytes());
        assertEquals(Duration.ofSeconds(3), asked.lockWait());
        assertEquals(256, asked.threads());
        assertEquals(0.9, asked.garbageRatio());
        assertEquals(1, asked.garbageBytes());
        assertEquals(16, asked.keptSnapshots());
        assertEquals(OPTIONS.durability(), asked.durability());
        assertEquals(Duration.ofMillis(200), OPTIONS.maxDelay(), "the first are as they were");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void anyNumberOfThreadsOpensTheSame(int threads) {
        SimStorage disk = new SimStorage();
        Options options = TestDatabase.options().threads(threads);
        Map<String, Long> counts = new TreeMap<>();
        try (SampleDb db = SampleDb.open(disk, options)) {
            for (int round = 0; round < 2; round++) {
                LongStream.range(0, 3_000).forEach(i -> counts.put("key " + i % 2_000, i));
                db.counts().load(counts.entrySet().stream());
                db.events().load(LongStream.range(0, 3_000).mapToObj(i -> Map.entry(i, "before a clear")));
                db.events().clear();
                db.events().put(1L, "after");
                counts.remove("key " + round);
                db.counts().remove("key " + round);
                if (round == 0) {
                    db.snapshot();
                }
            }
        }
        try (SampleDb db = SampleDb.open(disk, options)) {
            assertEquals(counts, db.counts().asMap());
            assertEquals(Map.of(1L, "after"), db.events().asMap());
        }
    }
}
