package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;
import static io.muniment.Durability.SYNCED;
import static io.muniment.Durability.WRITTEN;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Several writes as one commit, several reads of one moment, and transactions in each other's way. */
final class Transactions implements Group {

    private static final int DRAWN = 1 << 20;
    private static final int TOGETHER = 10;
    private static final int HOT_ROWS = 10_000;

    private static final Options OPTIONS = Options.defaults().automaticSnapshots(false);

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Data data = new Data(settings.entries());
        report.head("Transactions");
        inMemory(data, settings, report);
        logged(WRITTEN, data, 1, Goal.atLeast(0.9), settings, report);
        logged(SYNCED, data, 1, Goal.atLeast(1.0), settings, report);
        logged(SYNCED, data, 8, Goal.atLeast(1.0), settings, report);
    }

    // ---- Beside two maps

    private static void inMemory(Data data, Settings settings, Report report) throws Exception {
        int[] drawn = data.uniform(DRAWN);
        Map<String, Account> accounts = new ConcurrentHashMap<>();
        Map<String, Account> others = new ConcurrentHashMap<>();
        data.fill(accounts);
        data.fill(others);
        Path directory = Directories.fresh(settings.directory());
        try (PeopleDb db = PeopleDb.open(directory, OPTIONS.durability(ASYNC))) {
            data.fill(db.accounts().asMap());
            data.fill(db.others().asMap());
            db.sync();
            System.gc();
            Load.Operation plain = index -> {
                for (int i = 0; i < TOGETHER; i++) {
                    int entry = drawn[index * TOGETHER + i & DRAWN - 1];
                    (i % 2 == 0 ? accounts : others).put(data.asked[entry], data.accounts[entry].seenAgain(index));
                }
            };
            report.ratio(
                    "10 puts over 2 tables ASYNC, 1 thread",
                    new Contest()
                            .side("2 CHM", () -> Load.perSecond(1, settings.millis(), false, plain))
                            .side("Muniment", () -> puts(db, data, drawn, 1, settings.millis(), false))
                            .run(settings.rounds()),
                    "2 CHM",
                    "/s",
                    Goal.atLeast(0.6));
            Load.Operation gets = index -> {
                for (int i = 0; i < TOGETHER; i++) {
                    check((i % 2 == 0 ? accounts : others).get(data.asked[drawn[index * TOGETHER + i & DRAWN - 1]]));
                }
            };
            report.ratio(
                    "10 gets over 2 tables, read, 2 threads",
                    new Contest()
                            .side("2 CHM", () -> Load.perSecond(2, settings.millis(), false, gets))
                            .side("Muniment", () -> gets(db, data, drawn, settings.millis()))
                            .run(settings.rounds()),
                    "2 CHM",
                    "/s",
                    Goal.atLeast(0.7));
            besideAView(db, data, drawn, settings, report);
            onHotRows(db, data, settings, report);
        }
    }

    private static double puts(PeopleDb db, Data data, int[] drawn, int threads, int millis, boolean isSlow)
            throws Exception {
        double perSecond = Load.perSecond(
                threads,
                millis,
                isSlow,
                index -> db.write(tx -> {
                    PeopleDb.AccountsTable accounts = tx.accounts();
                    PeopleDb.OthersTable others = tx.others();
                    for (int i = 0; i < TOGETHER; i++) {
                        int entry = drawn[index * TOGETHER + i & DRAWN - 1];
                        Account account = data.accounts[entry].seenAgain(index);
                        if (i % 2 == 0) {
                            accounts.put(data.asked[entry], account);
                        } else {
                            others.put(data.asked[entry], account);
                        }
                    }
                }));
        db.sync();
        return perSecond;
    }

    private static double gets(PeopleDb db, Data data, int[] drawn, int millis) throws Exception {
        return Load.perSecond(
                2,
                millis,
                false,
                index -> db.read(tx -> {
                    PeopleDb.AccountsTable accounts = tx.accounts();
                    PeopleDb.OthersTable others = tx.others();
                    for (int i = 0; i < TOGETHER; i++) {
                        String key = data.asked[drawn[index * TOGETHER + i & DRAWN - 1]];
                        check(i % 2 == 0 ? accounts.get(key) : others.get(key));
                    }
                    return 0;
                }));
    }

    private static void check(@Nullable Account found) {
        if (found == null) {
            throw new IllegalStateException("an entry is missing");
        }
    }

    /** Each turn writes with a view open from its beginning to its end, or without. */
    private static void besideAView(PeopleDb db, Data data, int[] drawn, Settings settings, Report report)
            throws Exception {
        Results results = new Contest()
                .side("without", () -> puts(db, data, drawn, 2, settings.millis(), false))
                .side("Muniment", () -> {
                    try (PeopleDb.Transaction view = db.view()) {
                        check(view.accounts().get(data.asked[0]));
                        return puts(db, data, drawn, 2, settings.millis(), false);
                    }
                })
                .run(settings.rounds());
        report.ratio("the same, 2 threads, beside an open view", results, "without", "/s", Goal.atLeast(0.9));
    }

    /** Each transaction moves something from one of few rows to another. */
    private static void onHotRows(PeopleDb db, Data data, Settings settings, Report report) throws Exception {
        for (int threads : new int[] {2, 8, 64}) {
            Results results = new Contest()
                    .side("1 thread", () -> moves(db, data, 1, settings.millis()))
                    .side("Muniment", () -> moves(db, data, threads, settings.millis()))
                    .run(settings.rounds());
            report.ratio(
                    "moves among 10,000 rows, " + threads + " threads", results, "1 thread", "/s", Goal.atLeast(1.0));
        }
    }

    private static double moves(PeopleDb db, Data data, int threads, int millis) throws Exception {
        double perSecond = Load.perSecond(
                threads,
                millis,
                false,
                index -> db.write(tx -> {
                    String from = data.asked[(int) (index * 31L % HOT_ROWS)];
                    String to = data.asked[(int) (index * 17L % HOT_ROWS)];
                    Account one = Objects.requireNonNull(tx.accounts().get(from));
                    Account other = Objects.requireNonNull(tx.accounts().get(to));
                    tx.accounts().put(from, other.seenAgain(index));
                    tx.accounts().put(to, one.seenAgain(index));
                }));
        db.sync();
        return perSecond;
    }

    // ---- Beside the limit

    private static void logged(
            Durability durability, Data data, int threads, Goal goal, Settings settings, Report report)
            throws Exception {
        int[] drawn = data.uniform(DRAWN);
        String[] others = others(data);
        boolean isSlow = durability == SYNCED;
        Path directory = Directories.fresh(settings.directory());
        load(directory.resolve("muniment"), data);
        load(directory.resolve("limit"), data, others);
        // Both have been read from the disk, so that what they hold lies in memory alike.
        try (Limit limit = Limit.open(directory.resolve("limit"), durability);
                PeopleDb db = PeopleDb.open(directory.resolve("muniment"), OPTIONS.durability(durability))) {
            System.gc();
            Results results = new Contest()
                    .side("limit", () -> together(limit, data, others, drawn, threads, settings.millis(), isSlow))
                    .side("Muniment", () -> puts(db, data, drawn, threads, settings.millis(), isSlow))
                    .run(settings.rounds());
            report.ratio(
                    "10 puts over 2 tables " + durability + ", " + threads + " thread(s)",
                    results,
                    "limit",
                    "/s",
                    goal);
        }
    }

    private static void load(Path directory, Data data) {
        try (PeopleDb db = PeopleDb.open(directory, OPTIONS.durability(ASYNC))) {
            data.fill(db.accounts().asMap());
            data.fill(db.others().asMap());
        }
    }

    /** The keys of a second table, as other keys of the only map that the limit has. */
    private static String[] others(Data data) {
        String[] others = new String[data.size()];
        Arrays.setAll(others, i -> Data.key(data.size() + i));
        return others;
    }

    private static void load(Path path, Data data, String[] others) throws IOException {
        try (Limit limit = Limit.open(path, ASYNC)) {
            limit.putAll(data);
            for (int i = 0; i < others.length; i++) {
                limit.put(others[i], data.accounts[i]);
            }
            limit.sync();
        }
    }

    private static double together(
            Limit limit, Data data, String[] others, int[] drawn, int threads, int millis, boolean isSlow)
            throws Exception {
        double perSecond = Load.perSecond(threads, millis, isSlow, index -> {
            String[] keys = new String[TOGETHER];
            Account[] accounts = new Account[TOGETHER];
            for (int i = 0; i < TOGETHER; i++) {
                int entry = drawn[index * TOGETHER + i & DRAWN - 1];
                keys[i] = i % 2 == 0 ? data.asked[entry] : others[entry];
                accounts[i] = data.accounts[entry].seenAgain(index);
            }
            limit.putTogether(keys, accounts);
        });
        limit.drain();
        return perSecond;
    }
}
