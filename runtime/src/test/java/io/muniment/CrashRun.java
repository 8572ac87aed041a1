package io.muniment;

import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Workload;
import io.muniment.fixture.Workload.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/**
 * One run of a workload that is cut before many of the operations of its disk. Each cut is opened again and must hold a
 * prefix of the commits with everything that was acknowledged; some are cut a second time while they are opened, or
 * go on to commit and are cut then.
 */
final class CrashRun {

    /** How much was tried, by all runs together. */
    static final class Tally {
        final LongAdder runs = new LongAdder();
        final LongAdder states = new LongAdder();
        final LongAdder kills = new LongAdder();
        final LongAdder inRecovery = new LongAdder();
        final LongAdder afterRecovery = new LongAdder();
        final LongAdder torn = new LongAdder();

        @Override
        public String toString() {
            return runs + " seeds, " + states + " crash states: " + kills + " by kill, " + inRecovery
                    + " of them in a recovery, " + afterRecovery + " after one; " + torn + " had a torn tail";
        }
    }

    /**
     * A disk as a crash left it.
     *
     * @param floor the commits that must be there
     * @param ceiling the commits that may be there
     * @param durable the commits that must be there after one more power cut
     */
    private record Cut(
            SimStorage disk, Workload workload, int floor, int ceiling, int durable, String when, int depth) {}

    /** The share of a run's operations before which it is cut; many short looks at many runs find more. */
    private static final int SHARE_PERCENT = 30;

    private static final int MAX_DEPTH = 3;

    private final long seed;
    private final Tally tally;
    private final Random dice;
    private final SimStorage disk;
    private final Workload workload;
    private final Options options;
    private final List<Cut> cuts = new ArrayList<>();

    /** The commits that were begun, that were acknowledged, and that a sync, snapshot or close has made durable. */
    private volatile int begun;

    private volatile int acknowledged;
    private volatile int settled;

    /** The newest commit that a listener was told of. */
    private volatile int told;

    private int operations;

    CrashRun(long seed, SimStorage disk, Tally tally) {
        this.seed = seed;
        this.tally = tally;
        this.dice = SimStorage.dice(seed);
        this.disk = disk;
        this.workload = new Workload(seed);
        this.options = TestDatabase.options()
                .durability(level(dice.nextInt(10)))
                .compressedSnapshots(dice.nextBoolean())
                .keptSnapshots(1 + dice.nextInt(2));
    }

    private static Durability level(int choice) {
        return choice < 7 ? Durability.SYNCED : choice < 9 ? Durability.WRITTEN : Durability.ASYNC;
    }

    /** Runs, and looks at each crash. */
    void check() {
        disk.before((current, operation, name) -> cut(operation, name));
        try {
            run();
        } finally {
            disk.before(null);
            disk.turnOff();
        }
        tally.runs.increment();
        for (Cut cut : cuts) {
            check(cut);
        }
    }

    private void run() {
        int commits = 20 + dice.nextInt(30);
        TestDatabase database = open();
        try {
            for (int n = 1; n <= commits; n++) {
                begun = n;
                database.apply(n, workload.step(n));
                acknowledged = n;
                switch (dice.nextInt(16)) {
                    case 0 -> {
                        database.database().sync();
                        settled = n;
                    }
                    case 1 -> {
                        database.database().snapshot();
                        settled = n;
                    }
                    case 2 -> {
                        database.close();
                        settled = n;
                        database = open();
                    }
                    default -> {}
                }
            }
        } finally {
            database.close();
        }
        settled = commits;
        if (seed % 4 == 0 && told != commits) {
            throw new AssertionError(
                    "seed " + seed + ": a listener was told of " + told + " of " + commits + " commits");
        }
        cut(SimStorage.Operation.LIST, "after the end");
    }

    /** In some runs somebody listens, who reads the log while it is written and learns of nothing that can be lost. */
    private TestDatabase open() {
        TestDatabase database = TestDatabase.open(disk, options);
        if (seed % 4 == 0) {
            database.onCommit(commit -> {
                int expected = told + 1;
                told = (int) commit.sequence();
                if (told != expected) {
                    throw new AssertionError("told of commit " + told + " instead of " + expected);
                }
            });
        }
        return database;
    }

    /** Called under the disk's lock, so that the fields are read before the image is taken. */
    private void cut(SimStorage.Operation operation, String name) {
        int number = ++operations;
        if (dice(number).nextInt(100) >= SHARE_PERCENT) {
            return;
        }
        boolean kills = dice(-number).nextInt(6) == 0;
        Durability level = options.durability();
        int durable = level == Durability.SYNCED ? Math.max(acknowledged, told) : settled;
        int floor = kills && level == Durability.WRITTEN ? acknowledged : durable;
        SimStorage image = kills ? disk.kill() : disk.powerCut(seed * 100_003 + number);
        if (kills) {
            tally.kills.increment();
        }
        String when = (kills ? "kill" : "power cut") + " before operation " + number + ", " + operation + " " + name;
        cuts.add(new Cut(image, workload, floor, begun, kills ? durable : begun + 1, when, 1));
    }

    private Random dice(int number) {
        return SimStorage.dice(seed * 7919 + number);
    }

    private void check(Cut cut) {
        tally.states.increment();
        try {
            open(cut);
        } catch (Throwable e) {
            throw new AssertionError(
                    "seed " + seed + ", " + options.durability() + ", " + cut.when + ": " + cut.floor + " to "
                            + cut.ceiling + " commits of " + cut.workload.state(cut.ceiling) + "; files "
                            + cut.disk.names() + ": " + e.getMessage(),
                    e);
        }
    }

    private void open(Cut cut) {
        Random chance = SimStorage.dice(seed * 1_000_003 + cut.when.hashCode());
        CrashSample inRecovery = cut.depth < MAX_DEPTH && chance.nextInt(100) < 28 ? new CrashSample(chance) : null;
        cut.disk.before(inRecovery);
        Cut after = null;
        int found;
        try (TestDatabase database = TestDatabase.open(cut.disk, options)) {
            cut.disk.before(null);
            found = verify(database, cut);
            if (cut.depth < MAX_DEPTH && chance.nextInt(100) < 12) {
                after = goOn(database, cut, found, chance);
            }
        }
        cut.disk.before(null);
        if (inRecovery != null && inRecovery.disk != null) {
            // What a power cut left is on the disk, so another one takes nothing of it. What a kill left may be
            // in the page cache only, until the open has returned.
            boolean mayLose = !inRecovery.kills && cut.durable < found;
            Cut second = new Cut(
                    inRecovery.disk,
                    cut.workload,
                    mayLose ? cut.durable : found,
                    found,
                    Math.min(cut.durable, found),
                    cut.when + "; in recovery " + inRecovery.when,
                    cut.depth + 1);
            tally.inRecovery.increment();
            check(second);
        }
        if (after != null) {
            tally.afterRecovery.increment();
            check(after);
        }
    }

    private int verify(TestDatabase database, Cut cut) {
        int found = database.sequence();
        if (found < cut.floor || found > cut.ceiling) {
            throw new AssertionError("found " + found + " commits");
        }
        State expected = cut.workload.state(found);
        State state = database.state();
        if (!expected.equals(state)) {
            throw new AssertionError("after " + found + " commits expected " + expected + " but found " + state);
        }
        if (!database.database().recoveryReport().isClean()) {
            tally.torn.increment();
        }
        return found;
    }

    /** Commits something else than the first run did, and crashes again: what the first crash cut off must not come back. */
    private Cut goOn(TestDatabase database, Cut cut, int found, Random chance) {
        Workload branch = cut.workload.branch(found, chance.nextLong());
        int commits = chance.nextInt(4);
        for (int n = found + 1; n <= found + commits; n++) {
            database.apply(n, branch.step(n));
        }
        boolean settles = options.durability() == Durability.SYNCED || chance.nextBoolean();
        if (settles) {
            database.database().sync();
        }
        int all = found + commits;
        boolean kills = chance.nextInt(4) == 0;
        SimStorage image = kills ? cut.disk.kill() : cut.disk.powerCut(chance.nextLong());
        int floor = settles || (kills && options.durability() == Durability.WRITTEN) ? all : found;
        return new Cut(
                image,
                branch,
                floor,
                all,
                kills && !settles ? found : all,
                cut.when + "; after recovery and " + commits + " commits " + (kills ? "kill" : "power cut"),
                cut.depth + 1);
    }
}
