package io.muniment;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.MigrationCrashRun.Tally;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.SimStorage.Lie;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is there after the power was cut, or the process killed, at each step of a migration and of what mends it. */
final class MigrationCrashTest {

    private static final long STATES = Long.getLong("muniment.migration.states", 10_000);
    private static final long FIRST_SEED = Long.getLong("muniment.migration.seed", 1);

    private final Tally tally = new Tally();

    @Test
    void everyCrashLeavesTheOldVersionOrTheNewOneAndNothingBetween() {
        long step = 20;
        for (long seed = FIRST_SEED; tally.states.sum() < STATES; seed += step) {
            LongStream.range(seed, seed + step).parallel().forEach(each -> new MigrationCrashRun(each, tally).check());
        }
        System.out.println("Crashes of migrations: " + tally + " (first seed " + FIRST_SEED + ")");
        assertTrue(tally.inRecovery.sum() * 8 >= tally.states.sum(), tally::toString);
        assertTrue(tally.old.sum() > 0 && tally.unfinished.sum() > 0 && tally.unnamed.sum() > 0, tally::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aDiskThatLiesAboutSyncsIsFoundOut(Lie lie) {
        assertThrows(
                AssertionError.class,
                () -> LongStream.range(0, 50)
                        .forEach(seed -> new MigrationCrashRun(seed, tally).check(new SimStorage(seed).lie(lie))));
    }
}
