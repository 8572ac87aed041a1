package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.schema.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.api.Test;

/** What is written for schemas that are large, awkward, or hostile. */
class WriterTest {

    @Test
    void equalSchemasGiveEqualFilesInWhateverOrderTheyAreWritten() {
        Map<String, String> first = Compiled.withJavac()
                .source(
                        "Notes",
                        "@Schema public interface Notes { Table<String, Note> b(); SortedTable<Long, Kind> a(); }")
                .source("Note", "public record Note(String text, List<Kind> kinds) {}")
                .source("Kind", "public enum Kind { ONE, TWO }")
                .compile()
                .generated();
        Map<String, String> second = Compiled.withJavac()
                .source("Kind", "public enum Kind { TWO, ONE }")
                .source("Note", "public record Note(List<Kind> kinds, String text) {}")
                .source(
                        "Notes",
                        "@Schema public interface Notes { SortedTable<Long, Kind> a(); Table<String, Note> b(); }")
                .compile()
                .generated();
        first.replaceAll((name, text) -> text.replace("new Note(text, kinds)", "new Note(kinds, text)")
                .replace("new Note(value.text(), kinds)", "new Note(kinds, value.text())")
                .replace(ORDER, ""));
        assertEquals(first, second);
    }

    /** For constructors of old records to come; no part of the shape. */
    private static final String ORDER = """
            ,
              "order": [
                {"type": "Note", "components": ["text", "kinds"]}
              ]""";

    @Test
    void theSchemaIsTheOnlyOriginOfEveryFile() {
        Origins origins = new Origins();
        Map<String, String> generated = Compiled.withJavac()
                .processor(origins)
                .source("Notes", "@Schema public interface Notes { Table<String, Note> notes(); }")
                .source("Note", "public record Note(String text) {}")
                .compile()
                .generated();
        assertEquals(Set.of(List.of("p.Notes")), Set.copyOf(origins.byFile().values()));
        assertEquals(generated.size(), origins.byFile().size());
    }

    @Test
    void everySchemaHasFilesOfItsOwn() {
        Map<String, String> generated = Compiled.withJavac()
                .source("Notes", "@Schema public interface Notes { Table<String, Note> notes(); }")
                .source("Others", "@Schema public interface Others { Table<Long, Note> notes(); }")
                .source(
                        "Around",
                        "public class Around { @Schema(name = \"inner\") public interface Notes { Table<Long, Note> notes(); } }")
                .source("Note", "public record Note(String text) {}")
                .compile()
                .generated();
        Set<String> expected = new TreeSet<>();
        for (String prefix : List.of("Notes", "Others", "Around_Notes")) {
            for (String suffix : List.of("Db", "Schema", "Serializers")) {
                expected.add("p/" + prefix + suffix + ".java");
            }
        }
        for (String name : List.of("notes", "others", "inner")) {
            expected.add("META-INF/muniment/" + name + "/1.json");
        }
        assertEquals(expected, generated.keySet());
    }

    @Test
    void resourceIsWhatTheCodeSays() {
        Compiled compiled = Compiled.withJavac()
                .source("Notes", "@Schema(version = 7) public interface Notes { Table<String, Long> notes(); }")
                .compile();
        Generated notes = Generated.load(compiled, "p.NotesSchema");
        String resource = compiled.generated().get("META-INF/muniment/notes/7.json");
        assertEquals(resource, notes.schema().json());
        assertEquals(resource, Shape.parse(resource).toJson());
    }

    @Test
    void shapeLongerThanAConstantIsSplit() {
        String constants = IntStream.range(0, 1500)
                .mapToObj(i -> "A_CONSTANT_WITH_A_LONG_NAME_AND_ä_" + i)
                .collect(Collectors.joining(", "));
        Compiled compiled = Compiled.withJavac()
                .source("Notes", "@Schema public interface Notes { Table<Kind, Long> notes(); }")
                .source("Kind", "public enum Kind { " + constants + " }")
                .compile();
        Generated notes = Generated.load(compiled, "p.NotesSchema");
        assertTrue(notes.schema().json().length() > 65_535);
        assertEquals(
                compiled.generated().get("META-INF/muniment/notes/1.json"),
                notes.schema().json());
        for (int i : List.of(0, 255, 256, 1499)) {
            Object constant = notes.constant("p.Kind", "A_CONSTANT_WITH_A_LONG_NAME_AND_ä_" + i);
            byte[] bytes = Generated.bytes(notes.keys("notes"), constant);
            assertEquals(constant, Generated.value(notes.keys("notes"), bytes));
            assertTrue(bytes.length <= 2);
        }
    }

    @Test
    void recordOfAsManyComponentsAsAConstructorTakes() {
        String components =
                IntStream.range(0, 254).mapToObj(i -> "String c" + i).collect(Collectors.joining(", "));
        String lists =
                IntStream.range(0, 254).mapToObj(i -> "List<byte[]> c" + i).collect(Collectors.joining(", "));
        Generated notes = Generated.load(
                Compiled.withJavac()
                        .source("Notes", "@Schema public interface Notes { Table<Wide, Lists> notes(); }")
                        .source("Wide", "public record Wide(" + components + ") {}")
                        .source("Lists", "public record Lists(" + lists + ") {}")
                        .compile(),
                "p.NotesSchema");
        Object wide = notes.make(
                "p.Wide", IntStream.range(0, 254).mapToObj(i -> "value " + i).toArray());
        assertEquals(wide, Generated.value(notes.keys("notes"), Generated.bytes(notes.keys("notes"), wide)));
        Object many = notes.make(
                "p.Lists",
                IntStream.range(0, 254).mapToObj(i -> List.of(new byte[i])).toArray());
        Object kept = notes.values("notes").freeze(many);
        assertTrue(Same.same(many, notes.values("notes").copy(kept)));
    }

    @Test
    void schemaThatIsNotPublicHasADatabaseThatIsNot() {
        String database = Compiled.withJavac()
                .source("Notes", "@Schema interface Notes { Table<String, Note> notes(); }")
                .source("Note", "record Note(String text) {}")
                .compile()
                .generated()
                .get("p/NotesDb.java");
        assertTrue(database.contains("\nfinal class NotesDb implements Notes, AutoCloseable {"));
    }

    @Test
    void namesOfTheUserMayBeThoseOfTheRuntime() {
        Compiled.withJavac()
                .source(
                        "Notes",
                        "@Schema public interface Notes { Table<Options, Database> database();"
                                + " io.muniment.table.Table<Path, Serializers> table();"
                                + " Single<Map> handle(); Single<ValueInput> directory();"
                                + " record Options(ValueSerializer out) {} record Database(Override in) {}"
                                + " record Path(TableHandle value) {} record Map(java.util.Map<Path, Stats> io) {}"
                                + " record Serializers(Unit unit) {} enum Override { SCHEMA, JSON } record Unit() {}"
                                + " record TableHandle() {} record ValueSerializer() {} record ValueInput() {}"
                                + " record Stats() {} }")
                .compile();
        Compiled.withJavac()
                .source(
                        "Notes",
                        "@Schema public interface Notes { Table<Options, Database> database(); Single<Stats> json(); Table<String, Integer> schema(); }")
                .source("Options", "public record Options(Serializers out) {}")
                .source("Database", "public record Database(Unit in) {}")
                .source("Stats", "public record Stats(String String, List<Path> Stats) {}")
                .source("Path", "public enum Path { Path, value, id, record, yield }")
                .source("Serializers", "public record Serializers() {}")
                .source("Unit", "public record Unit() {}")
                .compile();
    }

    @Test
    void enumsTogetherHaveMoreConstantsThanAMethodCouldNumber() {
        String constants = IntStream.range(0, 1500).mapToObj(i -> "C" + i).collect(Collectors.joining(", "));
        Compiled.withJavac()
                .source("Notes", "@Schema public interface Notes { Table<Kind, Sort> a(); Single<Size> b(); }")
                .source("Kind", "public enum Kind { " + constants + " }")
                .source("Sort", "public enum Sort { " + constants + " }")
                .source("Size", "public enum Size { " + constants + " }")
                .compile();
    }

    @Test
    void noSerializerAndNoConstantHidesATypeOfItsName() {
        for (Compiled compiled : List.of(Compiled.withJavac(), Compiled.withEcj())) {
            compiled.file("Notes.java", """
                            import io.muniment.annotation.*; import io.muniment.codec.*; import io.muniment.table.*;
                            @Schema interface Notes {
                                Table<OS, Value> values(); Single<X> x();
                                @SerializeWith(AddressSerializer.class) record Address(String text) {}
                                record Postal(String text) {}
                            }
                            """)
                    .file("OS.java", "enum OS { OS, LINUX }")
                    .file("X.java", "record X(OS OS, XSerializer X) {}")
                    .file("XSerializer.java", "record XSerializer(Notes.Postal Notes, Notes.Address a) {}")
                    .file("Value.java", "record Value(OS value) {}")
                    .file("AddressSerializer.java", """
                            class AddressSerializer extends io.muniment.codec.ValueSerializer<Notes.Address> {
                                @Override public void write(io.muniment.codec.ValueOutput out, Notes.Address value) {
                                    out.writeString(value.text());
                                }
                                @Override public Notes.Address read(io.muniment.codec.ValueInput in) {
                                    return new Notes.Address(in.readString());
                                }
                            }
                            """)
                    .compile();
        }
    }

    @Test
    void tablesThatDifferInOneLetterOnlyHaveClassesOfTheirOwn() {
        Compiled.withJavac()
                .source(
                        "Notes",
                        "@Schema public interface Notes { Table<String, String> aB(); Table<String, String> a_b(); Single<String> $(); Single<String> größe(); }")
                .compile();
    }

    @Test
    void deprecatedTypesCauseNoWarningsInGeneratedCode() {
        String database = Compiled.withJavac()
                .source(
                        "Notes",
                        "@SuppressWarnings({\"deprecation\", \"removal\"}) @Schema public interface Notes { Table<Kind, Note> notes(); }")
                .source(
                        "Note",
                        "/** @deprecated gone soon */ @Deprecated(forRemoval = true) public record Note(@Deprecated String text, Kind kind) {}")
                .source("Kind", "public enum Kind { /** @deprecated gone */ @Deprecated OLD, NEW }")
                .compile()
                .generated()
                .get("p/NotesDb.java");
        assertTrue(database.contains("@SuppressWarnings({\"deprecation\", \"removal\"})"));
    }

    @Test
    void nothingIsSuppressedWithoutNeed() {
        String all = String.join(
                "",
                Compiled.withJavac()
                        .source("Notes", "@Schema public interface Notes { Table<String, Note> notes(); }")
                        .source("Note", "public record Note(Instant at, Character c, UUID id) {}")
                        .compile()
                        .generated()
                        .values());
        assertFalse(all.contains("SuppressWarnings"));
    }

    @Test
    void moduleThatReadsTheRuntimeAloneCompiles() {
        String database = Compiled.withJavac()
                .option("-Xlint:-requires-automatic,-requires-transitive-automatic")
                .module("/** Notes. */ module notes { requires transitive io.muniment; exports p; }")
                .source(
                        "Notes",
                        "/** Notes. */ @Schema public interface Notes { /** Notes. */ Table<String, Note> notes(); }")
                .source("Note", "/** A note. */ public record Note(List<String> text) {}")
                .compile()
                .generated()
                .get("p/NotesDb.java");
        assertFalse(database.contains("@Generated("), database);
        assertFalse(database.contains("@NullMarked"));
        assertTrue(database.contains("@GeneratedByMuniment"));
    }

    @Test
    void documentationIsInTheWordsOfTheSchema() {
        String database = Compiled.withJavac()
                .source(
                        "Notes",
                        "/** Notes of {@link Note all} sorts &amp; sizes. And more. */ @Schema public interface Notes {"
                                + " /** What was $written, */ Table<String, Note> notes(); Single<List<Note>> last(); }")
                .source("Note", "public record Note(String text) {}")
                .compile()
                .generated()
                .get("p/NotesDb.java");
        assertTrue(database.contains(" * The database of {@link Notes}. Notes of all sorts &amp; sizes.\n"), database);
        assertTrue(database.contains("/** {@link Notes#notes()}: What was $written, */"));
        assertTrue(database.contains("/** {@link Notes#last()}: {@code List<Note>}, or nothing. */"));
    }

    @Test
    void indexesOfAllSortsCompileWithBothCompilers() {
        for (Compiled by : List.of(Compiled.withJavac(), Compiled.withEcj())) {
            by.source(
                            "Notes",
                            "@Schema public interface Notes { Table<Long, Note> notes(); SortedTable<Long, Pair<String, Kind>> pairs(); Table<String, Note> notesById(); Single<Note> last();"
                                    + " Table<Long, Outer> outers(); Table<String, io.muniment.table.Page<Instant, Long>> pages(); Table<Long, Shape> shapes();"
                                    + " @Indexed(ordered = true) static int size(io.muniment.table.Page<Instant, Long> page) { return page.size(); } }")
                    .source(
                            "Shape",
                            "public sealed interface Shape { @Indexed(ordered = true) double area(); @Unique Optional<String> name();"
                                    + " record Square(String label, Deep deep) implements Shape { public double area() { return 1; } public Optional<String> name() { return Optional.empty(); } } }")
                    .source(
                            "Note",
                            "public record Note(@Unique long id, @Indexed boolean value, @Unique @Indexed(ordered = true) Optional<Instant> at,"
                                    + " @Indexed Kind kind, @Indexed(ordered = true) double from, @Indexed Name $, @Indexed String größe) {}")
                    .source(
                            "Pair",
                            "public record Pair<A, B>(@Unique A first, @Indexed(ordered = true) B second) { @Indexed public Optional<A> maybe() { return Optional.of(first); } }")
                    .source("Kind", "public enum Kind { A }")
                    .source("Name", "public record Name(String List, int Map) {}")
                    .source(
                            "Outer",
                            "@Indexed(value = {\"in\", \"sorted\"}) @Indexed({\"maybe\", \"all\", \"some\"}) "
                                    + "public record Outer(Inner in, Optional<Inner> maybe, List<Inner> all, Optional<Set<Inner>> some, Pair<Long, Kind> pair,"
                                    + " @Unique @Indexed(ordered = true) NavigableSet<String> sorted, Optional<Outer> again) {}")
                    .source(
                            "Inner",
                            "@Indexed(value = {\"from\", \"text\", \"to\"}, ordered = true) @Unique({\"value\", \"from\"}) @Indexed({\"kinds\", \"values\"}) "
                                    + "public record Inner(int from, int to, long value, @Indexed int number, @Unique Optional<String> text, @Indexed(ordered = true) Set<Long> values,"
                                    + " @Indexed Optional<List<Kind>> kinds, Deep deep) {}")
                    .source("Deep", "public record Deep(@Indexed(ordered = true) char letter, List<Deep> deeper) {}")
                    .compile();
        }
    }

    @Test
    void anyIdentifierMayNameATableAComponentOrAConstant() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> names = Stream.generate(() -> identifier(random))
                .filter(name -> !SourceVersion.isKeyword(name))
                .distinct()
                .limit(150)
                .toList();
        String tables =
                names.stream().map(name -> "Table<Odd, Odder> " + name + "();").collect(Collectors.joining(" "));
        String components = names.stream().map(name -> "String " + name).collect(Collectors.joining(", "));
        try {
            Compiled.withJavac()
                    .option("-Xlint:-text-blocks")
                    .source("Odds", "@Schema public interface Odds { " + tables + " }")
                    .source("Odd", "public enum Odd { " + String.join(", ", names) + " }")
                    .source("Odder", "public record Odder(" + components + ") {}")
                    .compile();
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private static String identifier(Random random) {
        StringBuilder name = new StringBuilder();
        int length = 2 + random.nextInt(6);
        while (name.length() < length) {
            int c = random.nextInt(random.nextBoolean() ? 0x250 : 0x20000);
            boolean fits = name.isEmpty() ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c);
            if (fits && !Character.isIdentifierIgnorable(c)) {
                name.appendCodePoint(c);
            }
        }
        return name.toString();
    }

    @Test
    void eclipseGeneratesTheSameForEveryType() {
        Path everything = Path.of("src", "test", "resources", "samples", "everything");
        assertEquals(
                Compiled.withJavac().sources(everything).compile().generated(),
                Compiled.withEcj().sources(everything).compile().generated());
    }
}
