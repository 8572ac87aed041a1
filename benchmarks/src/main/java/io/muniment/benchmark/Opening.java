package io.muniment.benchmark;

import static io.muniment.Durability.ASYNC;

import io.muniment.Options;
import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opening what is there, each time in a process of its own, as a program does that starts. */
final class Opening implements Group {

    @Override
    public void run(Settings settings, Report report) throws Exception {
        Path directory = Directories.fresh(settings.directory());
        Path limit = directory.resolve("limit");
        Path closed = directory.resolve("closed");
        Path closedLog = directory.resolve("closed-log");
        Path killed = directory.resolve("killed");
        String entries = String.valueOf(settings.entries());
        Child.run("limit-load", limit.toString(), entries);
        Child.run("load-snapshot-close", closed.toString(), entries);
        Child.run("load-close", closedLog.toString(), entries);
        Child.run("load-die", killed.toString(), entries);
        report.head("Opening");
        Results results = new Contest()
                .side("limit", () -> Child.run("limit-open", limit.toString(), entries))
                .side("Muniment", () -> Child.run("open", closed.toString(), entries))
                .run(settings.rounds());
        report.ratio("open after a clean close, from a snapshot", results, "limit", " s", Goal.atMost(0.75));
        results = new Contest()
                .side("limit", () -> Child.run("limit-open", limit.toString(), entries))
                .side("Muniment", () -> Child.run("open", closedLog.toString(), entries))
                .run(settings.rounds());
        report.ratio("open after a clean close, from the log", results, "limit", " s", Goal.atMost(0.75));
        Path again = directory.resolve("again");
        results = new Contest()
                .side("limit", () -> Child.run("limit-open", limit.toString(), entries))
                .side(
                        "Muniment",
                        () -> Child.run("open", Directories.copy(killed, again).toString(), entries))
                .run(settings.rounds());
        report.ratio("open after a kill, from the log", results, "limit", " s", Goal.atMost(0.6));
    }

    /** A process that does one thing and tells the seconds it took. */
    static final class Child {

        private Child() {}

        static double run(String... arguments) throws IOException, InterruptedException {
            List<String> command = new java.util.ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Child.class.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            process.waitFor();
            if (told.isEmpty()) {
                throw new IllegalStateException("no answer from " + command);
            }
            return Double.parseDouble(told);
        }

        /** What to do, where, and with how many entries. */
        public static void main(String[] arguments) throws Exception {
            Path path = Path.of(arguments[1]);
            int entries = Integer.parseInt(arguments[2]);
            switch (arguments[0]) {
                case "limit-load" -> {
                    try (Limit limit = Limit.open(path, ASYNC)) {
                        limit.putAll(new Data(entries));
                    }
                    tell(0);
                }
                case "load-close", "load-snapshot-close", "load-die" -> {
                    load(arguments[0], path, entries);
                    tell(0);
                    // Neither closed nor told: what the operating system has is what the next process finds.
                    Runtime.getRuntime().halt(9);
                }
                case "limit-open" -> {
                    long start = System.nanoTime();
                    Limit limit = Limit.open(path, ASYNC);
                    tell(System.nanoTime() - start);
                    check(limit.map().size(), entries);
                    Runtime.getRuntime().halt(0);
                }
                case "open" -> {
                    long start = System.nanoTime();
                    PeopleDb db = PeopleDb.open(path);
                    tell(System.nanoTime() - start);
                    check(db.accounts().size(), entries);
                    Runtime.getRuntime().halt(0);
                }
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }

        private static void load(String how, Path path, int entries) throws Exception {
            Files.createDirectories(path);
            Options options = Options.defaults().durability(ASYNC);
            Store store = Store.muniment(path, options);
            store.putAll(new Data(entries));
            store.sync();
            if (how.equals("load-snapshot-close")) {
                store.snapshot();
            }
            if (!how.equals("load-die")) {
                store.close();
            }
        }

        private static void check(int found, int expected) {
            if (found != expected) {
                throw new IllegalStateException(found + " entries instead of " + expected);
            }
        }

        private static void tell(long nanos) {
            System.out.println(nanos / 1e9);
            System.out.flush();
        }
    }
}
