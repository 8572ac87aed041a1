package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Record;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the interface of a step asks for and why, what its methods are called, and what a database is opened with. */
class StepWriterTest {

    private static final Pattern REASON =
            Pattern.compile("Yours to write: (.*?)\\. \\*/\\s+(?:public )?\\S.*? (\\w+)\\(");

    @TempDir
    private Path directory;

    /** Compiles an old version and a new one, by both compilers, which generate the same. */
    private static Compiled compiled(String old, String now) {
        return Arrays.stream(Compilation.By.values())
                .map(by -> (by == Compilation.By.JAVAC ? Compiled.withJavac() : Compiled.withEcj())
                        .source(
                                "Old",
                                "import java.math.*;\n@Schema(name = \"book\", version = 1) public interface Old {\n"
                                        + old + "\n}")
                        .source(
                                "Book",
                                "import java.math.*;\n"
                                        + now.replaceFirst(
                                                "^((?:@\\w+\\(.*?\\) )*)",
                                                "$1@Schema(name = \"book\", version = 2, previous = Old.class) public interface Book {\n")
                                        + "\n}")
                        .compile())
                .reduce((one, other) -> {
                    assertEquals(one.generated(), other.generated());
                    return one;
                })
                .orElseThrow();
    }

    private static String step(String old, String now) {
        return compiled(old, now).generated().getOrDefault("p/BookV1ToV2.java", "");
    }

    /** By method, why it is abstract. */
    private static Map<String, String> reasons(String step) {
        String flat = step.replaceAll("\\s+\\* ", " ")
                .replaceAll("/\\*\\*\\s+", "/** ")
                .replaceAll("\\s+\\*/", " */");
        return REASON.matcher(flat)
                .results()
                .collect(Collectors.toMap(match -> match.group(2), match -> match.group(1), (a, b) -> a, TreeMap::new));
    }

    private static void asksFor(String method, String reason, String old, String now) {
        assertEquals(Map.of(method, reason), reasons(step(old, now)));
    }

    @Test
    void newComponentWithoutADefault() {
        asksFor(
                "account",
                "component since is new and has no &#64;Default; component phone is new and has no &#64;Default",
                "Single<Account> root(); record Account(int a) {}",
                "Single<Account> root(); record Account(Instant since, int a, String phone) {}");
    }

    private static String components(List<String> changes, int version) {
        return IntStream.range(0, changes.size())
                .mapToObj(i -> changes.get(i).split(" ", -1)[version - 1] + " c" + i)
                .collect(Collectors.joining(", ", "Single<Account> root(); record Account(", ") {}"));
    }

    @Test
    void componentOfATypeThatHasNotAllValuesOfTheOld() {
        List<String> changes = List.of(
                "long int",
                "long double",
                "int float",
                "double float",
                "float BigDecimal",
                "char int",
                "int char",
                "int String",
                "String char",
                "Optional<String> String",
                "List<String> Set<String>",
                "Set<String> List<String>",
                "Map<String,Long> Map<String,Integer>",
                "Instant LocalDate",
                "boolean int",
                "OptionalInt Optional<Integer>",
                "int[] long[]");
        String reasons = IntStream.range(0, changes.size())
                .mapToObj(i ->
                        "component c" + i + " was " + escaped(changes.get(i)).replaceFirst(" (?!\\w+&gt;)", " and is "))
                .collect(Collectors.joining("; "));
        asksFor("account", reasons, components(changes, 1), components(changes, 2));
    }

    private static String escaped(String type) {
        return type.replace(",", ", ").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Test
    void losslessChangesAskForNothing() {
        List<String> changes = List.of(
                "byte short",
                "short float",
                "int long",
                "int double",
                "float double",
                "long BigInteger",
                "long BigDecimal",
                "BigInteger BigDecimal",
                "Integer long",
                "int Long",
                "int OptionalInt",
                "int OptionalLong",
                "Integer OptionalDouble",
                "String Optional<String>",
                "int Optional<Long>",
                "Optional<Integer> Optional<Long>",
                "List<Integer> List<Long>",
                "Set<Short> SortedSet<Integer>",
                "SortedSet<Short> Set<Short>",
                "SortedSet<Short> NavigableSet<Short>",
                "Map<Short,List<Integer>> SortedMap<Integer,List<Long>>",
                "byte[] Bytes",
                "Bytes byte[]");
        String step = step(components(changes, 1), components(changes, 2));
        assertEquals(Map.of(), reasons(step));
        assertTrue(step.contains("default Book.Account account(Old.Account old) {"), step);
    }

    @Test
    void typeOfBothVersionsHasItsMethodThoughItsTableIsGone() {
        String old = "Table<Long, Account> users(); record Account(int a, Kind kind) {} enum Kind { X }";
        String now = "@Dropped(\"users\") Table<Long, Member> members(); record Member(%s) {}"
                + " record Account(long a, Kind kind%s) {} enum Kind { X, Y }";
        String step = step(old, now.formatted("Account account, String note", ""));
        assertTrue(step.contains("default Book.Account account(Old.Account old)"), step);
        assertTrue(step.contains("default Book.Kind kind(Old.Kind old)"), step);

        // What nobody needs nobody has to write.
        String other = step(old, now.formatted("Account account, String note", ", String more"));
        assertFalse(other.contains(" account("), other);
        assertTrue(other.contains("default Book.Kind kind(Old.Kind old)"), other);
        assertEquals(Map.of(), reasons(other));
    }

    @Test
    void anotherTypeInPlaceOfOne() {
        asksFor(
                "accountToPerson",
                "Person is another type than Account (if not, write &#64;RenamedFrom(\"Account\") on Book.Person)",
                "Table<Long, Account> all(); record Account(int a) {}",
                "Table<Long, Person> all(); record Person(int a) {}");
    }

    @Test
    void typeOfAnotherSort() {
        asksFor(
                "account",
                "Account was a record and is an enum",
                "Table<Long, Account> all(); record Account(int a) {}",
                "Table<Long, Account> all(); enum Account { A }");
    }

    @Test
    void constantAndCaseThatAreGone() {
        asksFor(
                "colour",
                "constant BLUE is gone; constant GREEN is gone",
                "Single<Colour> root(); enum Colour { RED, GREEN, BLUE }",
                "Single<Colour> root(); @Dropped({\"GREEN\", \"BLUE\"}) enum Colour { RED }");
        asksFor(
                "event",
                "case Bought is gone",
                "Single<Event> root(); sealed interface Event {} record Came() implements Event {} record Bought()"
                        + " implements Event {}",
                "Single<Event> root(); @Dropped(\"Bought\") sealed interface Event {} record Came() implements Event {}");
    }

    @Test
    void partsOfATableOfOtherTypes() {
        String step = step(
                "Table<Long, String> a(); SetTable<Long, String> b(); ListTable<Long, String> c();"
                        + " MapTable<Long, Long, Long> d(); Sequence<Long> e(); Single<Long> f();",
                "Table<String, Long> a(); SetTable<Integer, Long> b(); ListTable<Long, Long> c();"
                        + " MapTable<Long, Integer, Short> d(); Sequence<Integer> e(); Single<Integer> f();");
        assertEquals(
                Map.of(
                        "aKey", "the key was Long and is String",
                        "aValue", "the value was String and is Long",
                        "bKey", "the key was Long and is Integer",
                        "bElement", "the element was String and is Long",
                        "cElement", "the element was String and is Long",
                        "dMapKey", "the map key was Long and is Integer",
                        "dMapValue", "the map value was Long and is Short",
                        "eElement", "the element was Long and is Integer",
                        "fValue", "the value was Long and is Integer"),
                reasons(step));
    }

    @Test
    void caseBecomesItsFamily() {
        String step = step(
                "Single<Circle> root(); record Circle(int r) {}",
                "Single<Figure> root(); sealed interface Figure {} record Circle(int r) implements Figure {} record Square()"
                        + " implements Figure {}");
        assertEquals(Map.of(), reasons(step));
        assertTrue(step.contains("default Book.Figure rootValue(Old.Circle old) {\n        return circle(old);"), step);
    }

    @Test
    void typeInsideOfItselfAndGenericTypesHaveAMethodForEachPair() {
        String step = step(
                "Single<Node> root(); record Node(List<Node> below, Pair<Integer, String> one, List<Pair<Long, Node>> two) {}"
                        + " record Pair<A, B>(A left, B right) {}",
                "Single<Node> root(); record Node(List<Node> below, Pair<Long, String> one, List<Pair<Long, Node>> two) {}"
                        + " record Pair<A, B>(A left, B right) {}");
        assertEquals(Map.of(), reasons(step));
        assertEquals(
                List.of(
                        "node",
                        "pairOfLongAndNode",
                        "pairOfIntAndStringToPairOfLongAndString",
                        "rootValue",
                        "complete",
                        "copy"),
                methods(step));
    }

    @Test
    void oneClassInBothVersionsHasNoMethod() {
        Compiled compiled = Compiled.withJavac()
                .source("Name", "public record Name(String text) {}")
                .source("Old", "@Schema(name = \"book\") public interface Old { Table<Name, List<Name>> names(); }")
                .source(
                        "Book",
                        "@Schema(version = 2, previous = Old.class) public interface Book { SortedTable<Long, Name> other();"
                                + " Table<Name, List<Name>> names(); }")
                .compile();
        assertEquals(
                List.of("namesKey", "namesValue", "complete", "copy"),
                methods(compiled.generated().getOrDefault("p/BookV1ToV2.java", "")));
    }

    @Test
    void deprecatedPartsOfAnOldVersionAreNoWarning() {
        Compiled.withJavac()
                .source(
                        "Old",
                        "@Schema(name = \"book\") public interface Old { Single<Colour> root(); enum Colour { @Deprecated RED } }")
                .source(
                        "Book",
                        "@Schema(version = 2, previous = Old.class) public interface Book { Single<Colour> root();"
                                + " enum Colour { RED } }")
                .compile();
    }

    @Test
    void namesThatWouldCollideAreToldApart() {
        String types = "record Complete(int a) {} record Clone(int a) {} record HashCode(int a) {} record New(int a) {}"
                + " record URL(int a) {} record Url(int a) {} record URLPattern(int a) {} record AKey(int a) {}"
                + " record All(Complete a, Clone b, HashCode c, New d, URL e, Url f, URLPattern g, AKey h, Old old) {}"
                + " record Old(int a) {}";
        String tables = "Single<All> all(); MapTable<Long, Long, Long> a(); Table<Long, Long> aMap();";
        String step = step(tables + types.replace("Old", "Older"), "" + tables + types.replace("Old", "Older"));
        assertEquals(
                List.of(
                        "aKeyType",
                        "all",
                        "cloneType",
                        "completeType",
                        "hashCodeType",
                        "newType",
                        "older",
                        "url",
                        "urlPattern",
                        "urlType",
                        "aKey",
                        "aMapKey",
                        "aMapValue",
                        "aMapKey2",
                        "aMapValue2",
                        "allValue",
                        "complete",
                        "copy"),
                methods(step));
    }

    private static List<String> methods(String step) {
        return Pattern.compile("(?m)^    (?=\\S)(?:default )?[\\w.<>, ]+? (\\w+)\\(.*[{;]?")
                .matcher(step.substring(step.indexOf("public interface ")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    // ---- Opening

    private static List<String> openings(Compiled compiled, String name) throws ClassNotFoundException {
        return Arrays.stream(compiled.loader().loadClass("p.BookDb").getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(StepWriterTest::parameters)
                .sorted()
                .toList();
    }

    private static String parameters(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(" "));
    }

    @Test
    void withoutCodeThatIsNeededItIsOpenedAsEver() throws ClassNotFoundException {
        Compiled compiled = compiled("Table<Long, Integer> a();", "Table<Long, Long> a();");
        List<String> expected = List.of("Path", "Path BookV1ToV2", "Path Options", "Path Options BookV1ToV2");
        assertEquals(expected, openings(compiled, "open"));
        assertEquals(expected, openings(compiled, "checkMigration"));
    }

    @Test
    void codeThatIsNeededMustBeGiven() throws ClassNotFoundException {
        Compiled compiled = compiled("Table<Long, Long> a();", "Table<Long, Integer> a();");
        List<String> expected = List.of("Path BookV1ToV2", "Path Options BookV1ToV2");
        assertEquals(expected, openings(compiled, "open"));
        assertEquals(expected, openings(compiled, "checkMigration"));
    }

    @Test
    void schemaWithoutOlderVersionsHasNothingToCheck() throws ClassNotFoundException {
        Compiled compiled = Compiled.withJavac()
                .source("Book", "@Schema(version = 3) public interface Book { Table<Long, Long> a(); }")
                .compile();
        assertEquals(List.of("Path", "Path Options"), openings(compiled, "open"));
        assertEquals(List.of(), openings(compiled, "checkMigration"));
        assertFalse(compiled.generated().containsKey("p/BookMigration.java"));
    }

    @Test
    void historyThatBeginsLaterHasItsStepsFromThere() throws ClassNotFoundException {
        Record record = new Record(directory);
        for (int version = 3; version <= 5; version++) {
            record.accept(shape(version, version == 4 ? "int" : "long"));
        }
        Compiled compiled = Compiled.withJavac()
                .option(record.option())
                .source("Book", "@Schema(version = 5) public interface Book { Table<Long, Long> a(); }")
                .compile();
        List<String> expected = List.of(
                "Path BookV3ToV4",
                "Path BookV3ToV4 BookV4ToV5",
                "Path Options BookV3ToV4",
                "Path Options BookV3ToV4 BookV4ToV5");
        assertEquals(expected, openings(compiled, "open"));
        assertEquals(expected, openings(compiled, "checkMigration"));
    }

    @Test
    void versionsByHandAndFromTheHistoryAreMixed() throws ClassNotFoundException {
        Record record = new Record(directory);
        for (int version = 1; version <= 3; version++) {
            record.accept(shape(version, version == 3 ? "long" : "int"));
        }
        Compiled compiled = Compiled.withJavac()
                .option(record.option())
                .source(
                        "Older",
                        "@Schema(name = \"book\", version = 2) public interface Older { Table<Long, Integer> a(); }")
                .source(
                        "Book",
                        "@Schema(version = 3, previous = Older.class) public interface Book { Table<Long, Long> a(); }")
                .compile();
        assertEquals(
                List.of("Path", "Path BookV1ToV2 BookV2ToV3", "Path Options", "Path Options BookV1ToV2 BookV2ToV3"),
                openings(compiled, "open"));
        assertFalse(compiled.generated().containsKey("p/OlderV1ToV2.java"), "only the newest has steps");
        assertTrue(compiled.generated().get("p/BookV1ToV2.java").contains("void complete(BookV1 old, Older now)"));
    }

    @Test
    void whatWasAcceptedAsGoneWithoutAWordIsAskedFor() {
        Record record = new Record(directory);
        record.accept(shape(1, "Page").replace("\n  ],\n  \"types\"", """
                ,
                    {"id": 2, "name": "b", "kind": "hash", "key": "long", "value": "Page"}
                  ],
                  \"types\"""").replace("\"types\": []", """
                "types": [
                    {"name": "Page", "kind": "record", "components": [
                      {"id": 1, "name": "number", "type": "int"},
                      {"id": 2, "name": "text", "type": "string"}
                    ]}
                  ]"""));
        String two = shape(2, "Page").replace("\"types\": []", """
                "types": [
                    {"name": "Page", "kind": "record", "components": [
                      {"id": 1, "name": "text", "type": "string"}
                    ]}
                  ]""");
        record.accept(two);
        record.accept(two.replace("\"version\": 2", "\"version\": 3"));
        String step = Compiled.withJavac()
                .option(record.option())
                .source(
                        "Book",
                        "@Schema(version = 3) public interface Book { Table<Long, Page> a(); record Page(String text) {} }")
                .compile()
                .generated()
                .getOrDefault("p/BookV1ToV2.java", "");
        assertEquals(Map.of("page", "component number is gone"), reasons(step));
        assertTrue(step.replaceAll("\\s+\\* ", " ").contains("Yours to write, since these tables are gone: b."), step);
        assertTrue(step.contains("\n    void complete(BookV1 old, BookV2 now);"), step);
    }

    private static String shape(int version, String value) {
        return """
                {
                  "format": 1,
                  "name": "book",
                  "version": %d,
                  "tables": [
                    {"id": 1, "name": "a", "kind": "hash", "key": "long", "value": "%s"}
                  ],
                  "types": []
                }
                """.formatted(version, value);
    }
}
