package io.muniment.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Message;
import io.muniment.processor.fixture.Sources;
import io.muniment.processor.model.SchemaModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** What happens between the sources of one compile, its rounds and its processors. */
final class SchemaProcessorTest {

    private final List<String> written = new ArrayList<>();

    private Compilation compile(Compilation.By by, String source, Processor... others) {
        return compile(by, (schema, filer) -> written.add(schema.databaseClass().simpleName()), source, others);
    }

    private Compilation compile(
            Compilation.By by, SchemaProcessor.Writing writing, String source, Processor... others) {
        written.clear();
        List<Processor> processors = new ArrayList<>(List.of(others));
        processors.add(new SchemaProcessor(writing));
        return Compilation.of(by, Sources.of(source), Map.of(), processors, "-proc:only");
    }

    @Test
    void allMistakesAreToldInOneCompile() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema(name = "A B", version = 0) interface Lockbook {
                        Table<byte[], Date> one();
                        String two() throws Exception;
                        Single<Account> three();
                    }
                    record Account(Object any, Account again, SortedSet<Duration> fine, SortedSet<Period> odd) {}
                    @Schema interface Other { Single<Account> account(); Single<Date> date(); }
                    """);
            assertEquals("""
                    A key cannot hold an array: arrays are not equal by value.
                    A method that names a table throws nothing.
                    A schema's name is a lower case letter, then lower case letters, digits, - and _, at most 64 in all.
                    A schema's version counts from 1.
                    A sorted set's element must compare with others of its type.
                    A type cannot be stored.
                    A value of Account would have no end.
                    An abstract method of a schema names a table.
                    Object says nothing of what is stored.
                    """, firstLines(compilation.errors()), by.toString());
            assertEquals(List.of(), written);
        }
    }

    private static String firstLines(List<Message> messages) {
        return messages.stream()
                .map(message -> message.text().lines().findFirst().orElse("") + "\n")
                .distinct()
                .sorted()
                .reduce("", String::concat);
    }

    @Test
    void aMistakeKeepsOnlyItsOwnSchemaFromBeingWritten() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema interface Bad { Single<Object> any(); }
                    @Schema interface Good { Single<String> name(); }""");
            assertEquals(1, compilation.errors().size());
            assertEquals(List.of("GoodDb"), written);
        }
    }

    @Test
    void adviceIsANoteAndKeepsNothingBack() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema interface Lockbook { Single<Photo> photo(); }
                    record Photo(String name, List<byte[]> raw) {}""");
            Message note = compilation.messages().stream()
                    .filter(message -> message.text().contains("An array is copied"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    "An array is copied each time it is put or got.\nfound: byte[] in Photo.raw\n"
                            + "write: Bytes, which cannot change and is equal by value",
                    note.text());
            assertTrue(note.kind() == Diagnostic.Kind.NOTE || note.kind() == Diagnostic.Kind.OTHER, note.toString());
            assertEquals(List.of("LockbookDb"), written);
        }
    }

    @Test
    void schemasOfOneNameAndVersionAreRefused() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema(name = "keys", version = 3) interface Keys { Single<String> name(); }
                    @Schema(name = "keys", version = 2) interface OldKeys { Single<String> name(); }
                    @Schema(name = "keys", version = 3) interface Locks { Single<String> name(); }""");
            assertEquals(2, compilation.errors().size());
            assertEquals(
                    "Two schemas have the same name and version.\nfound: \"keys\", version 3, for p.Keys and for p.Locks\n"
                            + "write: @Schema(name = ...) with another name on one of them",
                    compilation.errors().get(0).text());
            assertEquals(List.of("OldKeysDb"), written);
        }
    }

    @Test
    void schemasThatGenerateOneClassAreRefused() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    class A { @Schema(name = "one") interface B { Single<String> name(); } }
                    @Schema(name = "two") interface A_B { Single<String> name(); }""");
            assertEquals(2, compilation.errors().size());
            assertEquals(
                    "Two schemas would generate the same class.\nfound: p.A_BDb for A.B and for A_B\n"
                            + "write: another name for one of the two",
                    compilation.errors().get(0).text());
            assertEquals(List.of(), written);
        }
    }

    @Test
    void aNameOfAGeneratedClassThatASourceHasIsRefused() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema interface Lockbook { Single<String> name(); }
                    class LockbookDb {}""");
            assertEquals("""
                    The name of a generated class is taken.
                    found: p.LockbookDb is generated for Lockbook and also in a source
                    write: another name for that class""", compilation.errors().get(0).text());
            assertEquals(2, compilation.errors().get(0).line());
        }
    }

    @Test
    void typesOfOtherProcessorsAreWaitedFor() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(
                    by,
                    """
                    @Schema interface Waits { Table<Key, List<Late>> values(); Single<Holder> holder(); }
                    record Holder(Latest latest) {}
                    @Schema interface Other { Single<String> name(); }""",
                    new Generator(1, "Key", "public record Key(String name) {}"),
                    new Generator(2, "Late", "public record Late(Key key) {}"),
                    new Generator(3, "Latest", "public enum Latest { ONE }"));
            assertEquals(List.of(), compilation.errors(), by.toString());
            assertEquals(List.of("OtherDb", "WaitsDb"), written, by.toString());
        }
    }

    @Test
    void mistakesInTypesOfOtherProcessorsAreTold() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(
                    by,
                    "@Schema interface Waits { Single<Late> late(); }",
                    new Generator(1, "Late", "public record Late(java.util.Date date) {}"));
            assertEquals("A type cannot be stored.\n", firstLines(compilation.errors()), by.toString());
        }
    }

    @Test
    void aTypeThatNeverComesIsTold() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema interface Lockbook {
                        Single<Account> account();
                        Lost<String> lost();
                    }
                    record Account(List<Missing> missing) {}""");
            String said = by + ": " + compilation.errors();
            Message missing = find(compilation, "A type cannot be found");
            assertTrue(missing.text().contains("Missing"), said);
            assertTrue(missing.text().contains(" as Account.missing\n"), said);
            assertEquals(by == Compilation.By.JAVAC ? 6 : 3, missing.line(), said);
            Message lost = find(compilation, "A table's type cannot be found");
            assertEquals(4, lost.line(), said);
            assertEquals(List.of(), written);
        }
    }

    @Test
    void aSerializerThatNeverComesIsTold() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema interface Lockbook { Single<Money> money(); }
                    @SerializeWith(MoneySerializer.class)
                    class Money {}""");
            assertEquals(
                    3, find(compilation, "@SerializeWith names no serializer").line());
            assertEquals(List.of(), written);
        }
    }

    @Test
    void aSerializerOfAnotherProcessorIsWaitedFor() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(by, """
                    @Schema interface Lockbook { Single<Money> money(); }
                    @SerializeWith(MoneySerializer.class)
                    class Money {}""", new Generator(1, "MoneySerializer", """
                            class MoneySerializer extends io.muniment.codec.ValueSerializer<Money> {
                                @Override public void write(io.muniment.codec.ValueOutput out, Money value) {}
                                @Override public Money read(io.muniment.codec.ValueInput in) { return new Money(); }
                            }"""));
            assertEquals(List.of(), compilation.errors(), by.toString());
            assertEquals(List.of("LockbookDb"), written, by.toString());
        }
    }

    private static Message find(Compilation compilation, String text) {
        return compilation.errors().stream()
                .filter(message -> message.text().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not told: " + text + " in " + compilation.errors()));
    }

    @Test
    void mistakesInLibrariesAreToldWhereTheyAreUsed() {
        for (Compilation.By by : Compilation.By.values()) {
            Map<String, String> files = new LinkedHashMap<>(Sources.of("""
                    @Schema interface Lockbook {
                        Single<q.Account> account();
                    }
                    // file q/Account.java
                    package q;
                    public record Account(Inner inner) {
                        public record Inner(java.util.Date date) {}
                    }"""));
            String schema = files.remove("p/Test.java");
            Compilation library = Compilation.of(by, files, Map.of(), List.of(), "-proc:none");
            Compilation compilation = Compilation.of(
                    by,
                    Map.of("p/Test.java", schema),
                    library.files(),
                    List.of(new SchemaProcessor((model, filer) -> {})),
                    "-proc:only");
            assertEquals(1, compilation.errors().size(), by.toString());
            assertTrue(compilation.errors().get(0).text().contains("found: Date as Account.Inner.date"));
            assertEquals(3, compilation.errors().get(0).line(), by.toString());
        }
    }

    @Test
    void ourOwnBugIsToldAsOurs() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(
                    by,
                    (schema, filer) -> {
                        if (schema.name().equals("bad")) {
                            throw new IllegalStateException("planted");
                        }
                        written.add(schema.name());
                    },
                    """
                    @Schema(name = "bad") interface Bad { Single<String> name(); }
                    @Schema(name = "good") interface Good { Single<String> name(); }""");
            Message bug = compilation.errors().get(0);
            assertTrue(bug.text().startsWith("Muniment failed on this schema. This is a bug in Muniment"), bug.text());
            assertTrue(bug.text().contains("java.lang.IllegalStateException: planted"), bug.text());
            assertTrue(bug.text().contains("SchemaProcessorTest"), "no trace: " + bug.text());
            assertEquals(2, bug.line());
            assertEquals(List.of("good"), written);
        }
    }

    @Test
    void aFileThatSomebodyElseGeneratesIsTold() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(
                    by,
                    (schema, filer) ->
                            filer.createSourceFile("p.LockbookDb").openWriter().close(),
                    "@Schema interface Lockbook { Single<String> name(); }",
                    new Generator(1, "LockbookDb", "class LockbookDb {}"));
            assertEquals("The name of a generated file is taken.\n", firstLines(compilation.errors()), by.toString());
        }
    }

    @Test
    void anOutputThatCannotBeWrittenIsTold() {
        for (Compilation.By by : Compilation.By.values()) {
            Compilation compilation = compile(
                    by,
                    (schema, filer) -> {
                        throw new IOException("no space");
                    },
                    "@Schema interface Lockbook { Single<String> name(); }");
            assertEquals("A generated file cannot be written.\n", firstLines(compilation.errors()));
            assertTrue(compilation.errors().get(0).text().contains("found: java.io.IOException: no space"));
        }
    }

    @Test
    void otherProcessorsMaySeeSchemasToo() {
        for (Compilation.By by : Compilation.By.values()) {
            List<String> seen = new ArrayList<>();
            SchemaProcessor first = new SchemaProcessor((schema, filer) -> seen.add("first"));
            SchemaProcessor second = new SchemaProcessor((schema, filer) -> seen.add("second"));
            Compilation.of(
                    by,
                    Sources.of("@Schema interface Lockbook { Single<String> name(); }"),
                    Map.of(),
                    List.of(first, second),
                    "-proc:only");
            assertEquals(List.of("first", "second"), seen);
        }
    }

    @Test
    void everySourceVersionIsSupported() {
        assertEquals(
                SourceVersion.latestSupported(),
                new SchemaProcessor((schema, filer) -> {}).getSupportedSourceVersion());
    }

    @Test
    void randomNamesAreValidOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        StringBuilder source = new StringBuilder();
        int count = 1000;
        for (int i = 0; i < count; i++) {
            source.append(
                    "@Schema(name = \"%s\") interface S%d { Single<T%d> value(); }%n".formatted(literal(random), i, i));
            source.append("@TypeName(\"%s\") record T%d() {}%n".formatted(literal(random), i));
        }
        for (Compilation.By by : Compilation.By.values()) {
            List<SchemaModel> models = new ArrayList<>();
            compile(by, (schema, filer) -> models.add(schema), source.toString());
            for (SchemaModel model : models) {
                String type = model.types().get(0).facts().storedName();
                assertTrue(model.name().matches("[a-z][a-z0-9_-]*"), "seed " + seed + ": " + model.name());
                assertTrue(SourceVersion.isIdentifier(type), "seed " + seed + ": " + type);
            }
            assertTrue(models.size() < count, "seed " + seed + ": none was refused");
        }
    }

    private static String literal(Random random) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(4);
        for (int i = 0; i < length; i++) {
            int c = random.nextInt(3) == 0 ? random.nextInt(0x110000) : random.nextInt('a', 'z' + 1);
            for (char unit : Character.toChars(c)) {
                text.append(
                        unit == '\n' || unit == '\r' || unit == '"' || unit == '\\'
                                ? "\\" + Integer.toOctalString(unit)
                                : unit < 128 ? String.valueOf(unit) : "\\u%04x".formatted((int) unit));
            }
        }
        return text.toString();
    }

    /** Another processor: makes one class of the package {@code p}, in a certain round. */
    private static final class Generator extends AbstractProcessor {

        private final int round;
        private final String name;
        private final String declaration;
        private int rounds;

        Generator(int round, String name, String declaration) {
            this.round = round;
            this.name = name;
            this.declaration = declaration;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            rounds++;
            if (rounds == round) {
                try (Writer file =
                        processingEnv.getFiler().createSourceFile("p." + name).openWriter()) {
                    file.write("package p; " + declaration);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return false;
        }
    }
}
