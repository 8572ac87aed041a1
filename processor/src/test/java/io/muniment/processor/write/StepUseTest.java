package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.processor.SchemaProcessor;
import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Message;
import io.muniment.processor.fixture.Record;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Schemas with older versions on record, compiled together with the code that their steps need; then data is migrated. */
class StepUseTest {

    private static final String ONE = """
            @Schema(name = "notes", version = 1)
            public interface Notes {
                Table<String, Note> notes();
                Table<Long, String> log();
                Single<Config> config();
                SetTable<String, Color> palettes();
                record Note(String text, int stars, Color color, List<Tag> tags, String author) {}
                record Tag(String name) {}
                record Config(int size) {}
                enum Color { RED, GREEN }
            }
            """;

    private static final String TWO = """
            @Dropped("log")
            @Schema(name = "notes", version = 2)
            public interface Notes {
                SortedTable<String, Note> notes();
                Single<Config> config();
                @RenamedFrom("palettes")
                SetTable<String, Color> colors();
                @Dropped("author")
                record Note(
                    Optional<Color> color, List<Label> tags, long stars, @RenamedFrom("text") String body,
                    @Default("5") int priority, @Default("2020-02-02") LocalDate since) {}
                @RenamedFrom("Tag")
                record Label(String name, Set<String> aliases) {}
                record Config(int size) {}
                enum Color { GREEN, @RenamedFrom("RED") CRIMSON, BLUE }
            }
            """;

    private static final String THREE = """
            @Schema(name = "notes", version = 3)
            public interface Notes {
                Table<Long, Note> notes();
                Table<Integer, Integer> byLength();
                Single<Config> config();
                SetTable<String, Color> colors();
                record Note(
                    Optional<Color> color, List<Label> tags, long stars, String body, int priority, LocalDate since,
                    String title) {}
                record Label(String name, Set<String> aliases) {}
                record Config(int size) {}
                enum Color { GREEN, CRIMSON, BLUE }
            }
            """;

    private static final String TO_THREE = """
            final class ToThree implements NotesV2ToV3 {
                @Override
                public Long notesKey(String old) {
                    return Long.parseLong(old);
                }
                @Override
                public Notes.Note note(NotesV2.Note old) {
                    return new Notes.Note(
                        old.color().map(this::color), old.tags().stream().map(this::label).toList(), old.stars() + 1,
                        old.body(), old.priority(), old.since(), "from " + old.since().getYear());
                }
                @Override
                public void complete(NotesV2 old, Notes now) {
                    old.notes().forEach((key, note) -> now.byLength().merge(note.body().length(), 1, Integer::sum));
                }
            }
            """;

    private static final String PROGRAM = """
            public final class Program {
                public static void run(java.nio.file.Path directory) {
                    try (NotesV1Db db = NotesV1Db.open(directory)) {
                        db.notes().put("1", new NotesV1.Note(
                            "one", 7, NotesV1.Color.RED, List.of(new NotesV1.Tag("x"), new NotesV1.Tag("y")), "me"));
                        db.notes().put("2", new NotesV1.Note("two", 8, NotesV1.Color.GREEN, List.of(), "you"));
                        db.log().put(1L, "gone");
                        db.config().set(new NotesV1.Config(3));
                        db.palettes().add("warm", NotesV1.Color.RED);
                    }
                    NotesV1ToV2 louder = new NotesV1ToV2() {
                        @Override
                        public NotesV2.Label label(NotesV1.Tag old) {
                            return new NotesV2.Label(old.name().toUpperCase(), Set.of(old.name()));
                        }
                    };
                    io.muniment.Options options = io.muniment.Options.defaults();
                    that(
                        NotesDb.checkMigration(directory, new ToThree()).tables(),
                        NotesDb.checkMigration(directory, options, louder, new ToThree()).tables());
                    try (NotesDb db = NotesDb.open(directory, options, louder, new ToThree())) {
                        that(new Notes.Note(
                                Optional.of(Notes.Color.CRIMSON),
                                List.of(new Notes.Label("X", Set.of("x")), new Notes.Label("Y", Set.of("y"))),
                                8, "one", 5, LocalDate.of(2020, 2, 2), "from 2020"),
                            db.notes().get(1L));
                        that(2L, (long) db.notes().size());
                        that(Map.of(3, 2), new HashMap<>(db.byLength().asMap()));
                        that(3, db.config().get().size());
                        that(Set.of(Notes.Color.CRIMSON), db.colors().of("warm"));
                    }
                    try (NotesDb db = NotesDb.open(directory, new ToThree())) {
                        that(9L, db.notes().get(2L).stars());
                    }
                }
                private static void that(Object expected, Object found) {
                    if (!expected.equals(found)) {
                        throw new AssertionError("expected " + expected + ", found " + found);
                    }
                }
            }
            """;

    @TempDir
    private Path directory;

    private static Compiled compiled(Compilation.By by) {
        return by == Compilation.By.JAVAC ? Compiled.withJavac() : Compiled.withEcj();
    }

    /** What the compiler writes to be put on record. */
    private String record(Record record, String schema, int version) {
        Map<String, byte[]> files = Compilation.of(
                        Compilation.By.JAVAC,
                        sources(Map.of("Notes", schema)),
                        Map.of(),
                        List.of(new SchemaProcessor()),
                        "-proc:only",
                        record.option())
                .files();
        return new String(
                files.get("META-INF/muniment/notes/" + version + ".json"), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Map<String, String> sources(Map<String, String> classes) {
        Map<String, String> sources = new TreeMap<>();
        classes.forEach((name, text) -> sources.put(
                "p/" + name + ".java",
                "package p; import io.muniment.annotation.*; import io.muniment.table.*; import java.util.*;"
                        + " import java.time.*;\n" + text));
        return sources;
    }

    private Record threeVersions() {
        Record record = new Record(directory.resolve("schemas"));
        record.accept(record(record, ONE, 1));
        record.accept(record(record, TWO, 2));
        return record.accept(record(record, THREE, 3));
    }

    @ParameterizedTest
    @EnumSource
    void dataOfTheFirstVersionIsBroughtToTheThird(Compilation.By by) throws Throwable {
        ClassLoader loader = compiled(by)
                .option(threeVersions().option())
                .source("Notes", THREE)
                .source("ToThree", TO_THREE)
                .source("Program", PROGRAM)
                .compile()
                .loader();
        try {
            loader.loadClass("p.Program").getMethod("run", Path.class).invoke(null, directory.resolve("data"));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Test
    void whatIsStatedIsOnRecordAndStaysThere() {
        Record record = threeVersions();
        SortedMap<String, String> files = Compiled.texts(directory.resolve("schemas"));
        String two = files.get("notes/2.json");
        assertEquals("""
                  "changes": [
                    {"dropped": "log"},
                    {"table": "colors", "renamedFrom": "palettes"},
                    {"type": "Color", "member": "CRIMSON", "renamedFrom": "RED"},
                    {"type": "Label", "renamedFrom": "Tag"},
                    {"type": "Note", "dropped": "author"},
                    {"type": "Note", "member": "body", "renamedFrom": "text"},
                    {"type": "Note", "member": "priority", "default": "5"},
                    {"type": "Note", "member": "since", "default": "2020-02-02"}
                  ],
                  "order": [
                    {"type": "Label", "components": ["name", "aliases"]},
                    {"type": "Note", "components": ["color", "tags", "stars", "body", "priority", "since"]}
                  ]
                }
                """, two.substring(two.indexOf("  \"changes\"")));
        assertFalse(files.get("notes/3.json").contains("changes"), "stale statements are not on record");
        Map<String, String> generated = Compiled.withJavac()
                .option(record.option())
                .source("Notes", THREE)
                .compile()
                .generated();
        assertTrue(generated.get("p/NotesV1ToV2.java").contains("old.text()"), "steps of the past are what was stated");
        assertFalse(generated.get("p/NotesV2Schema.java").contains("changes"), "data has the shape alone");
    }

    @ParameterizedTest
    @EnumSource
    void defaultsAndNamesThatJavaWritesInAnotherWay(Compilation.By by) throws Throwable {
        String one = """
                @Schema(name = "notes", version = 1)
                public interface Notes {
                    Single<Note> note();
                    record Note(Yield yield) {}
                    enum Yield { LOW }
                }
                """;
        String two = one.replace("version = 1", "version = 2")
                .replace("Yield yield", """
                Yield yield,
                @Default("\\n") char a, @Default("\\r") char b, @Default("\\0") char c, @Default("\\177") char d,
                @Default("\\u2028") char e, @Default("(") char i, @Default(",") char j, @Default("\\'") char f, @Default("\\"") char g, @Default("\\\\") char h,
                @Default("\\1\\n\\r\\t\\0\\177$\\u2028'\\"\\\\u000a") String text""")
                .replace("LOW", "LOW, HIGH");
        Record record = new Record(directory.resolve("schemas"));
        record.accept(record(record, one, 1));
        record.accept(record(record, two, 2));
        String program = """
                public final class Program {
                    public static void run() {
                        Notes.Note note = new NotesV1ToV2() {}.note(new NotesV1.Note(NotesV1.Yield.LOW));
                        String found = note.yield() + "" + note.a() + note.b() + note.c() + note.d() + note.e() + note.f()
                            + note.g() + note.h() + note.i() + note.j() + note.text();
                        String expected = "LOW\\n\\r\\0\\177\\u2028'\\"\\\\(,\\1\\n\\r\\t\\0\\177$\\u2028'\\"\\\\u000a";
                        if (!expected.equals(found)) {
                            throw new AssertionError(found);
                        }
                    }
                }
                """;
        ClassLoader loader = compiled(by)
                .option(record.option())
                .source("Notes", two)
                .source("Program", program)
                .compile()
                .loader();
        try {
            loader.loadClass("p.Program").getMethod("run").invoke(null);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOverriddenForATableOfTheSameShapeIsReportedAsConverted(Compilation.By by) throws Throwable {
        String one = """
                @Schema(name = "notes", version = 1)
                public interface Notes {
                    Table<String, List<Note>> lists();
                    Table<String, Note> notes();
                    Table<String, String> texts();
                    record Note(String text) {}
                }
                """;
        String two = one.replace("version = 1", "version = 2")
                .replace("Table<String, String> t", "Single<Long> added(); Table<String, String> t");
        Record record = new Record(directory.resolve("schemas"));
        record.accept(record(record, one, 1));
        record.accept(record(record, two, 2));
        String program = """
                public final class Program {
                    public static String run(java.nio.file.Path directory) {
                        try (NotesV1Db db = NotesV1Db.open(directory)) {
                            db.notes().put("1", new NotesV1.Note("one"));
                        }
                        return outcomes(NotesDb.checkMigration(directory, OPTIONS, new NotesV1ToV2() {}))
                            + outcomes(NotesDb.checkMigration(directory, OPTIONS, new NotesV1ToV2() {
                                @Override
                                public Notes.Note note(NotesV1.Note old) {
                                    return new Notes.Note(old.text() + "!");
                                }
                            }))
                            + outcomes(NotesDb.checkMigration(directory, OPTIONS, new NotesV1ToV2() {
                                @Override
                                public String textsKey(String old) {
                                    return old + "!";
                                }
                                public Notes.Note note(String unrelated) {
                                    return new Notes.Note(unrelated);
                                }
                            }));
                    }
                    private static final io.muniment.Options OPTIONS = io.muniment.Options.defaults();
                    private static String outcomes(io.muniment.migration.MigrationReport report) {
                        StringBuilder outcomes = new StringBuilder();
                        for (var table : report.tables()) {
                            outcomes.append(table.name()).append(' ').append(table.outcome()).append(' ');
                        }
                        return outcomes + "\\n";
                    }
                }
                """;
        ClassLoader loader = compiled(by)
                .option(record.option())
                .source("Notes", two)
                .source("Program", program)
                .compile()
                .loader();
        try {
            assertEquals(
                    """
                    added ADDED lists CARRIED notes CARRIED texts CARRIED\s
                    added ADDED lists CONVERTED notes CONVERTED texts CARRIED\s
                    added ADDED lists CARRIED notes CARRIED texts CONVERTED\s
                    """,
                    loader.loadClass("p.Program").getMethod("run", Path.class).invoke(null, directory.resolve("data")));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @EnumSource
    void mistakeOfASchemaIsToldAlthoughTheCodeForItsStepsFindsNothing(Compilation.By by) {
        Record record = new Record(directory.resolve("schemas"));
        record.accept(record(record, ONE, 1));
        record.accept(record(record, TWO, 2));
        String bad = THREE.replace("int priority, ", "");
        List<Message> errors = Compilation.of(
                        by,
                        sources(Map.of("Notes", bad, "ToThree", TO_THREE, "Program", PROGRAM)),
                        Map.of(),
                        List.of(new SchemaProcessor()),
                        record.option())
                .errors();
        List<String> ours = new ArrayList<>();
        errors.stream()
                .map(Message::text)
                .filter(text -> text.contains("nothing says why"))
                .forEach(ours::add);
        assertEquals(
                List.of("A component is gone, and nothing says why.\nfound: priority of Notes.Note in version 2\nwrite:"
                        + " @RenamedFrom(\"priority\") on the component that it is now; or @Dropped(\"priority\") on Notes.Note,"
                        + " if what it holds is to go"),
                ours,
                errors.toString());
    }
}
