package io.muniment.processor.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.processor.SchemaProcessor;
import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Message;
import io.muniment.processor.fixture.Record;
import io.muniment.processor.fixture.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which versions of a schema get an interface from what is on record, and when they cannot. */
class OldVersionsTest {

    @TempDir
    private Path directory;

    private Record record;

    @BeforeEach
    void setUp() {
        record = new Record(directory);
    }

    private static String book(int version, String more, String types) {
        return "@Schema(name = \"book\", version = " + version + more
                + ") interface Book { Table<String, Page> pages(); }\n" + types;
    }

    private Compilation compile(Compilation.By by, String source, String... options) {
        return Compilation.of(by, Sources.of(source), Map.of(), List.of(new SchemaProcessor()), options);
    }

    /** Puts on record what the compiler makes of a source. */
    private void accept(String source, int version) {
        record.accept(compiled(source, version));
    }

    private String compiled(String source, int version) {
        Map<String, byte[]> files =
                compile(Compilation.By.JAVAC, source, "-proc:only").files();
        return new String(files.get("META-INF/muniment/book/" + version + ".json"), StandardCharsets.UTF_8);
    }

    private void acceptThree() {
        accept(book(1, "", "record Page(String text) {}"), 1);
        accept(book(2, "", "record Page(String text, Optional<String> note) {}"), 2);
        accept(book(3, "", "record Page(String text, Optional<String> note, List<Long> marks) {}"), 3);
    }

    /** The classes of schemas that there are after a compile without a single message. */
    private String databases(Compilation.By by, String source, String... options) {
        Compilation compilation = compile(by, source, options);
        // Not what Eclipse's compiler says of the imports that every test has, and of warnings that it does not look
        // for.
        assertEquals(
                List.of(),
                compilation.messages().stream()
                        .filter(message -> !message.text().endsWith(" is never used")
                                && !message.text().startsWith("At least one of the problems in category"))
                        .toList());
        return String.join(
                " ",
                new TreeMap<>(compilation.files())
                        .keySet().stream()
                                .filter(file -> file.endsWith("Db.class"))
                                .map(file -> file.replace(".class", ""))
                                .toList());
    }

    /** What both compilers say is wrong, found, and to be written; and nothing but the shape is generated. */
    private void refused(String source, String wrong, String found, String write) {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, source, "-proc:only", record.option());
            List<Message> errors = compilation.errors();
            assertEquals(1, errors.size(), errors.toString());
            assertEquals(
                    wrong + ".\nfound: " + found + "\nwrite: " + write,
                    errors.get(0).text());
            assertTrue(
                    compilation.files().keySet().stream().noneMatch(file -> file.matches("p/Book(V\\d+)?(Db)?[.]java")),
                    compilation.files().keySet().toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyVersionOnRecordIsGenerated(Compilation.By by) {
        acceptThree();
        assertEquals(
                "p/BookDb p/BookV1Db p/BookV2Db",
                databases(
                        by,
                        book(3, "", "record Page(String text, Optional<String> note, List<Long> marks) {}"),
                        record.option()));
    }

    @ParameterizedTest
    @EnumSource
    void versionThatIsAloneOnRecordIsTheOnlyOne(Compilation.By by) {
        accept(book(3, "", "record Page(String text, Optional<String> note, List<Long> marks) {}"), 3);
        assertEquals(
                "p/BookDb",
                databases(
                        by,
                        book(3, "", "record Page(String text, Optional<String> note, List<Long> marks) {}"),
                        record.option()));
    }

    @ParameterizedTest
    @EnumSource
    void versionThatIsKeptByHandIsNotGenerated(Compilation.By by) {
        acceptThree();
        String second = """
                // file p/Second.java
                package p;
                import io.muniment.annotation.Schema;
                import io.muniment.table.Table;
                import java.util.Optional;
                @Schema(name = "book", version = 2) interface Second {
                    Table<String, Page> pages();
                    record Page(String text, Optional<String> note) {}
                }
                """;
        assertEquals(
                "p/BookDb p/BookV1Db p/SecondDb",
                databases(
                        by,
                        book(
                                        3,
                                        ", previous = Second.class",
                                        "record Page(String text, Optional<String> note, List<Long> marks) {}\n")
                                + second,
                        record.option()));

        String first = """
                // file q/First.java
                package q;
                import io.muniment.annotation.Schema;
                import io.muniment.table.Table;
                @Schema(name = "book", version = 1) public interface First {
                    Table<String, Page> pages();
                    record Page(String text) {}
                }
                """;
        assertEquals(
                "p/BookDb p/SecondDb q/FirstDb",
                databases(
                        by,
                        book(
                                        3,
                                        ", previous = Second.class",
                                        "record Page(String text, Optional<String> note, List<Long> marks) {}\n")
                                + second.replace("version = 2", "version = 2, previous = q.First.class")
                                + first,
                        record.option()));
    }

    @Test
    void olderVersionInTheSourcesHasNoOlderOnes() {
        acceptThree();
        assertEquals(
                "p/BookDb",
                databases(
                        Compilation.By.JAVAC,
                        book(2, "", "record Page(String text, Optional<String> note) {}"),
                        record.option()));
    }

    @Test
    void versionThatIsKeptByHandIsNamed() {
        acceptThree();
        refused(
                book(3, "", "record Page(String text, Optional<String> note, List<Long> marks) {}\n") + """
                        class Old {
                            record Page(String text, Optional<String> note) {}
                            @Schema(name = "book", version = 2) interface Book { Table<String, Page> pages(); }
                        }""",
                "An older version that is kept by hand is named by the one after it",
                "version 2 is p.Old.Book, and would be generated from book/2.json too",
                "previous = p.Old.Book.class in the @Schema of p.Book");
    }

    @Test
    void versionBelowOneThatIsKeptByHandIsNamedThere() {
        acceptThree();
        refused(
                book(
                                3,
                                ", previous = Old.Book.class",
                                "record Page(String text, Optional<String> note, List<Long> marks) {}\n")
                        + """
                        class Old {
                            record Page(String text, Optional<String> note) {}
                            @Schema(name = "book", version = 2) interface Book { Table<String, Page> pages(); }
                        }
                        class Older {
                            record Page(String text) {}
                            @Schema(name = "book", version = 1) interface Book { Table<String, Page> pages(); }
                        }""",
                "An older version that is kept by hand is named by the one after it",
                "version 1 is p.Older.Book, and would be generated from book/1.json too",
                "previous = p.Older.Book.class in the @Schema of p.Old.Book");
    }

    @Test
    void nameOfAGeneratedInterfaceIsFree() {
        accept(book(1, "", "record Page(String text) {}"), 1);
        accept(book(2, "", "record Page(String text, Optional<String> note) {}"), 2);
        refused(
                book(2, "", "record Page(String text, Optional<String> note) {} class BookV1 {}"),
                "The name of a generated class is taken",
                "p.BookV1 is generated from book/1.json and also in a source",
                "another name for that class");
    }

    private static final String URIS = """
            class UriSerializer extends ValueSerializer<java.net.URI> {
                @Override public void write(ValueOutput out, java.net.URI value) {}
                @Override public java.net.URI read(ValueInput in) { return java.net.URI.create(""); }
            }
            """;

    private static String byHand(int version) {
        return "that version by hand: @Schema(name = \"book\", version = " + version
                + ") on an interface with its tables and types, and previous = <that interface>.class in the @Schema of"
                + " p.Book";
    }

    @Test
    void typeWithASerializerIsThatOfTheCurrentVersion() {
        accept(book(1, "", "record Page(@SerializeWith(UriSerializer.class) java.net.URI uri) {}" + URIS), 1);
        accept(
                book(
                        2,
                        "",
                        "record Page(@SerializeWith(UriSerializer.class) java.net.URI uri, Optional<String> note) {}"
                                + URIS),
                2);
        accept(book(3, "", "record Page(String uri, Optional<String> note) {}"), 3);

        assertEquals(
                "p/BookDb p/BookV1Db",
                databases(
                        Compilation.By.JAVAC,
                        book(
                                2,
                                "",
                                "record Page(@SerializeWith(UriSerializer.class) java.net.URI uri, Optional<String> note) {}"
                                        + URIS),
                        withoutThree().option()));
        refused(
                book(3, ", previous = Second.class", "record Page(String uri, Optional<String> note) {}\n") + URIS
                        + """
                        @Schema(name = "book", version = 2) interface Second {
                            Table<String, Page> pages();
                            record Page(@SerializeWith(UriSerializer.class) java.net.URI uri, Optional<String> note) {}
                        }""",
                "An older version has what cannot be generated from its record",
                "book/1.json: type URI has a serializer of its own, and the current version has none of that name",
                byHand(1).replace("p.Book", "p.Second"));
    }

    private Record withoutThree() {
        Record two = new Record(directory.resolve("two"));
        accept(two, 1, "record Page(@SerializeWith(UriSerializer.class) java.net.URI uri) {}" + URIS);
        accept(
                two,
                2,
                "record Page(@SerializeWith(UriSerializer.class) java.net.URI uri, Optional<String> note) {}" + URIS);
        return two;
    }

    private void accept(Record other, int version, String types) {
        Record kept = record;
        record = other;
        accept(book(version, "", types), version);
        record = kept;
    }

    /** A page with a point, of which {@code serializer} writes {@code more} bytes. */
    private static String points(String serializer, String rest) {
        return "record Page(@SerializeWith(" + serializer + ".class) java.awt.Point at" + rest + ") {}\n";
    }

    private static String serializer(String name) {
        return """
                class %s extends ValueSerializer<java.awt.Point> {
                    @Override public void write(ValueOutput out, java.awt.Point value) {}
                    @Override public java.awt.Point read(ValueInput in) { return new java.awt.Point(); }
                }
                """.formatted(name);
    }

    @Test
    void olderVersionIsNotReadWithAnotherSerializer() {
        accept(book(1, "", points("Points", "") + serializer("Points")), 1);
        String now = points("Points2", ", Optional<String> note") + serializer("Points2") + serializer("Points");
        accept(book(2, "", now), 2);
        for (Compilation.By by : Compilation.By.values()) {
            List<Message> errors =
                    compile(by, book(2, "", now), "-proc:only", record.option()).errors();
            assertEquals(1, errors.size(), errors.toString());
            String said = errors.get(0).text();
            assertTrue(
                    said.startsWith("An older version is read with the serializers that it was written with.\nfound:"
                            + " book/1.json: type Point is written with p.Points, and the current version has p.Points2\nwrite: "
                            + byHand(1)
                            + ", with p.Points; or, if p.Points2 is p.Points by another name and writes the same"
                            + " bytes: java -jar "),
                    said);
            assertTrue(said.endsWith(" book p.Points p.Points2"), said);
        }
        String first = """
                class Old {
                    record Page(@SerializeWith(Points.class) java.awt.Point at) {}
                    @Schema(name = "book", version = 1) interface Book { Table<String, Page> pages(); }
                }
                """;
        assertEquals(
                "p/BookDb p/Old_BookDb",
                databases(Compilation.By.JAVAC, book(2, ", previous = Old.Book.class", now) + first, record.option()));
        List<Message> errors = compile(
                        Compilation.By.JAVAC,
                        book(2, ", previous = Old.Book.class", now) + first.replace("Points", "Points2"),
                        "-proc:only",
                        record.option())
                .errors();
        assertTrue(
                errors.toString()
                        .contains(
                                "A version stays written with the serializers that it was written with.\nfound: type Point has"
                                        + " p.Points2, and version 1 is written with p.Points\nwrite: p.Points; or, if "),
                errors.toString());
    }

    @Test
    void recordThatSaysNothingOfSerializersIsTaken() {
        record.accept(compiled(book(1, "", points("Points", "") + serializer("Points")), 1)
                .replaceFirst(",\n {2}\"serializers\"(?s:.*)", "\n}\n"));
        record.accept(compiled(book(2, "", points("Points2", ", Optional<String> note") + serializer("Points2")), 2)
                .replaceFirst(",\n {2}\"serializers\"(?s:.*)", "\n}\n"));
        assertEquals(
                "p/BookDb p/BookV1Db",
                databases(
                        Compilation.By.JAVAC,
                        book(2, "", points("Points2", ", Optional<String> note") + serializer("Points2")),
                        record.option()));
    }

    @Test
    void caseWithASerializerIsKeptByHand() {
        accept(book(1, "", """
                        sealed interface Page permits Text, Blob {}
                        record Text(String text) implements Page {}
                        @SerializeWith(BlobSerializer.class) final class Blob implements Page {}
                        class BlobSerializer extends ValueSerializer<Blob> {
                            @Override public void write(ValueOutput out, Blob value) {}
                            @Override public Blob read(ValueInput in) { return new Blob(); }
                        }"""), 1);
        String now = book(2, "", """
                record Page(Blob blob) {}
                @SerializeWith(BlobSerializer.class) final class Blob {}
                class BlobSerializer extends ValueSerializer<Blob> {
                    @Override public void write(ValueOutput out, Blob value) {}
                    @Override public Blob read(ValueInput in) { return new Blob(); }
                }""");
        accept(now, 2);
        refused(
                now,
                "An older version has what cannot be generated from its record",
                "book/1.json: type Page has the case Blob, which has a serializer of its own",
                byHand(1));
    }

    @Test
    void keyWithASerializerHasItsOrderStill() {
        String types = """
                record Page(SortedSet<Word> words, Key key) {}
                record Key(Word word) {}
                @SerializeWith(WordSerializer.class) final class Word %s {
                    @Override public boolean equals(Object other) { return other instanceof Word; }
                    @Override public int hashCode() { return 1; }
                    %s
                }
                class WordSerializer extends ValueSerializer<Word> {
                    @Override public void write(ValueOutput out, Word value) {}
                    @Override public Word read(ValueInput in) { return new Word(); }
                }""";
        accept(
                book(
                        1,
                        "",
                        types.formatted(
                                "implements Comparable<Word>",
                                "@Override public int compareTo(Word other) { return 0; }")),
                1);
        String now = book(2, "", types.replace("SortedSet<Word>", "Set<Word>").formatted("", ""));
        accept(now, 2);
        refused(
                now,
                "An older version has what cannot be generated from its record",
                "book/1.json: type Word, which has a serializer of its own, needs an order, and has none",
                byHand(1));
    }

    @Test
    void recordThatIsNoShapeIsTold() {
        record.accept("{\n  \"format\": 1,\n  \"name\": \"book\",\n  \"version\": 1\n}\n");
        accept(book(2, "", "record Page(String text, Optional<String> note) {}"), 2);
        refused(
                book(2, "", "record Page(String text, Optional<String> note) {}"),
                "An older version has what cannot be generated from its record",
                "book/1.json: Not a schema that Muniment has written: character 49: expected ',\\n  \"tables\": '.",
                byHand(1));
    }

    @Test
    void nothingIsGeneratedForASchemaWithAMistake() {
        acceptThree();
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(
                    by,
                    book(3, "", "record Page(String text, Optional<String> note, List<Long> marks, Object any) {}"),
                    "-proc:only",
                    record.option());
            assertEquals(1, compilation.errors().size());
            assertEquals(Map.of(), compilation.files());
        }
    }
}
