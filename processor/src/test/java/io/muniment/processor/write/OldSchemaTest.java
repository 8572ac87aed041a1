package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.processor.SchemaProcessor;
import io.muniment.processor.evolve.Recorded;
import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Record;
import io.muniment.schema.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The interfaces that are generated for the versions on record keep, to the byte, what is on record. */
class OldSchemaTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private static final Pattern VERSION = Pattern.compile("(\n@Schema)(?:\\((.*version = )(\\d+)\\))?");

    @TempDir
    private Path directory;

    static Stream<Arguments> schemas() {
        List<Path> trees = List.of(
                RESOURCES.resolve("golden/lockbook/source"),
                RESOURCES.resolve("golden/people/source"),
                RESOURCES.resolve("samples/everything"));
        return trees.stream()
                .flatMap(tree -> Arrays.stream(Compilation.By.values()).map(by -> Arguments.of(tree, by)));
    }

    /** The sources below a directory, with the version of the schema raised by one. */
    private static Map<String, String> raised(Path tree) {
        Map<String, String> raised = new TreeMap<>();
        Compiled.texts(tree).forEach((name, text) -> {
            if (name.endsWith(".java")) {
                raised.put(
                        name,
                        VERSION.matcher(text)
                                .replaceFirst(head -> head.group(2) == null
                                        ? "$1(version = 2)"
                                        : "$1($2" + (Integer.parseInt(head.group(3)) + 1) + ")"));
            }
        });
        return raised;
    }

    private static Compiled compile(Compilation.By by, Map<String, String> sources, String... options) {
        Compiled compiled = by == Compilation.By.JAVAC ? Compiled.withJavac() : Compiled.withEcj();
        sources.forEach(compiled::file);
        return compiled.option(options).compile();
    }

    /** The shape of a schema's newest version. */
    private static String json(Map<String, String> sources) {
        return compile(Compilation.By.JAVAC, sources, "-proc:only").generated().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".json"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> shapes(Compiled compiled) {
        return compiled.generated().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".json"))
                .collect(Collectors.toMap(file -> file.getKey().replaceAll(".*/", ""), Map.Entry::getValue));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void generatedInterfaceHasTheShapeThatIsOnRecord(Path tree, Compilation.By by) {
        String old = json(Compiled.texts(tree));
        Map<String, String> sources = raised(tree);
        String now = json(sources);
        Record record = new Record(directory).accept(old).accept(now);

        Compiled compiled = compile(by, sources, record.option());

        assertEquals(Set.of(old, now), Set.copyOf(shapes(compiled).values()));
    }

    static Stream<Arguments> compilersAndSeeds() {
        Random seeds = new Random();
        return Stream.generate(
                        () -> Arrays.stream(Compilation.By.values()).map(by -> Arguments.of(by, seeds.nextLong())))
                .limit(3)
                .flatMap(each -> each);
    }

    /** The next version of a random shape, which has nothing of it. */
    private static Map<String, String> current(Shape before) {
        String dropped = before.tables().stream()
                .map(table -> '"' + table.name() + '"')
                .collect(Collectors.joining(", ", "{", "}"));
        return new TreeMap<>(
                Map.of("p/Current.java", """
                package p;
                import io.muniment.annotation.*;
                @Schema(name = "current", version = %d)
                @Dropped(%s)
                @SerializeWith(UriSerializer.class)
                public interface Current {
                    io.muniment.table.Single<java.net.URI> uri();
                }
                """.formatted(before.version() + 1, dropped), "p/UriSerializer.java", """
                package p;
                import io.muniment.codec.*;
                import java.net.URI;
                final class UriSerializer extends ValueSerializer<URI> {
                    @Override
                    public void write(ValueOutput out, URI value) {
                        out.writeString(value.toString());
                    }
                    @Override
                    public URI read(ValueInput in) {
                        return URI.create(in.readString());
                    }
                }
                """));
    }

    /** What the compiler says is to be put on record of the newest version, with what is on record before. */
    private static String json(Map<String, String> sources, Record record, String name) {
        byte[] json = Compilation.of(
                        Compilation.By.JAVAC,
                        sources,
                        Map.of(),
                        List.of(new SchemaProcessor()),
                        "-proc:only",
                        record.option())
                .files()
                .get("META-INF/muniment/" + name);
        return new String(json, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("compilersAndSeeds")
    void everyShapeIsThereAsAnOlderVersion(Compilation.By by, long seed) {
        Shape shape = RandomShape.of(new Random(seed), 7);
        Map<String, String> sources = current(shape);
        Record record = new Record(directory).accept(shape.toJson());
        record.accept(json(sources, record, "current/8.json"));

        String json = shapes(compile(by, sources, record.option())).get("7.json");
        assertEquals(shape.toJson(), Recorded.parse(json).shape());
    }

    /** {@code -Dgolden.update=true} writes it anew, to be read before it is committed. */
    @Test
    void interfaceIsToTheLetterWhatIsOnRecord() throws IOException {
        Path golden = RESOURCES.resolve("golden-old");
        Shape shape = Shape.parse(Files.readString(golden.resolve("1.json")));
        Map<String, String> sources = new TreeMap<>();
        current(shape)
                .forEach((name, text) -> sources.put(
                        name.replace("Current", "Diary"),
                        text.replace("Current", "Diary").replace("current", "diary")));
        Record record = new Record(directory).accept(shape.toJson());
        record.accept(json(sources, record, "diary/2.json"));

        String generated = compile(Compilation.By.JAVAC, sources, record.option())
                .generated()
                .get("p/DiaryV1.java");

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden.resolve("DiaryV1.java"), generated);
        }
        assertEquals(Files.readString(golden.resolve("DiaryV1.java")), generated);
    }

    private static final String DIARY = """
            package p;
            import io.muniment.annotation.Schema;
            import io.muniment.table.*;
            import java.util.SortedMap;
            import java.util.SortedSet;
            @Schema(name = "diary", version = %d)
            public interface Diary {
                SortedTable<Day, SortedSet<Mood>> days();
                Single<SortedMap<Day, String>> notes();
                record Day(int year, int number) implements Comparable<Day> {
                    @Override
                    public int compareTo(Day other) {
                        return year != other.year ? -Integer.compare(year, other.year) : -Integer.compare(number, other.number);
                    }
                }
                enum Mood { WELL, BAD %s }
            }
            """;

    private static final String WRITER = """
            package p;
            import java.nio.file.Path;
            import java.util.*;
            public class Writer {
                public static void write(Path directory) {
                    try (DiaryDb db = DiaryDb.open(directory)) {
                        for (int year = 1990; year < 2000; year++) {
                            for (int number = 1; number <= 200; number++) {
                                db.days().put(new Diary.Day(year, number), new TreeSet<>(List.of(Diary.Mood.values())));
                            }
                            if (year == 1995) {
                                db.snapshot();
                            }
                        }
                        db.days().remove(new Diary.Day(1990, 7));
                        db.notes().set(new TreeMap<>(Map.of(
                                new Diary.Day(1990, 2), "a", new Diary.Day(1991, 1), "b", new Diary.Day(1990, 3), "c")));
                    }
                }
            }
            """;

    private static final String READER = """
            package p;
            import io.muniment.Options;
            import java.nio.file.Path;
            import java.util.*;
            public class Reader {
                public static String read(Path directory) {
                    try (DiaryV1Db db = DiaryV1Db.open(directory, Options.defaults().readOnly(true))) {
                        DiaryV1.Day before = null;
                        for (DiaryV1.Day day : db.days().asMap().keySet()) {
                            if (before != null && before.compareTo(day) >= 0) {
                                return before + " is before " + day;
                            }
                            before = day;
                            if (!Set.of(DiaryV1.Mood.BAD, DiaryV1.Mood.WELL).equals(db.days().get(day))) {
                                return "nothing at " + day;
                            }
                        }
                        return db.days().size() + " " + db.days().firstKey() + " " + db.days().lastKey() + " "
                                + db.days().get(before) + " " + db.notes().get();
                    }
                }
            }
            """;

    @Test
    void dataThatHadAnOrderOfItsOwnIsReadInThatOfTheComponents() throws Exception {
        Map<String, String> first = Map.of("p/Diary.java", DIARY.formatted(1, ""), "p/Writer.java", WRITER);
        Map<String, String> second = Map.of("p/Diary.java", DIARY.formatted(2, ", ILL"), "p/Reader.java", READER);
        Record record = new Record(directory.resolve("schemas"))
                .accept(json(Map.of("p/Diary.java", DIARY.formatted(1, ""))))
                .accept(json(Map.of("p/Diary.java", DIARY.formatted(2, ", ILL"))));
        Path data = directory.resolve("data");

        compile(Compilation.By.JAVAC, first)
                .loader()
                .loadClass("p.Writer")
                .getMethod("write", Path.class)
                .invoke(null, data);
        Object found = compile(Compilation.By.JAVAC, second, record.option())
                .loader()
                .loadClass("p.Reader")
                .getMethod("read", Path.class)
                .invoke(null, data);

        assertEquals(
                "1999 Day[year=1990, number=1] Day[year=1999, number=200] [BAD, WELL] {Day[year=1991, number=1]=b,"
                        + " Day[year=1990, number=2]=a, Day[year=1990, number=3]=c}",
                found);
    }

    @Test
    void everyValueIsReadAndWrittenAsTheOldTypesDid() {
        Path tree = RESOURCES.resolve("samples/everything");
        String old = json(Compiled.texts(tree));
        Map<String, String> sources = raised(tree);
        Record record = new Record(directory).accept(old).accept(json(sources));
        Compiled compiled = compile(Compilation.By.JAVAC, sources, record.option());
        Generated now = Generated.load(compiled, "everything.EverythingSchema");
        Generated before = Generated.load(compiled, "everything.EverythingV1Schema");
        Map<?, ?> samples = (Map<?, ?>) now.call("everything.Samples", "values");
        for (Map.Entry<?, ?> table : samples.entrySet()) {
            String name = String.valueOf(table.getKey());
            for (Object sample : (List<?>) table.getValue()) {
                byte[] bytes = Generated.bytes(now.values(name), sample);
                Object value = Generated.value(before.values(name), bytes);
                // An enum's constants come in the order of their names, and so do sorted sets and maps of them.
                if (!name.equals("sorted")) {
                    assertArrayEquals(bytes, Generated.bytes(before.values(name), value), name + " " + sample);
                }
            }
        }
        assertEquals(now.schema().tables().size(), samples.size());
    }
}
