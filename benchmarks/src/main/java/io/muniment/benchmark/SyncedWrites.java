package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;
import static io.muniment.Durability.SYNCED;

import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes that return when they are on the disk: how long one takes, and how many threads share a sync. */
final class SyncedWrites implements Group {

    private static final int ALONE_PER_TURN = 4_000;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Data data = new Data(settings.syncedEntries());
        Options options = Options.defaults().durability(SYNCED).automaticSnapshots(false);
        // Both are read from the disk, so that what they hold lies in memory alike.
        load(Store.muniment(directory.resolve("muniment"), options.durability(ASYNC)), data);
        load(Limit.open(directory.resolve("limit"), ASYNC), data);
        try (BareFile bare = new BareFile(directory.resolve("bare"));
                Limit limit = Limit.open(directory.resolve("limit"), SYNCED);
                Store muniment = Store.muniment(directory.resolve("muniment"), options)) {
            report.head("Writes that are synced");
            latencies(bare, limit, muniment, data, settings, report);
            for (int threads : new int[] {1, 8, 64}) {
                Results results = new Contest()
                        .side("limit", () -> puts(limit, data, threads, settings.millis()))
                        .side("Muniment", () -> puts(muniment, data, threads, settings.millis()))
                        .run(settings.rounds());
                report.ratio("put SYNCED, " + threads + " thread(s)", results, "limit", "/s", Goal.atLeast(1.0));
            }
        }
    }

    private static void load(Store empty, Data data) throws Exception {
        try (empty) {
            empty.putAll(data);
            empty.sync();
        }
    }

    private static void latencies(
            BareFile bare, Store limit, Store muniment, Data data, Settings settings, Report report) throws Exception {
        Latencies found = new Latencies(settings.rounds());
        new Contest()
                .side("bare", () -> found.take("bare", index -> bare.appendAndForce()))
                .side("limit", () -> found.take("limit", index -> put(limit, data, index)))
                .side("Muniment", () -> found.take("Muniment", index -> put(muniment, data, index)))
                .run(settings.rounds());
        report.ratio("put SYNCED, 1 thread, p50", found.p50, "bare", " us", Goal.atMost(1.2));
        report.ratio("put SYNCED, 1 thread, p99", found.p99, "bare", " us", Goal.atMost(2.0));
        report.note("limit beside it: p50 " + Report.spread(found.p50.of("limit"), " us") + ", p99 "
                + Report.spread(found.p99.of("limit"), " us"));
    }

    /** Two figures for each turn. The first turn of each side does not count. */
    private static final class Latencies {

        private final Results p50;
        private final Results p99;
        private final java.util.Map<String, Integer> turns = new java.util.HashMap<>();

        Latencies(int rounds) {
            p50 = new Results(rounds);
            p99 = new Results(rounds);
        }

        double take(String side, Load.Operation operation) throws Exception {
            long[] nanos = new long[ALONE_PER_TURN];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                operation.run(i);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            double middle = nanos[nanos.length / 2] / 1e3;
            int round = turns.merge(side, 1, Integer::sum) - 2;
            if (round >= 0) {
                p50.put(side, round, middle);
                p99.put(side, round, nanos[nanos.length * 99 / 100] / 1e3);
            }
            return middle;
        }
    }

    private static double puts(Store store, Data data, int threads, int millis) throws Exception {
        return Load.perSecond(threads, millis, true, index -> put(store, data, index));
    }

    private static void put(Store store, Data data, int index) {
        int entry = (int) (index * 2_654_435_761L % data.size());
        store.put(data.asked[entry], data.accounts[entry].seenAgain(index));
    }
}
