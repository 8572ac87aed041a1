package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;

/** Reads of single keys by one thread and two, and reads with some writes among them. */
final class Reads implements Group {

    private static final int DRAWN = 1 << 20;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Data data = new Data(settings.entries());
        Options options = Options.defaults().durability(ASYNC).automaticSnapshots(false);
        try (Store map = Store.map();
                Store limit = Limit.open(directory.resolve("limit"), ASYNC);
                Store muniment = Store.muniment(directory.resolve("muniment"), options)) {
            for (Store store : new Store[] {map, limit, muniment}) {
                store.putAll(data);
                store.sync();
            }
            System.gc();
            report.head("Reads");
            for (int threads = 1; threads <= 2; threads++) {
                int number = threads;
                int[][] draws = {data.uniform(DRAWN), data.zipfian(DRAWN)};
                for (int i = 0; i < draws.length; i++) {
                    int[] drawn = draws[i];
                    Results results = new Contest()
                            .side("CHM", () -> gets(map, data, drawn, number, settings.millis()))
                            .side("Muniment", () -> gets(muniment, data, drawn, number, settings.millis()))
                            .run(settings.rounds());
                    String measure = "get, " + threads + " thread(s), " + (i == 0 ? "uniform" : "zipfian");
                    report.ratio(measure, results, "CHM", "/s", Goal.atLeast(0.9));
                }
            }
            int[] drawn = data.uniform(DRAWN);
            Results results = new Contest()
                    .side("CHM", () -> mixed(map, data, drawn, settings.millis()))
                    .side("limit", () -> mixed(limit, data, drawn, settings.millis()))
                    .side("Muniment", () -> mixed(muniment, data, drawn, settings.millis()))
                    .run(settings.rounds());
            report.ratio("95 % get, 5 % put ASYNC, 2 threads", results, "limit", "/s", Goal.atLeast(1.0));
        }
    }

    private static double gets(Store store, Data data, int[] drawn, int threads, int millis) throws Exception {
        return Load.perSecond(threads, millis, false, index -> get(store, data, drawn[index & DRAWN - 1]));
    }

    private static double mixed(Store store, Data data, int[] drawn, int millis) throws Exception {
        double perSecond = Load.perSecond(2, millis, false, index -> {
            int entry = drawn[index & DRAWN - 1];
            if (index % 20 == 0) {
                store.put(data.asked[entry], data.accounts[entry].seenAgain(index));
            } else {
                get(store, data, entry);
            }
        });
        store.drain();
        return perSecond;
    }

    private static void get(Store store, Data data, int entry) {
        if (store.get(data.asked[entry]) == null) {
            throw new IllegalStateException("an entry is missing");
        }
    }
}
