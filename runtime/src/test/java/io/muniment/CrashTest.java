package io.muniment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.CrashRun.Tally;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Lie;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database is after the power was cut, or the process killed, at each step of a run and of its recovery. */
final class CrashTest {

    private static final long STATES = Long.getLong("muniment.crash.states", 100_000);
    private static final long SEEDS = Long.getLong("muniment.crash.seeds", 1_000);
    private static final long FIRST_SEED = Long.getLong("muniment.crash.seed", 1);

    private final Tally tally = new Tally();

    @Test
    void everyCrashLeavesAPrefixWithEverythingAcknowledged() {
        long step = 50;
        long seed = FIRST_SEED;
        while (tally.runs.sum() < SEEDS || tally.states.sum() < STATES) {
            LongStream.range(seed, seed + step)
                    .parallel()
                    .forEach(each -> new CrashRun(each, new SimStorage(each), tally).check());
            seed += step;
        }
        System.out.println("Crashes: " + tally + " (first seed " + FIRST_SEED + ")");
        assertTrue(tally.inRecovery.sum() * 5 >= tally.states.sum(), tally::toString);
        assertTrue(tally.afterRecovery.sum() > 0 && tally.kills.sum() > 0 && tally.torn.sum() > 0, tally::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aDiskThatLiesAboutSyncsIsFoundOut(Lie lie) {
        assertThrows(
                AssertionError.class,
                () -> LongStream.range(0, 50)
                        .forEach(seed -> new CrashRun(seed, new SimStorage(seed).lie(lie), tally).check()));
    }
}
