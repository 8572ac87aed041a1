package io.muniment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.fixture.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that writes is killed at any moment, again and again; what it was told is there, and no hole. */
class KilledTest {

    private static final int CYCLES = Integer.getInteger("muniment.kills", 10);

    @TempDir
    Path directory;

    /** All that were printed. */
    private final Set<Long> ids = new HashSet<>();

    @ParameterizedTest
    @EnumSource
    void killedAtAnyMomentNothingAcknowledgedIsLost(Durability durability) throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KilledTest " + durability + ", seed " + seed + ", " + CYCLES + " kills");
        Random random = new Random(seed);
        long[] next = new long[KilledWriter.THREADS];
        for (int t = 0; t < next.length; t++) {
            next[t] = t * KilledWriter.RANGE;
        }
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            long[] acknowledged = writeAndKill(durability, next, random.nextInt(2000));
            next = check(durability, acknowledged);
        }
    }

    /** Returns for each thread the first key that was not acknowledged. */
    private long[] writeAndKill(Durability durability, long[] first, int acknowledgements) throws Exception {
        long[] next = first.clone();
        List<Object> arguments = new ArrayList<>(List.of(directory.resolve("db"), durability));
        for (long key : first) {
            arguments.add(key);
        }
        try (ChildJvm writer = ChildJvm.start(KilledWriter.class, arguments.toArray())) {
            for (int i = 0; i <= acknowledgements; i++) {
                note(durability, writer.line(), next);
            }
            writer.signal("KILL");
            for (String line = writer.line(); line != null; line = writer.line()) {
                note(durability, line, next);
            }
        }
        return next;
    }

    private void note(Durability durability, String line, long[] next) {
        if (line != null && line.startsWith(KilledWriter.ID)) {
            boolean isNew = ids.add(Long.parseLong(line.substring(KilledWriter.ID.length())));
            assertTrue(isNew || durability == Durability.ASYNC, line + " was given out before");
        } else if (line != null) {
            long key = Long.parseLong(line);
            int thread = (int) (key / KilledWriter.RANGE);
            assertEquals(next[thread], key, "acknowledged in order");
            next[thread] = key + 1;
        }
    }

    /** Checks what is there after a kill; returns the keys to go on with. */
    private long[] check(Durability durability, long[] acknowledged) {
        long[] next = new long[acknowledged.length];
        try (SampleDb db = SampleDb.open(directory.resolve("db"))) {
            for (int t = 0; t < next.length; t++) {
                long first = t * KilledWriter.RANGE;
                List<Long> keys = new ArrayList<>(
                        db.events().subMap(first, first + KilledWriter.RANGE).keySet());
                for (int i = 0; i < keys.size(); i++) {
                    assertEquals(first + i, keys.get(i), "no hole");
                    assertEquals("value of " + keys.get(i), db.events().get(keys.get(i)));
                }
                next[t] = first + keys.size();
                long counted = db.counts().getOrDefault("thread " + t, first - 1);
                assertTrue(
                        counted == next[t] - 1 || counted == next[t] - 2,
                        "one commit after the other: counted " + counted + ", next " + next[t]);
                if (durability != Durability.ASYNC) {
                    assertTrue(counted >= acknowledged[t] - 1, "what was acknowledged is there");
                    assertTrue(next[t] <= acknowledged[t] + 1, "at most the last one is uncertain");
                }
                // Or one that is killed twice between its two commits would seem to have missed one.
                db.counts().put("thread " + t, next[t] - 1);
            }
        }
        return next;
    }
}
