package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;
import static io.muniment.Durability.WRITTEN;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;

/** Writes that do not wait for the disk, over keys that are there; and loading an empty database. */
final class Writes implements Group {

    private static final int DRAWN = 1 << 20;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Data data = new Data(settings.entries());
        report.head("Writes");
        puts(ASYNC, Goal.atLeast(0.8), data, settings, report);
        puts(WRITTEN, Goal.atLeast(0.9), data, settings, report);
        load(data, settings, report);
    }

    private static void puts(Durability durability, Goal goal, Data data, Settings settings, Report report)
            throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Options options = Options.defaults().durability(durability).automaticSnapshots(false);
        int[] drawn = data.uniform(DRAWN);
        try (Store map = Store.map();
                Store limit = Limit.open(directory.resolve("limit"), durability);
                Store muniment = Store.muniment(directory.resolve("muniment"), options)) {
            for (Store store : new Store[] {map, limit, muniment}) {
                store.putAll(data);
                store.sync();
            }
            System.gc();
            for (int threads = 1; threads <= 2; threads++) {
                int number = threads;
                Results results = new Contest()
                        .side("CHM", () -> puts(map, data, drawn, number, settings.millis()))
                        .side("limit", () -> puts(limit, data, drawn, number, settings.millis()))
                        .side("Muniment", () -> puts(muniment, data, drawn, number, settings.millis()))
                        .run(settings.rounds());
                report.ratio("put " + durability + ", " + threads + " thread(s)", results, "limit", "/s", goal);
            }
        }
    }

    private static double puts(Store store, Data data, int[] drawn, int threads, int millis) throws Exception {
        double perSecond = Load.perSecond(threads, millis, false, index -> {
            int entry = drawn[index & DRAWN - 1];
            store.put(data.asked[entry], data.accounts[entry].seenAgain(index));
        });
        store.drain();
        return perSecond;
    }

    /** All entries into something empty, until the last one is synced. */
    private static void load(Data data, Settings settings, Report report) throws Exception {
        Options options = Options.defaults().durability(ASYNC);
        Results results = new Contest()
                .side("limit", () -> {
                    Path directory = Directories.fresh(settings.directory());
                    try (Store limit = Limit.open(directory.resolve("limit"), ASYNC)) {
                        return load(limit, data);
                    }
                })
                .side("Muniment", () -> {
                    Path directory = Directories.fresh(settings.directory());
                    try (Store muniment = Store.muniment(directory, options)) {
                        return load(muniment, data);
                    }
                })
                .run(settings.rounds());
        report.ratio("bulk load, then sync", results, "limit", "/s", Goal.atLeast(1.0));
    }

    private static double load(Store store, Data data) {
        System.gc();
        long start = System.nanoTime();
        store.load(data);
        store.sync();
        return data.size() * 1e9 / (System.nanoTime() - start);
    }
}
