package io.muniment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.FaultRun.Ends;
import io.muniment.fixture.SimStorage.Fault;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each operation of the disk fails once, in each way that it can: opening, commits, snapshots, closing. */
@Timeout(600)
final class FaultTest {

    private static final long SEEDS = Long.getLong("muniment.fault.seeds", 2);

    @ParameterizedTest
    @EnumSource
    void everyOperationThatFailsIsSurvived(Fault fault) {
        LongAdder tried = new LongAdder();
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (Ends ends : Ends.values()) {
                for (Durability durability : Durability.values()) {
                    long n = 1;
                    while (new FaultRun(seed, fault, ends, durability).failsAt(n)) {
                        n++;
                        tried.increment();
                    }
                    assertTrue(n > 10, "there was hardly anything to fail");
                }
            }
        }
        System.out.println("Faults: " + tried + " lives with " + fault + " (seeds 1 to " + SEEDS + ")");
    }
}
