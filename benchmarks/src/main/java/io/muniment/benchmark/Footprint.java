package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.Stats;
import io.muniment.benchmark.Contest.Spread;
import io.muniment.benchmark.Report.Goal;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bytes for each entry: in the log, in a snapshot, in memory. */
final class Footprint implements Group {

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Data data = new Data(settings.entries());
        Options options = Options.defaults().durability(ASYNC);
        report.head("Bytes for each entry");
        long limitBytes;
        try (Limit limit = Limit.open(directory.resolve("limit"), ASYNC)) {
            limit.putAll(data);
            limit.sync();
            limitBytes = limit.bytes();
        }
        try (PeopleDb db = PeopleDb.open(directory.resolve("plain"), options)) {
            load(db, data);
            Stats stats = db.stats();
            figure(report, "disk, log", stats.logBytes(), "limit " + each(limitBytes, data), data, 173);
            db.snapshot();
            figure(report, "disk, snapshot", db.stats().snapshotBytes(), "", data, 155);
        }
        try (PeopleDb db = PeopleDb.open(directory.resolve("compressed"), options.compressedSnapshots(true))) {
            load(db, data);
            db.snapshot();
            figure(report, "disk, compressed snapshot", db.stats().snapshotBytes(), "", data, 95);
        }
        heap(directory.resolve("plain"), settings, report);
    }

    private static void load(PeopleDb db, Data data) {
        for (int i = 0; i < data.size(); i++) {
            db.accounts().put(data.keys[i], data.accounts[i]);
        }
        db.sync();
    }

    private static void figure(Report report, String name, long bytes, String beside, Data data, int goal) {
        report.figure(name, new Spread((double) bytes / data.size()), beside, " bytes", Goal.atMost(goal));
    }

    private static String each(long bytes, Data data) {
        return Report.number((double) bytes / data.size()) + " bytes";
    }

    /** Both hold texts that nobody else has. */
    private static void heap(Path directory, Settings settings, Report report) {
        int entries = settings.entries();
        long before = used();
        Map<String, Account> map = new ConcurrentHashMap<>();
        for (int i = 0; i < entries; i++) {
            map.put(Data.key(i), Data.account(i));
        }
        double plain = (double) (used() - before) / map.size();
        map.clear();
        map = Map.of();
        before = used();
        try (PeopleDb db = PeopleDb.open(directory, Options.defaults().durability(ASYNC))) {
            double opened = (double) (used() - before) / db.accounts().size();
            report.figure(
                    "heap, opened",
                    new Spread(opened),
                    "CHM " + Report.number(plain) + " bytes",
                    " bytes",
                    Goal.atMost(plain + 24));
            for (int i = 0; i < entries; i++) {
                db.accounts().put(Data.key(i), Data.account(i));
            }
            db.sync();
            double written = (double) (used() - before) / db.accounts().size();
            report.figure(
                    "heap, all entries written again",
                    new Spread(written),
                    "CHM " + Report.number(plain) + " bytes",
                    " bytes",
                    Goal.atMost(plain + 24));
        }
        if (!map.isEmpty()) {
            throw new IllegalStateException("the map is garbage by now");
        }
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
