package io.muniment;

import io.muniment.NextDatabase.Content;
import io.muniment.error.SchemaVersionException;
import io.muniment.fixture.SimStorage;
import io.muniment.fixture.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * One migration, with some commits before and after it, that is cut before many of the operations of its disk. Each cut is
 * given to the old program and to the new one: exactly one version is there, with all that was acknowledged and nothing
 * else. Some are cut a second and a third time, while they are opened.
 */
final class MigrationCrashRun {

    /** How much was tried, by all runs together. */
    static final class Tally {
        final LongAdder runs = new LongAdder();
        final LongAdder states = new LongAdder();
        final LongAdder inRecovery = new LongAdder();
        final LongAdder old = new LongAdder();
        final LongAdder migrated = new LongAdder();
        final LongAdder unfinished = new LongAdder();
        final LongAdder unnamed = new LongAdder();

        @Override
        public String toString() {
            return runs + " seeds, " + states + " crash states: " + old + " of the old version, " + migrated
                    + " of the new one, " + unfinished + " of these with steps left to do, " + unnamed
                    + " with the log still to be named; " + inRecovery + " were cut in a recovery";
        }
    }

    /**
     * A disk as a crash left it.
     *
     * @param last the commits that the migration has read, or would have
     * @param opened whether the open that migrates had returned
     * @param acknowledged the commits acknowledged after it
     */
    private record Cut(
            SimStorage disk, int last, boolean opened, int acknowledged, int begun, String when, int depth) {}

    private static final int MAX_DEPTH = 3;
    private static final int COMMITS_AFTER = 3;

    private final long seed;
    private final Tally tally;
    private final Random dice;
    private final Workload workload;
    private final Migration migration;
    private final int version;
    private final Options options;
    private final List<Cut> cuts = new ArrayList<>();

    /** What the migration reads: the last commit of it, and the last that no power cut takes. */
    private int last;

    private int durable;

    private boolean opened;
    private int acknowledged;
    private int begun;
    private int operations;

    MigrationCrashRun(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
        this.dice = SimStorage.dice(seed);
        this.workload = new Workload(seed);
        this.version = dice.nextInt(3) == 0 ? 3 : 2;
        this.migration = version == 3 ? NextDatabase.TO_THREE : NextDatabase.TO_TWO;
        this.options = TestDatabase.options()
                .durability(Durability.values()[dice.nextInt(3)])
                .compressedSnapshots(dice.nextBoolean())
                .keptSnapshots(1 + dice.nextInt(2))
                .migrateTornTail(true)
                .keepOldVersions(dice.nextBoolean());
    }

    /** Runs, and looks at each crash. */
    void check() {
        check(new SimStorage(seed));
    }

    /** As the other, on a disk that may be told to lie. */
    void check(SimStorage disk) {
        SimStorage source = source(disk);
        try {
            look(source);
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", before the migration: " + e.getMessage(), e);
        }
        source.before((current, operation, name) -> cut(current, operation, name));
        try {
            migrate(source);
        } finally {
            source.before(null);
        }
        cut(source, SimStorage.Operation.LIST, "after the end");
        source.turnOff();
        tally.runs.increment();
        for (Cut cut : cuts) {
            check(cut);
        }
    }

    /** A disk with data of version 1: closed, killed, or after a power cut. */
    private SimStorage source(SimStorage disk) {
        int commits = dice.nextInt(40);
        try (TestDatabase old = TestDatabase.open(disk, options)) {
            for (int n = 1; n <= commits; n++) {
                old.apply(n, workload.step(n));
                if (dice.nextInt(20) == 0) {
                    old.database().snapshot();
                }
            }
            switch (dice.nextInt(4)) {
                case 0 -> {
                    return disk.kill();
                }
                case 1 -> {
                    return disk.powerCut(dice.nextLong());
                }
                default -> {}
            }
        }
        return disk;
    }

    /** What the old program finds, and what it would find after a power cut. */
    private void look(SimStorage source) {
        try (TestDatabase old = TestDatabase.open(source.kill(), options)) {
            last = old.sequence();
            require(workload.state(last).equals(old.state()), "the old version is not what was written");
        }
        try (TestDatabase old = TestDatabase.open(source.losingAllUnsynced(), options)) {
            durable = old.sequence();
        }
    }

    private void migrate(SimStorage source) {
        try (NextDatabase next = NextDatabase.open(source, migration, options)) {
            opened = true;
            require(NextDatabase.converted(workload.state(last), version).equals(next.content()), "not what was there");
            for (int n = 1; n <= COMMITS_AFTER; n++) {
                begun = n;
                next.put("after", "commit " + n);
                next.database().sync();
                acknowledged = n;
                if (dice.nextInt(6) == 0) {
                    next.database().snapshot();
                }
            }
        }
        if (dice.nextBoolean()) {
            NextDatabase.open(source, migration, options).close();
        }
    }

    private void cut(SimStorage disk, SimStorage.Operation operation, String name) {
        int number = ++operations;
        for (int i = cutsBefore(operation, SimStorage.dice(seed * 7919 + number)); i > 0; i--) {
            Random chance = SimStorage.dice(seed * 7919 + number * 31L + i);
            boolean kills = chance.nextInt(6) == 0;
            SimStorage image = kills ? disk.kill() : disk.powerCut(chance.nextLong());
            String when = (kills ? "kill" : "power cut") + " " + i + " before operation " + number + ", " + operation
                    + " " + name;
            cuts.add(new Cut(image, last, opened, acknowledged, begun, when, 1));
        }
    }

    /** Many before the few operations that change names or make them durable, few where nothing has changed. */
    private static int cutsBefore(SimStorage.Operation operation, Random chance) {
        return switch (operation) {
            case CREATE, RENAME, DELETE, SYNC_DIRECTORY -> 4;
            case WRITE, TRUNCATE, SYNC -> chance.nextInt(2);
            default -> chance.nextInt(12) == 0 ? 1 : 0;
        };
    }

    private void check(Cut cut) {
        tally.states.increment();
        try {
            checkBoth(cut);
        } catch (Throwable e) {
            throw new AssertionError(
                    "seed " + seed + ", " + options.durability() + ", version " + version + ", " + cut.when + ": "
                            + durable + " to " + cut.last + " commits, " + (cut.opened ? "opened, " : "")
                            + cut.acknowledged + " after; files "
                            + cut.disk.files().keySet() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Each program opens a copy: one of them at least refuses it. */
    private void checkBoth(Cut cut) {
        int found = old(cut.disk.kill());
        require(found < 0 || !cut.opened, "the old program opens what was migrated");
        if (found >= 0) {
            tally.old.increment();
            require(found >= durable && found <= cut.last, "the old program finds " + found + " commits");
            fresh(cut, found);
        } else {
            tally.migrated.increment();
            boolean isUnfinished = cut.disk.names().stream()
                    .anyMatch(name -> name.endsWith(".tmp") && name.startsWith("v")
                            || name.equals("segment-0000000000000001-0000.log"));
            if (isUnfinished) {
                tally.unfinished.increment();
            }
            fresh(cut, -1);
        }
    }

    /** How many commits the old program finds; -1 if it refuses the data, which it leaves as it is then. */
    private int old(SimStorage disk) {
        Map<String, Integer> before = sizes(disk);
        try (TestDatabase old = TestDatabase.open(disk, options)) {
            int found = old.sequence();
            require(workload.state(found).equals(old.state()), "the old program finds a mix");
            return found;
        } catch (SchemaVersionException e) {
            require(e.found() > e.expected(), "the old program is told that data is older");
        }
        require(before.equals(sizes(disk)), "the old program has changed what it refused");
        return -1;
    }

    private static Map<String, Integer> sizes(SimStorage disk) {
        Map<String, Integer> sizes = new TreeMap<>();
        disk.files().forEach((name, bytes) -> sizes.put(name, Arrays.hashCode(bytes)));
        return sizes;
    }

    /**
     * The new program finds what was migrated, or migrates it.
     *
     * @param old the commits that the old program finds; -1 if it was migrated
     */
    private void fresh(Cut cut, int old) {
        Random chance = SimStorage.dice(seed * 1_000_003 + cut.when.hashCode());
        CrashSample sample = cut.depth < MAX_DEPTH && chance.nextInt(100) < 30 ? new CrashSample(chance) : null;
        if (cut.disk.names().stream().anyMatch(name -> name.matches("segment-.*\\.log\\.tmp")) && old < 0) {
            tally.unnamed.increment();
        }
        cut.disk.before(sample);
        int read = old < 0 ? cut.last : old;
        Content expected = NextDatabase.converted(workload.state(read), version);
        int after;
        try (NextDatabase next = NextDatabase.open(cut.disk, migration, options)) {
            cut.disk.before(null);
            boolean migrated = next.database().recoveryReport().migration().isPresent();
            require(migrated == old >= 0, migrated ? "it was migrated again" : "it was not migrated");
            after = verify(next.content(), expected, cut);
            require(next.sequence() == read + 1 + after, "at commit " + next.sequence());
        }
        SimStorage later = cut.disk.losingAllUnsynced();
        require(old(later) < 0, "the old program opens it after the new one has");
        try (NextDatabase again = NextDatabase.open(later, migration, options)) {
            require(again.database().recoveryReport().migration().isEmpty(), "it was migrated twice");
            require(verify(again.content(), expected, cut) == after, "the next open finds something else");
        }
        checkKept(cut.disk, read);
        if (sample != null && sample.disk != null) {
            tally.inRecovery.increment();
            boolean mayBeOld = old >= 0;
            Cut second = new Cut(
                    sample.disk,
                    read,
                    cut.opened && !mayBeOld,
                    cut.acknowledged,
                    cut.begun,
                    cut.when + "; in recovery " + sample.when,
                    cut.depth + 1);
            check(second);
        }
    }

    /** How many commits after the migration are there. */
    private int verify(Content found, Content expected, Cut cut) {
        String value = found.entries().get("after");
        int after = value == null ? 0 : Integer.parseInt(value.substring("commit ".length()));
        require(after >= cut.acknowledged && after <= cut.begun, after + " commits after the migration");
        Content all = after == 0 ? expected : expected.with("after", "commit " + after);
        require(all.equals(found), "expected " + inShort(all) + " but found " + inShort(found));
        return after;
    }

    private static String inShort(Content content) {
        return content.toString().replaceAll("([a-z])\\1{3,}", "$1..");
    }

    /** What was set aside is whole, if it is there. */
    private void checkKept(SimStorage disk, int read) {
        require(disk.names().stream().noneMatch(name -> name.endsWith(".tmp")), "something is left: " + disk.names());
        if (disk.names().contains("v1")) {
            int kept = old(disk.inner("v1"));
            require(kept >= durable && kept <= read, "what was set aside has " + kept + " commits");
        } else {
            require(!options.keepOldVersions(), "what was set aside is gone");
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
