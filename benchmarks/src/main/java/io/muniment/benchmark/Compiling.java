package io.muniment.benchmark;

import io.muniment.benchmark.Contest.Results;
import io.muniment.benchmark.Report.Goal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What the processor costs a compile. A schema with 100 tables and 300 records is compiled as a user does (Muniment), without
 * the processor and without anything that it writes (plain), and without the processor but with all that it has written
 * (written), so that the time of the processor itself is known from that of compiling what it writes.
 */
final class Compiling implements Group {

    private static final int TABLES = 100;
    private static final int RECORDS = 300;
    private static final String OPTION = "-Amuniment.schemas=";

    private final Path processor =
            Path.of(System.getProperty("processor", "processor/target/muniment-processor-0.1.0-SNAPSHOT.jar"));

    /** Compiles once and returns the seconds. */
    private interface Javac {

        double compile(List<String> arguments) throws Exception;
    }

    @Override
    public void run(Settings settings, Report report) throws Exception {
        if (!Files.exists(processor)) {
            throw new IOException("There is no " + processor + "; name the processor's jar with -Dprocessor=");
        }
        Path directory = Directories.fresh(settings.directory());
        report.head("Compiling " + TABLES + " tables and " + RECORDS + " records");
        Variant first = new Variant(directory.resolve("first"), 1);
        first.accept();
        measure("a new process", Compiling::newProcess, first, settings, report);
        measure("a process that has compiled before", Compiling::sameProcess, first, settings, report);
        Variant second = new Variant(directory.resolve("second"), 2);
        Directories.copy(first.history, second.history);
        second.accept();
        measure("a new process, one older version on record", Compiling::newProcess, second, settings, report);
    }

    private static void measure(String where, Javac javac, Variant variant, Settings settings, Report report)
            throws Exception {
        Results results = new Contest()
                .side("plain", () -> javac.compile(variant.arguments("plain", false, variant.own)))
                .side("written", () -> javac.compile(variant.arguments("written", false, variant.all)))
                .side("Muniment", () -> javac.compile(variant.arguments("processed", true, variant.own)))
                .run(settings.rounds());
        report.figure(
                where + ": on top of plain",
                results.difference("Muniment", "plain"),
                "plain " + Report.number(results.of("plain").median()) + " s, Muniment "
                        + Report.number(results.of("Muniment").median()) + " s",
                " s",
                Goal.atMost(3));
        report.note(where + ": of that the processor itself "
                + Report.spread(results.difference("Muniment", "written"), " s") + ", compiling "
                + (variant.all.size() - variant.own.size()) + " files that it writes "
                + Report.spread(results.difference("written", "plain"), " s"));
    }

    private static double newProcess(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(arguments);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("It does not compile: " + told);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double sameProcess(List<String> arguments) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> files =
                arguments.stream().filter(each -> each.endsWith(".java")).toList();
        List<String> options =
                arguments.stream().filter(each -> !each.endsWith(".java")).toList();
        long start = System.nanoTime();
        try (StandardJavaFileManager manager = javac.getStandardFileManager(null, null, null)) {
            if (!javac.getTask(null, manager, null, options, null, manager.getJavaFileObjectsFromStrings(files))
                    .call()) {
                throw new IOException("It does not compile.");
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** One version of the schema. */
    private final class Variant {

        private final Path directory;
        private final Path history;
        private final int version;
        private final List<Path> own;
        private List<Path> all = List.of();

        Variant(Path directory, int version) throws IOException {
            this.directory = directory;
            this.version = version;
            this.history = Files.createDirectories(directory.resolve("history"));
            this.own = new LargeSchema(TABLES, RECORDS, version).write(directory.resolve("own"));
        }

        /** Puts the version on record, and compiles once more to have all that is written for it. */
        void accept() throws IOException, InterruptedException {
            List<String> unaccepted = arguments("shape", true, own);
            unaccepted.removeIf(argument -> argument.startsWith(OPTION));
            newProcess(unaccepted);
            Path shape = directory.resolve("shape").resolve("META-INF/muniment/large/" + version + ".json");
            Process accepting = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            processor + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                            "io.muniment.processor.evolve.HistoryCommand",
                            "accept",
                            shape.toString(),
                            history.toString())
                    .inheritIO()
                    .start();
            if (accepting.waitFor() != 0) {
                throw new IOException("The version cannot be put on record.");
            }
            newProcess(arguments("sources", true, own));
            try (Stream<Path> written = Files.walk(directory.resolve("sources-generated"))) {
                List<Path> files = new ArrayList<>(own);
                written.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                all = files;
            }
        }

        List<String> arguments(String output, boolean isProcessed, List<Path> files) throws IOException {
            List<String> arguments = new ArrayList<>(List.of(
                    "-nowarn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    Directories.fresh(directory.resolve(output)).toString()));
            if (isProcessed) {
                arguments.addAll(List.of(
                        "-processorpath",
                        processor + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        "-processor",
                        "io.muniment.processor.SchemaProcessor",
                        "-s",
                        Directories.fresh(directory.resolve(output + "-generated"))
                                .toString(),
                        OPTION + history));
            } else {
                arguments.add("-proc:none");
            }
            files.forEach(file -> arguments.add(file.toString()));
            return arguments;
        }
    }
}
