package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Walking a whole table, and ranges of a hundred entries in a sorted one. */
final class Iteration implements Group {

    private static final int RANGE = 100;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Data data = new Data(settings.entries());
        Options options = Options.defaults().durability(ASYNC).automaticSnapshots(false);
        Map<String, Account> map = new ConcurrentHashMap<>();
        ConcurrentNavigableMap<String, Account> sorted = new ConcurrentSkipListMap<>();
        try (PeopleDb db = PeopleDb.open(directory, options)) {
            for (int i = 0; i < data.size(); i++) {
                map.put(data.keys[i], data.accounts[i]);
                sorted.put(data.keys[i], data.accounts[i]);
                db.accounts().put(data.keys[i], data.accounts[i]);
                db.ordered().put(data.keys[i], data.accounts[i]);
            }
            db.sync();
            System.gc();
            report.head("Walking");
            Map<String, Account> table = db.accounts().asMap();
            Results results = new Contest()
                    .side("CHM", () -> forEach(map, settings.millis()))
                    .side("Muniment", () -> forEach(table, settings.millis()))
                    .run(settings.rounds());
            report.ratio("forEach, entries", results, "CHM", "/s", Goal.atLeast(0.8));
            results = new Contest()
                    .side("CHM", () -> iterate(map, settings.millis()))
                    .side("Muniment", () -> iterate(table, settings.millis()))
                    .run(settings.rounds());
            report.ratio("iterator of the entry set, entries", results, "CHM", "/s", Goal.atLeast(0.8));
            ConcurrentNavigableMap<String, Account> ordered = db.ordered().asMap();
            results = new Contest()
                    .side("skip list", () -> scan(sorted, data, settings.millis()))
                    .side("Muniment", () -> scan(ordered, data, settings.millis()))
                    .run(settings.rounds());
            report.ratio("scans of 100 entries", results, "skip list", "/s", Goal.atLeast(0.8));
        }
    }

    private static double forEach(Map<String, Account> map, int millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        long[] seen = new long[1];
        while (System.nanoTime() < end) {
            map.forEach((key, account) -> seen[0] += account == null ? 0 : 1);
        }
        return seen[0] * 1e9 / (System.nanoTime() - start);
    }

    private static double iterate(Map<String, Account> map, int millis) {
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        long seen = 0;
        while (System.nanoTime() < end) {
            for (Map.Entry<String, Account> entry : map.entrySet()) {
                seen += entry.getValue() == null ? 0 : 1;
            }
        }
        return seen * 1e9 / (System.nanoTime() - start);
    }

    private static double scan(ConcurrentNavigableMap<String, Account> map, Data data, int millis) throws Exception {
        return Load.perSecond(1, millis, false, index -> {
            String from = data.asked[(int) (index * 2_654_435_761L % data.size())];
            int left = RANGE;
            for (Map.Entry<String, Account> entry : map.tailMap(from).entrySet()) {
                if (entry.getValue() == null || --left == 0) {
                    break;
                }
            }
        });
    }
}
