package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import io.muniment.migration.MigrationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opening data of an older version, of which one of two tables is converted, each time in a process of its own. Beside it
 * stand opening the data with its own version, and that with one snapshot.
 */
final class Migrating implements Group {

    private static final int MOST_HEAP_MIB = 2_000;

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Path old = directory.resolve("old");
        Path again = directory.resolve("again");
        Child.run(List.of(), "load", old, settings);
        report.head("Migration");
        Results seconds = new Contest()
                .side("open and snapshot", () -> timed("snapshot", Directories.copy(old, again), settings))
                .side("Muniment", () -> timed("migrate", Directories.copy(old, again), settings))
                .run(settings.rounds());
        report.ratio("migrating one of two tables", seconds, "open and snapshot", " s", Goal.atMost(1.5));
        Results trial = new Contest()
                .side("open", () -> timed("open", old, settings))
                .side("Muniment", () -> timed("trial", old, settings))
                .run(settings.rounds());
        report.ratio("trying it without writing", trial, "open", " s", Goal.atMost(1));
        Results memory = new Results(1);
        memory.put("open", 0, leastHeap("open", old, again, settings));
        memory.put("Muniment", 0, leastHeap("migrate", old, again, settings));
        report.ratio("the least heap, migrating", memory, "open", " MiB", Goal.atMost(1.2));
    }

    /** The least heap, in MiB, in which it succeeds, to three percent. */
    private static double leastHeap(String what, Path old, Path again, Settings settings) throws Exception {
        int tooSmall = 16;
        int enough = MOST_HEAP_MIB;
        while (enough > tooSmall * 1.03) {
            int heap = (tooSmall + enough) / 2;
            List<String> options = List.of("-XX:+UseParallelGC", "-Xmx" + heap + "m");
            if (Child.run(options, what, Directories.copy(old, again), settings) < 0) {
                tooSmall = heap;
            } else {
                enough = heap;
            }
        }
        return enough;
    }

    private static double timed(String what, Path store, Settings settings) throws Exception {
        return Child.run(List.of(), what, store, settings);
    }

    /** A process that does one thing, and tells the seconds it took. */
    static final class Child {

        private static final int OUT_OF_MEMORY = 3;

        private Child() {}

        /** Returns the seconds, below 0 if the heap was too small. */
        static double run(List<String> options, String what, Path store, Settings settings)
                throws IOException, InterruptedException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.add("-XX:+ExitOnOutOfMemoryError");
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName(),
                    what,
                    store.toString(),
                    String.valueOf(settings.entries())));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return switch (process.waitFor()) {
                case 0 -> Double.parseDouble(told);
                case OUT_OF_MEMORY -> -1;
                default -> throw new IllegalStateException("it failed: " + command);
            };
        }

        /** What to do, where, and with how many entries. */
        public static void main(String[] arguments) throws Exception {
            Path store = Path.of(arguments[1]);
            int entries = Integer.parseInt(arguments[2]);
            long start = System.nanoTime();
            Object kept = switch (arguments[0]) {
                case "load" -> load(store, entries);
                case "open" -> StaffV1Db.open(store);
                case "snapshot" -> openAndSnapshot(store);
                case "trial" -> tried(store, entries);
                case "migrate" -> migrated(store, entries);
                default -> throw new IllegalArgumentException(arguments[0]);
            };
            System.out.println((System.nanoTime() - start) / 1e9);
            System.out.flush();
            // The files are dealt with by whoever started this.
            Runtime.getRuntime().halt(kept == null ? 1 : 0);
        }

        private static Object load(Path store, int entries) {
            Data data = new Data(entries);
            try (StaffV1Db db = StaffV1Db.open(store, Options.defaults().durability(ASYNC))) {
                for (int i = 0; i < entries; i++) {
                    Account account = data.accounts[i];
                    if (i % 2 == 0) {
                        db.others().put(data.keys[i], account);
                    } else {
                        db.clerks().put(data.keys[i], clerk(account));
                    }
                }
                db.snapshot();
            }
            return store;
        }

        private static StaffV1.Clerk clerk(Account account) {
            return new StaffV1.Clerk(
                    account.name(),
                    account.email(),
                    account.street(),
                    account.note(),
                    account.created(),
                    account.logins());
        }

        private static Object openAndSnapshot(Path store) {
            StaffV1Db db = StaffV1Db.open(store);
            // Without a commit there would be nothing to write.
            db.others().remove(db.others().asMap().keySet().iterator().next());
            return List.of(db, db.snapshot());
        }

        private static Object tried(Path store, int entries) {
            MigrationReport report = StaffDb.checkMigration(store);
            check(report, entries);
            return report;
        }

        private static Object migrated(Path store, int entries) {
            StaffDb db = StaffDb.open(store);
            check(db.recoveryReport().migration().orElseThrow(), entries);
            return db;
        }

        private static void check(MigrationReport report, int entries) {
            long after =
                    report.tables().stream().mapToLong(table -> table.after()).sum();
            if (!report.isClean() || after != entries) {
                throw new IllegalStateException("other than expected: " + report);
            }
        }
    }
}
