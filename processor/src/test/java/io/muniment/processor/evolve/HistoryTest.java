package io.muniment.processor.evolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.processor.SchemaProcessor;
import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Message;
import io.muniment.processor.fixture.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is on record of a schema, what the compiler says of it, and how it gets there. */
class HistoryTest {

    private static final String SHAPE = "META-INF/muniment/book/%d.json";

    @TempDir
    private Path directory;

    private Path schemas;
    private Path folder;

    @BeforeEach
    void setUp() {
        schemas = directory.resolve("my schemas");
        folder = schemas.resolve("book");
    }

    private static String book(int version, String components) {
        return "@Schema(name = \"book\", version = " + version + ") interface Book { Table<String, Page> pages(); }\n"
                + "record Page(" + components + ") {}";
    }

    private Compilation compile(Compilation.By by, String source, String... options) {
        List<String> all = new ArrayList<>(List.of("-proc:only"));
        all.addAll(List.of(options));
        return Compilation.of(
                by, Sources.of(source), Map.of(), List.of(new SchemaProcessor()), all.toArray(String[]::new));
    }

    private Compilation compile(String source) {
        return compile(Compilation.By.JAVAC, source, "-Amuniment.schemas=" + schemas);
    }

    /** What the compiler says is wrong, found, and to be written, of a source of which it generates nothing. */
    private String[] refused(String source) {
        return refused(source, false);
    }

    /** The same of a source that does not fit what is on record: its database is there, so that nothing else is wrong. */
    private String[] unrecorded(String source) {
        return refused(source, true);
    }

    private String[] refused(String source, boolean isGenerated) {
        Compilation compilation = compile(source);
        assertEquals(1, compilation.errors().size(), compilation.messages().toString());
        assertEquals(isGenerated, compilation.files().keySet().stream().anyMatch(file -> file.endsWith("Db.java")));
        return compilation.errors().get(0).text().split("\n(found|write): ");
    }

    private void accepted(String source) {
        Compilation compilation = compile(source);
        assertEquals(List.of(), compilation.messages());
        assertTrue(compilation.files().containsKey("p/BookDb.java")
                || compilation.files().keySet().stream().anyMatch(file -> file.endsWith("BookDb.java")));
    }

    /** Runs the command, with what the compiler has written of a source; returns what it says. */
    private String accept(int version, String source, String... more) throws IOException {
        byte[] json = compile(source).files().get(String.format(SHAPE, version));
        Path file = directory.resolve(version + "-of-the-compiler.json");
        Files.write(file, json);
        List<String> arguments = new ArrayList<>(List.of("accept", file.toString(), schemas.toString()));
        arguments.addAll(List.of(more));
        return command(0, arguments.toArray(String[]::new));
    }

    private static String command(int status, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertEquals(status, HistoryCommand.run(out, out, arguments), () -> said.toString(StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8);
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> all = new TreeMap<>();
        if (Files.exists(schemas)) {
            try (Stream<Path> files = Files.walk(schemas)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.put(schemas.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void withoutAHistoryThereIsANote(Compilation.By by) {
        Compilation compilation = compile(by, book(1, "String text"));
        assertEquals(List.of(), compilation.errors());
        List<String> notes = compilation.messages().stream()
                .map(Message::text)
                .filter(text -> text.contains("history"))
                .toList();
        assertEquals(1, notes.size(), compilation.messages().toString());
        assertTrue(notes.get(0).contains("-Amuniment.schemas="), notes.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void firstVersionIsAcceptedByTheCommandThatTheCompilerOffers(Compilation.By by) throws IOException {
        String source = book(1, "String text");
        Compilation compilation = compile(by, source, "-Amuniment.schemas=" + schemas);
        assertEquals(1, compilation.errors().size(), compilation.messages().toString());
        String text = compilation.errors().get(0).text();
        assertTrue(text.startsWith("This version of the schema is not on record yet.\nfound: nothing in "), text);
        assertTrue(text.contains("\nwrite: java -jar "), text);
        assertTrue(text.contains(" accept "), text);
        assertTrue(text.contains("1.json \"" + schemas + '"'), text);
        assertEquals(Map.of(), files(), "a compile writes nothing outside of its output");

        assertTrue(accept(1, source).startsWith("Version 1 of book is on record"));
        assertEquals(List.of("book/1.json", "book/SHA256SUMS"), List.copyOf(files().keySet()));
        accepted(source);
        assertTrue(accept(1, source).contains("already"));
    }

    /** What is used of the generated classes: those of a program that has been written for the new version already. */
    private static final String PROGRAM = """

            class ToV2 implements BookV1ToV2 {
                @Override public Page page(BookV1.Page old) { return new Page(old.text(), 1); }
            }
            class Program {
                static BookDb open(java.nio.file.Path path) { return BookDb.open(path, new ToV2()); }
                static String first(BookDb db, BookV1.Page old) { return db.pages().get("1").text() + old.text(); }
            }""";

    @ParameterizedTest
    @EnumSource
    void versionThatIsNotOnRecordIsTheOneErrorOfAProgramThatUsesIt(Compilation.By by) throws IOException {
        accept(1, book(1, "String text"));
        String source = book(2, "String text, int number") + PROGRAM;
        String option = "-Amuniment.schemas=" + schemas;
        Compilation compilation = compileAll(by, source, option);
        assertEquals(1, compilation.errors().size(), compilation.messages().toString());
        Message error = compilation.errors().get(0);
        assertTrue(error.text().startsWith("This version of the schema is not on record yet.\n"), error.text());
        assertEquals(2, error.line());
        assertFalse(
                by == Compilation.By.JAVAC && compilation.files().containsKey("p/BookDb.class"),
                "nothing is compiled of a source with an error");

        accept(2, source);
        assertEquals(List.of(), compileAll(by, source, option).errors());
    }

    @ParameterizedTest
    @EnumSource
    void changeWithoutANewVersionIsTheOneErrorOfAProgramThatUsesIt(Compilation.By by) throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int number"));
        String source = book(2, "String text, long number") + PROGRAM;
        Compilation compilation = compileAll(by, source, "-Amuniment.schemas=" + schemas);
        assertEquals(1, compilation.errors().size(), compilation.messages().toString());
        assertTrue(
                compilation.errors().get(0).text().startsWith("What is stored has changed, and the version has not"));
    }

    @Test
    void versionThatIsNotOnRecordIsToldBesideOtherErrors() throws IOException {
        accept(1, book(1, "String text"));
        Compilation compilation = compileAll(
                Compilation.By.JAVAC,
                book(2, "String text, int number") + PROGRAM.replace("text(), 1", "text(), none")
                        + "\n@Schema interface Bad { Single<Object> any(); }",
                "-Amuniment.schemas=" + schemas);
        assertEquals(
                List.of("Object says nothing of what is stored.", "This version of the schema is not on record yet."),
                compilation.errors().stream()
                        .map(error -> error.text().lines().findFirst().orElse(""))
                        .filter(line -> line.endsWith("."))
                        .toList());
    }

    /** An older version in the sources does not make those below it, if the newest, which does, is not on record. */
    @Test
    void versionThatIsNotOnRecordHasTheOlderOnesForItself() throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int number"));
        String old = "\n@Schema(name = \"book\", version = 2) interface Old { Table<String, Page> pages();"
                + " record Page(String text, int number) {} }";
        String source =
                book(3, "String text, long number").replace("version = 3", "version = 3, previous = Old.class") + old;
        Compilation compilation = compileAll(Compilation.By.JAVAC, source, "-Amuniment.schemas=" + schemas);
        assertEquals(1, compilation.errors().size(), compilation.messages().toString());
        assertTrue(compilation.files().containsKey("p/BookV1.java"));
        assertFalse(compilation.files().containsKey("p/OldV1.java"));
    }

    private Compilation compileAll(Compilation.By by, String source, String... options) {
        return Compilation.of(by, Sources.of(source), Map.of(), List.of(new SchemaProcessor()), options);
    }

    @Test
    void historyIsBegunLateOnlyByWhoSaysSo() throws IOException {
        String source = book(3, "String text");
        String[] said = unrecorded(source);
        assertEquals("This version of the schema is not on record, and none before it is.", said[0]);
        assertEquals("nothing in " + folder, said[1]);
        assertTrue(said[2].startsWith("-Amuniment.schemas=<the directory that has version 2>, "), said[2]);
        assertTrue(said[2].endsWith("\"" + schemas + "\" --begin"), said[2]);

        byte[] json = compile(source).files().get(String.format(SHAPE, 3));
        Path file = Files.write(directory.resolve("3.json"), json);
        String elsewhere = command(1, "accept", file.toString(), schemas.toString());
        assertEquals(
                "Nothing is on record of book in " + folder
                        + ", so there is nothing to follow. Give the directory that has"
                        + " version 2; or, to begin a history with version 3, so that data of versions before it is not"
                        + " opened, add --begin.",
                elsewhere.strip());
        assertEquals(Map.of(), files());

        assertEquals(
                "Version 3 of book is on record in " + folder
                        + ", where a new history begins. Commit it with the sources.",
                command(0, "accept", file.toString(), schemas.toString(), "--begin")
                        .strip());
        accepted(source);
        Path next = Files.write(
                directory.resolve("4.json"),
                compile(book(4, "String text, int number")).files().get(String.format(SHAPE, 4)));
        assertTrue(command(1, "accept", next.toString(), schemas.toString(), "--begin")
                .contains("has begun: version 3 is the newest"));
    }

    @Test
    void firstVersionSaysWhereItsHistoryBegins() throws IOException {
        assertEquals(
                "Version 1 of book is on record in " + folder
                        + ", where a new history begins. Commit it with the sources.",
                accept(1, book(1, "String text")).strip());
        assertFalse(accept(2, book(2, "String text, int number")).contains("begins"));
    }

    @Test
    void versionsKeptByHandAreAcceptedOneAfterTheOther() throws IOException {
        String old =
                "@Schema(name = \"book\") interface Old { Table<String, Page> pages(); record Page(String text) {} }";
        String source = book(2, "String text").replace("version = 2", "version = 2, previous = Old.class") + "\n" + old;
        List<String> said =
                compile(source).errors().stream().map(Message::text).sorted().toList();
        assertEquals(2, said.size(), said.toString());
        assertTrue(said.get(0).endsWith("1.json \"" + schemas + "\""), said.get(0));
        assertTrue(said.get(1).endsWith("\", when version 1 is on record"), said.get(1));
    }

    @Test
    void commandThatIsOfferedNamesTheDirectoryFromWhereverItIsRun() {
        Compilation compilation = compile(Compilation.By.JAVAC, book(1, "String text"), "-Amuniment.schemas=none/here");
        assertTrue(compilation
                .errors()
                .get(0)
                .text()
                .endsWith(Path.of("none/here").toAbsolutePath().toString()));
    }

    @Test
    void changeWithoutANewVersionIsRefused() throws IOException {
        accept(1, book(1, "String text"));
        accepted(book(1, "String text"));
        String[] said = unrecorded(book(1, "String text, int number"));
        assertEquals("What is stored has changed, and the version has not.", said[0]);
        assertEquals("type Page: component number was added", said[1]);
        assertTrue(said[2].startsWith("version = 2; or, if no data of version 1 was ever kept, "), said[2]);
        assertTrue(said[2].endsWith(" --replace"), said[2]);
    }

    @Test
    void changeIsToldBesideTablesOfEveryKind() throws IOException {
        String tables = "Table<String, Page> pages(); SortedTable<Long, Page> sorted(); Single<Page> cover();"
                + " SetTable<String, Long> tags(); ListTable<String, Page> drafts();"
                + " MapTable<String, Long, Page> notes(); Sequence<Page> journal();";
        String book = "@Schema(name = \"book\", version = 1) interface Book { " + tables + " }\nrecord Page(%s) {}";
        accept(1, book.formatted("String text"));
        accepted(book.formatted("String text"));
        assertEquals("type Page: component number was added", unrecorded(book.formatted("String text, int number"))[1]);
    }

    @Test
    void orderInTheSourceIsNoChange() throws IOException {
        accept(1, book(1, "String text, int number"));
        accepted(book(1, "int number, String text"));
    }

    @Test
    void nextVersionIsAcceptedAndTellsWhatHasChanged() throws IOException {
        accept(1, book(1, "String text"));
        String[] said = unrecorded(book(2, "String text, int number"));
        assertEquals("This version of the schema is not on record yet.", said[0]);
        assertTrue(said[1].endsWith("since then type Page: component number was added"), said[1]);
        String first = files().get("book/1.json");
        accept(2, book(2, "String text, int number"));
        accepted(book(2, "String text, int number"));
        assertEquals(first, files().get("book/1.json"));
    }

    @Test
    void whatIsStatedToBeRenamedIsToldAsRenamed() throws IOException {
        accept(1, """
                @Schema(name = "book") interface Book { Table<String, Page> pages(); Table<Long, Long> marks(); }
                record Page(String text, List<Mark<Page>> all, Kind kind) {}
                record Mark<T>(int at) {}
                enum Kind { OLD, SAME }""");
        String[] said = unrecorded("""
                @Schema(name = "book", version = 2) interface Book {
                    @RenamedFrom("pages") Table<String, Leaf> leaves(); SortedTable<Long, Long> marks(); }
                @RenamedFrom("Page") record Leaf(
                    @RenamedFrom("text") Optional<String> body, List<Note<Leaf>> all, Kind kind) {}
                @RenamedFrom("Mark") record Note<T>(int at) {}
                enum Kind { @RenamedFrom("OLD") NEW, SAME }""");
        assertEquals(
                "table pages was renamed to leaves; type Kind: OLD was renamed to NEW; type Page was renamed to Leaf;"
                        + " type Leaf: text was renamed to body; type Mark was renamed to Note;"
                        + " table marks: the kind was hash, is sorted;"
                        + " type Leaf: component body was string, is optional<string>",
                said[1].substring(said[1].indexOf("since then ") + 11));
    }

    @Test
    void versionIsTheNewestOrTheNext() throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int number"));
        assertEquals("version = 3", unrecorded(book(4, "String text, long number"))[2]);
    }

    @Test
    void oldVersionThatIsStillInTheSourcesStaysAsItWas() throws IOException {
        accept(3, book(3, "String text"), "--begin");
        accept(4, book(4, "String text, int number"));
        accepted(book(3, "String text"));
        String[] said = unrecorded(book(3, "String texts"));
        assertEquals("An old version of a schema stays as it was.", said[0]);
        assertTrue(said[2].endsWith("or version = 5, if this is the newest"), said[2]);
        assertEquals("version = 4, or 5 after a change", unrecorded(book(2, "String text"))[2]);
    }

    @Test
    void whatIsOnRecordMayNotBeEdited() throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int number"));
        String json = files().get("book/1.json");
        Files.writeString(folder.resolve("1.json"), json.replace("text", "texT"));
        String[] said = refused(book(2, "String text, int number"));
        assertEquals("What is on record of a schema never changes.", said[0]);
        assertTrue(said[1].endsWith(": 1.json was changed"), said[1]);
        assertTrue(command(1, "renumber", schemas.toString(), "book", "2", "3").contains("1.json was changed"));

        Files.writeString(folder.resolve("1.json"), json.replace("\n", "\r\n"));
        accepted(book(2, "String text, int number"));
        Files.delete(folder.resolve("1.json"));
        assertTrue(refused(book(2, "String text, int number"))[1].endsWith(": 1.json was removed"));
        Files.writeString(folder.resolve("1.json"), json);
        Files.writeString(folder.resolve("3.json"), json);
        assertTrue(refused(book(2, "String text, int number"))[1].endsWith(": 3.json was added by hand"));
        Files.delete(folder.resolve("3.json"));
        accepted(book(2, "String text, int number"));
        Files.writeString(folder.resolve("SHA256SUMS"), "<<<<<<< ours\n" + files().get("book/SHA256SUMS"));
        assertTrue(refused(book(2, "String text, int number"))[1].contains("the line '<<<<<<< ours'"));
    }

    @Test
    void gapIsRefused() throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int number"));
        accept(3, book(3, "String text, long number"));
        Files.delete(folder.resolve("2.json"));
        Path sums = folder.resolve("SHA256SUMS");
        Files.write(
                sums,
                Files.readAllLines(sums).stream()
                        .filter(line -> !line.endsWith(" 2.json"))
                        .toList());
        assertTrue(refused(book(3, "String text, long number"))[1].startsWith("no version 2 in "));
    }

    @Test
    void whatIsStatedOfAStepIsPutOnRecordWithTheVersion() throws IOException {
        accept(1, book(1, "String text, int number"));
        String stated =
                book(2, "String text, @Default(\"7\") long pages").replace("record", "@Dropped(\"number\") record");
        accept(2, stated);
        accepted(stated);
        String json = files().get("book/2.json");
        assertTrue(json.endsWith("""
                          ],
                          "changes": [
                            {"type": "Page", "dropped": "number"},
                            {"type": "Page", "member": "pages", "default": "7"}
                          ],
                          "order": [
                            {"type": "Page", "components": ["text", "pages"]}
                          ]
                        }
                        """), json);
        String[] said = unrecorded(stated.replace("7", "8"));
        assertEquals("What is stated of the step to a version never changes.", said[0]);
        assertEquals(
                "{\"type\": \"Page\", \"member\": \"pages\", \"default\": \"8\"} was added;"
                        + " {\"type\": \"Page\", \"member\": \"pages\", \"default\": \"7\"} was removed",
                said[1]);
        assertTrue(said[2].endsWith(" --replace"), said[2]);
        accept(2, stated.replace("7", "8"), "--replace");
        accepted(stated.replace("7", "8"));

        String next =
                stated.replace("version = 2", "version = 3").replace("String text", "String text, List<String> tags");
        accept(3, next);
        accepted(next);
        assertFalse(files().get("book/3.json").contains("changes"), "what was stated for a step before has no effect");
        accepted(next.replace("@Default(\"7\")", "").replace("@Dropped(\"number\")", ""));
    }

    /** What the compiler notes of statements, in a version that has been accepted as it is. */
    private List<String> notedOf(int version, String source) throws IOException {
        accept(version, source);
        Compilation compilation = compile(source);
        assertEquals(List.of(), compilation.errors());
        return compilation.messages().stream().map(Message::text).toList();
    }

    @Test
    void statementOfAnEarlierStepIsHarmlessAndOneThatNamesNothingIsNoted() throws IOException {
        accept(1, book(1, "String text, int number, int tel"));
        accept(
                2,
                "@Dropped(\"marks\") "
                        + book(2, "String text, @RenamedFrom(\"tel\") int phone")
                                .replace("record", "@Dropped(\"number\") record"));
        // The type has another name, the table and the component are not in the version before: all was stated before.
        String stale = "@Dropped({\"marks\"}) "
                + book(3, "String text, @RenamedFrom(\"tel\") long phone")
                        .replace("record Page", "@Dropped(\"number\") @RenamedFrom(\"Page\") record Leaf")
                        .replace(", Page", ", Leaf");
        assertEquals(
                List.of("No version before has what is named.\nfound: @Dropped(\"marks\") on Book,"
                        + " and no version before 3 has a table \"marks\"\nwrite: no @Dropped(\"marks\")"),
                notedOf(3, stale));
        String next = stale.replace("version = 3", "version = 4")
                .replace("@Dropped({\"marks\"}) ", "")
                .replace("String text", "@RenamedFrom(\"txt\") String text, Optional<String> note");
        assertEquals(
                List.of("No version before has what is named.\nfound: @RenamedFrom(\"txt\") on Leaf.text,"
                        + " and no version before 4 has a component \"txt\" there\nwrite: no @RenamedFrom(\"txt\")"),
                notedOf(4, next));
    }

    @Test
    void statementThatMayBeOfAnUnknownVersionOrOfAnotherSchemaIsHarmless() throws IOException {
        accept(2, book(2, "String text"), "--begin");
        assertEquals(
                List.of(),
                notedOf(3, book(3, "String text, Optional<String> note").replace("rec", "@Dropped(\"x\") rec")));
        Files.move(schemas, directory.resolve("other"));
        accept(1, book(1, "String text"));
        String shared = book(2, "String text, Optional<String> note").replace("record", "@Dropped(\"x\") record")
                + "\n@Schema interface Other { Single<Page> page(); }";
        accept(2, shared);
        assertTrue(compile(shared).messages().stream()
                .noneMatch(message -> message.text().startsWith("No version")));
    }

    @Test
    void whatIsOfferedForSeveralThingsThatAreGoneCompilesWhenAllOfItIsPasted() throws IOException {
        String before = book(1, "String text, int number, long tel")
                .replace("(); }", "(); Single<Long> a(); Single<Long> b(); }");
        accept(1, before);
        String pasted = "@Dropped(\"old\") " + book(2, "String text").replace("record", "@Dropped(\"old\") record");
        List<Message> errors = compile(pasted).errors();
        assertEquals(4, errors.size(), errors.toString());
        for (Message error : errors) {
            Matcher line =
                    Pattern.compile("or (@Dropped\\(\"\\w+\"\\)) on (\\w+)").matcher(error.text());
            assertTrue(line.find(), error.text());
            String type = line.group(2).equals("Book") ? "@Schema" : "record " + line.group(2);
            pasted = pasted.replace(type, line.group(1) + " " + type);
        }
        accept(2, pasted);
        for (Compilation.By by : Compilation.By.values()) {
            assertEquals(
                    List.of(),
                    compile(by, pasted, "-Amuniment.schemas=" + schemas).errors());
        }
        assertEquals(
                4,
                Pattern.compile("\"dropped\"")
                        .matcher(files().get("book/2.json"))
                        .results()
                        .count());
    }

    @Test
    void whatWasRenamedInAStepOnRecordMayHaveItsOldNameBesideIt() throws IOException {
        accept(1, book(1, "String text, int tel"));
        accept(2, book(2, "String text, @RenamedFrom(\"tel\") int phone"));
        accept(3, book(3, "String text, @RenamedFrom(\"tel\") int phone, @Default(\"0\") int tel"));
        String stale = book(4, "Optional<String> text, @RenamedFrom(\"tel\") int phone, @Default(\"0\") int tel");
        accept(4, stale);
        accepted(stale);

        String anew = book(5, "Optional<String> text, int phone, @RenamedFrom(\"phone\") int tel");
        assertEquals("What has its name still is what it was, and has not been renamed.", refused(anew)[0]);
    }

    @Test
    void tableOfAnotherSortMayHaveTheNameOfADroppedOneInThatStepAlone() throws IOException {
        String first = book(1, "int number").replace("(); }", "(); Table<Long, Long> marks(); }");
        accept(1, first);
        String second = "@Dropped(\"marks\") "
                + first.replace("version = 1", "version = 2").replace("Table<Long, L", "SetTable<Long, L");
        accept(2, second);
        accepted(second);
        String third = second.replace("version = 2", "version = 3").replace("int number", "long number");
        assertEquals("What is dropped is not there any more.", refused(third)[0]);
        accept(3, third.replace("@Dropped(\"marks\") ", ""));
        accepted(third.replace("@Dropped(\"marks\") ", ""));
    }

    @Test
    void serializerOfAVersionIsAnotherOnlyIfItHasMoved() throws IOException {
        String first = book(1, "@SerializeWith(Points.class) java.awt.Point at") + """
                class Points extends ValueSerializer<java.awt.Point> {
                    @Override public void write(ValueOutput out, java.awt.Point value) {}
                    @Override public java.awt.Point read(ValueInput in) { return new java.awt.Point(); }
                }""";
        accept(1, first);
        accepted(first);
        assertTrue(files().get("book/1.json").endsWith("""
                  ],
                  "serializers": [
                    {"type": "Point", "class": "p.Points"}
                  ]
                }
                """), files().toString());
        String second = first.replace("version = 1", "version = 2").replace(" at)", " at, Optional<String> note)");
        accept(2, second);
        accepted(second);

        String moved = second.replace("Points", "Places");
        String[] said = refused(moved);
        assertEquals("A version stays written with the serializers that it was written with.", said[0]);
        assertEquals("type Point has p.Places, and version 2 is written with p.Points", said[1]);
        assertTrue(
                said[2].startsWith(
                        "version = 3, if p.Places writes other bytes, and keep p.Points for version 2; or, if"
                                + " p.Places is that class by another name and writes the same bytes: java -jar "),
                said[2]);
        String done = command(0, "moved", schemas.toString(), "book", "p.Points", "p.Places");
        assertTrue(done.contains("p.Points is p.Places now, in versions 1, 2."), done);
        accepted(moved);

        command(1, "moved", schemas.toString(), "book", "p.Points", "p.Places");
        command(1, "moved", schemas.toString(), "book", "p.Places", "p.\"");
        command(1, "moved", schemas.toString(), "Book", "p.Places", "p.Points");
    }

    @Test
    void whatIsGoneWithoutAWordIsToldBeforeTheVersionIsPutOnRecord() throws IOException {
        accept(1, book(1, "String text, int number"));
        Compilation compilation = compile(book(2, "String text"));
        assertEquals(1, compilation.errors().size(), compilation.messages().toString());
        assertTrue(
                compilation.errors().get(0).text().startsWith("A component is gone, and nothing says why."),
                compilation.errors().toString());
        assertFalse(
                compilation.files().containsKey(String.format(SHAPE, 2)),
                "what would be put on record does not say all that it has to");
    }

    @Test
    void onlyTheNewestIsReplaced() throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int number"));
        byte[] changed = compile(book(2, "String text, long number")).files().get(String.format(SHAPE, 2));
        Path file = directory.resolve("2.json");
        Files.write(file, changed);
        String refused = command(1, "accept", file.toString(), schemas.toString());
        assertTrue(refused.contains("what is on record never changes"), refused);
        command(0, "accept", file.toString(), schemas.toString(), "--replace");
        accepted(book(2, "String text, long number"));
        byte[] old = compile(book(1, "long number")).files().get(String.format(SHAPE, 1));
        Files.write(file, old);
        Map<String, String> before = files();
        assertTrue(command(1, "accept", file.toString(), schemas.toString(), "--replace")
                .contains("not the newest"));
        assertEquals(before, files());
    }

    @Test
    void branchThatComesSecondIsRenumbered() throws IOException {
        accept(1, book(1, "String text"));
        accept(2, book(2, "String text, int mine"));
        Map<String, String> before = files();
        assertTrue(command(0, "renumber", schemas.toString(), "book", "2", "3").contains("version = 3"));
        assertEquals(List.of("book/1.json", "book/3.json", "book/SHA256SUMS"), List.copyOf(files().keySet()));
        assertEquals(before.get("book/2.json").replace("\"version\": 2", "\"version\": 3"), files().get("book/3.json"));
        assertTrue(refused(book(3, "String text, int mine"))[1].startsWith("no version 2 in "));
        command(1, "renumber", schemas.toString(), "book", "1", "7");
        command(1, "renumber", schemas.toString(), "book", "3", "2");
        command(1, "renumber", schemas.toString(), "../book", "3", "4");
    }

    @Test
    void whatIsNoShapeIsNotAccepted() throws IOException {
        Path file = directory.resolve("1.json");
        assertTrue(command(1, "accept", file.toString(), schemas.toString()).contains("Compile first"));
        Files.writeString(file, "{\n  \"format\": 1,\n  \"name\": \"../../etc\",\n  \"version\": 1,\n}\n");
        assertTrue(command(1, "accept", file.toString(), schemas.toString()).contains("is not the shape of a schema"));
        assertTrue(command(2).startsWith("usage:"));
        assertTrue(command(2, "accept").startsWith("usage:"));
        assertTrue(command(2, "delete", "a", "b").startsWith("usage:"));
        assertEquals(Map.of(), files());
    }

    @Test
    void historyThatIsNoDirectoryIsRefused() throws IOException {
        Files.writeString(schemas, "");
        assertEquals("The history of schemas is kept in a directory.", refused(book(1, "String text"))[0]);
    }
}
