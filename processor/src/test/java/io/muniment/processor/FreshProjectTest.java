package io.muniment.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.esotericsoftware.kryo.kryo5.io.Output;
import com.palantir.javapoet.TypeName;
import io.muniment.Database;
import io.muniment.processor.fixture.Record;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of a user, with no more than plain javac and java, no flag of the virtual machine, and warnings as errors.
 * What it prints as a warning at run time would stand in its error stream, which must stay empty.
 */
class FreshProjectTest {

    private static final String SCHEMA = """
            package pantry;

            import io.muniment.annotation.Schema;
            import io.muniment.table.SortedTable;
            import io.muniment.table.Table;
            import java.time.LocalDate;
            import java.util.List;

            @Schema(name = "pantry", version = 1)
            public interface Pantry {

                record Jar(String label, int grams, List<String> tags) {}

                Table<String, Jar> jars();

                SortedTable<LocalDate, String> diary();
            }
            """;

    private static final String MAIN = """
            package pantry;

            import java.nio.file.Path;
            import java.time.LocalDate;
            import java.util.List;

            public final class Main {

                private Main() {}

                public static void main(String[] args) {
                    Path directory = Path.of(args[0]);
                    try (PantryDb db = PantryDb.open(directory)) {
                        db.jars().put("plum", new Pantry.Jar("Plum", 350, List.of("sweet")));
                        db.diary().put(LocalDate.of(2026, 8, 1), "boiled");
                        db.snapshot();
                        db.jars().put("plum", new Pantry.Jar("Plum", 300, List.of("sweet", "open")));
                    }
                    try (PantryDb db = PantryDb.open(directory)) {
                        System.out.println(db.jars().get("plum") + " " + db.diary().firstKey());
                    }
                }
            }
            """;

    private static final String MODULE = "module pantry { requires io.muniment; }";

    private static final String PRINTED = "Jar[label=Plum, grams=300, tags=[sweet, open]] 2026-08-01\n";

    /** What the compiler says of a schema without a history: not a warning, and not what is looked for here. */
    private static final String HISTORY_NOTE =
            "(?m)^\\S*Pantry\\.java:\\d+: Note: No history is kept of this schema(.*\\R)+?\\s+write: .*\\R";

    @TempDir
    private Path project;

    private Path sources;
    private Path classes;

    @BeforeEach
    void writeSources() throws IOException {
        sources = Files.createDirectories(project.resolve("src/pantry")).getParent();
        classes = project.resolve("classes");
        Files.writeString(sources.resolve("pantry/Pantry.java"), SCHEMA);
        Files.writeString(sources.resolve("pantry/Main.java"), MAIN);
    }

    @Test
    void projectOnTheClassPathCompilesAndRunsWithoutAWarning() throws Exception {
        assertEquals("", javac("--class-path", runtime()));
        assertEquals(
                PRINTED, run("java", "--class-path", classes + File.pathSeparator + runtime(), "pantry.Main", data()));
    }

    @Test
    void projectOnTheModulePathCompilesAndRunsWithoutAWarning() throws Exception {
        Files.writeString(sources.resolve("module-info.java"), MODULE);

        assertEquals("", javac("--module-path", runtime()));
        assertEquals(
                PRINTED,
                run(
                        "java",
                        "--module-path",
                        classes + File.pathSeparator + runtime(),
                        "-m",
                        "pantry/pantry.Main",
                        data()));
    }

    /** The old interface, its step and its database come of {@code 1.json} alone. */
    @Test
    void projectWithAnOlderVersionCompilesAndRunsWithoutAWarning() throws Exception {
        Files.writeString(sources.resolve("module-info.java"), MODULE);
        javac("--module-path", runtime());
        run("java", "--module-path", classes + File.pathSeparator + runtime(), "-m", "pantry/pantry.Main", data());
        Record record = new Record(project.resolve("schemas"));
        record.accept(Files.readString(classes.resolve("META-INF/muniment/pantry/1.json")));
        Files.writeString(
                sources.resolve("pantry/Pantry.java"),
                SCHEMA.replace("version = 1", "version = 2")
                        .replace("String label, ", "String label, List<String> more, "));
        Files.writeString(sources.resolve("pantry/Main.java"), """
                package pantry;

                import io.muniment.Options;
                import java.nio.file.Path;

                public final class Main {

                    private Main() {}

                    public static void main(String[] args) {
                        Options reading = Options.defaults().readOnly(true);
                        try (PantryV1Db db = PantryV1Db.open(Path.of(args[0]), reading)) {
                            PantryV1.Jar jar = db.jars().get("plum");
                            System.out.println(jar + " " + db.diary().firstKey());
                        }
                        try (PantryDb db = PantryDb.open(Path.of(args[0]))) {
                            System.out.println(db.jars().get("plum") + " " + db.diary().firstKey());
                        }
                    }
                }
                """);
        javac("--module-path", runtime(), "-proc:only");
        record.accept(Files.readString(classes.resolve("META-INF/muniment/pantry/2.json")));

        assertEquals("", javac("--module-path", runtime(), record.option()));
        assertEquals(
                """
                Jar[label=Plum, grams=300, tags=[sweet, open]] 2026-08-01
                Jar[label=Plum, more=[], grams=300, tags=[sweet, open]] 2026-08-01
                """,
                run(
                        "java",
                        "--module-path",
                        classes + File.pathSeparator + runtime(),
                        "-m",
                        "pantry/pantry.Main",
                        data()));
    }

    private String data() {
        return project.resolve("data").toString();
    }

    private String javac(String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("javac", "--release", "17", "-Xlint:all,-processing", "-Werror", "-d", classes.toString()));
        command.addAll(List.of(
                "-processorpath", homes(SchemaProcessor.class, TypeName.class) + File.pathSeparator + runtime()));
        command.addAll(List.of(options));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(command::add);
        }
        return run(command.toArray(String[]::new)).replaceAll(HISTORY_NOTE, "");
    }

    /** Runs a program of the JDK, and returns what it prints to either stream. */
    private String run(String... command) throws IOException, InterruptedException {
        Path printed = project.resolve("printed");
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(Redirect.to(printed.toFile()));
        // Options from the outside would be announced in the error stream.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JDK_JAVAC_OPTIONS"));
        int exit = builder.start().waitFor();
        String text = Files.readString(printed, UTF_8).replace("\r\n", "\n");
        assertEquals(0, exit, text);
        return text;
    }

    /** What a user has at run time, and no more. */
    private static String runtime() {
        return homes(Database.class, Output.class, MessagePassingQueue.class, MpscUnboundedVarHandleArrayQueue.class);
    }

    /** The jars or folders that classes come from, as a path. */
    private static String homes(Class<?>... types) {
        return Stream.of(types)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(home -> Path.of(URI.create(home.toString())).toString())
                .collect(joining(File.pathSeparator));
    }
}
