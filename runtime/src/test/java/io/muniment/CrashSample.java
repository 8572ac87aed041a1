package io.muniment;

import io.muniment.fixture.SimStorage;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Keeps one of the crashes that a disk could have suffered, each with the same chance. */
final class CrashSample implements SimStorage.Hook {

    private final Random dice;
    final boolean kills;
    private int seen;

    @Nullable SimStorage disk;

    String when = "";

    CrashSample(Random dice) {
        this.dice = dice;
        this.kills = dice.nextInt(4) == 0;
    }

    @Override
    public void before(SimStorage current, SimStorage.Operation operation, String name) {
        if (dice.nextInt(++seen) == 0) {
            disk = kills ? current.kill() : current.powerCut(dice.nextLong());
            when = (kills ? "kill" : "power cut") + " before operation " + seen + ", " + operation + " " + name;
        }
    }
}
