package io.muniment.schema;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muniment.codec.Serializers;
import io.muniment.group.Groups;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeTest {

    private static final int MUTATIONS = 20_000;

    private static Shape lockbook() {
        return new Shape("lockbook", 2, tables(), types());
    }

    private static List<TableShape> tables() {
        return List.of(
                new TableShape(1, "accounts", TableKind.HASH, type("Username"), type("Account")),
                new TableShape(2, "audit", TableKind.SORTED, type("instant"), type("Pair<string,int>")),
                new TableShape(3, "settings", TableKind.SINGLE, null, type("Figure")));
    }

    private static List<TypeShape> types() {
        return List.of(
                new TypeShape.OfRecord(
                        "Account",
                        List.of(
                                new TypeShape.Component(1, "country", type("Country")),
                                new TypeShape.Component(2, "größe", type("map<string,list<Uri>>")))),
                new TypeShape.OfEnum(
                        "Country", List.of(new TypeShape.Constant(1, "DE"), new TypeShape.Constant(2, "FR"))),
                new TypeShape.OfSealed("Figure", List.of(new TypeShape.Case(1, type("Point")))),
                new TypeShape.OfRecord(
                        "Pair<string,int>",
                        List.of(
                                new TypeShape.Component(1, "left", type("string")),
                                new TypeShape.Component(2, "right", type("int")))),
                new TypeShape.OfRecord("Point", List.of()),
                new TypeShape.OfCustom("Uri"),
                new TypeShape.OfRecord("Username", List.of(new TypeShape.Component(1, "value", type("string")))));
    }

    private static TypeExpression type(String text) {
        return TypeExpression.parse(text);
    }

    @Test
    void theJsonOfAShapeIsThatOfEveryVersionBefore() throws IOException {
        try (InputStream golden = ShapeTest.class.getResourceAsStream("/golden/lockbook-2.json")) {
            assertEquals(
                    new String(golden.readAllBytes(), StandardCharsets.UTF_8),
                    lockbook().toJson());
        }
        assertEquals(
                "ebbd7a85cd7738fb27c505691923ea88029bdef518343892c4d1c59c4974cb19",
                HexFormat.of().formatHex(lockbook().fingerprint()));
    }

    @Test
    void whatIsPrintedIsReadBackEqual() {
        assertEquals(lockbook(), Shape.parse(lockbook().toJson()));
        Shape empty = new Shape("empty", 1, List.of(), List.of());
        assertEquals(empty, Shape.parse(empty.toJson()));
    }

    @Test
    void theOrderInASourceMeansNothing() {
        Shape reversed = new Shape("lockbook", 2, reversed(tables()), reversed(types()));
        assertEquals(lockbook(), reversed);
        assertEquals(lockbook().toJson(), reversed.toJson());
        assertArrayEquals(lockbook().fingerprint(), reversed.fingerprint());
        assertEquals(List.of(), Shape.differences(lockbook(), reversed));
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"format\": 1' | '\"format\": 2' | the schema is of format 2, known is 1",
                "'\"format\": 1' | '\"format\":1' | expected ' '",
                "'\"version\": 2' | '\"version\": 02' | expected a number from 1",
                "'\"version\": 2' | '\"version\": 0' | expected a number from 1",
                "'\"version\": 2' | '\"version\": 9999999999' | expected a number from 1",
                "'lockbook' | 'Lockbook' | the name of a schema is",
                "'hash' | 'heap' | the kind of a table is none",
                "'\"record\"' | '\"class\"' | the kind of a type is none",
                "'\"accounts\"' | '\"ac counts\"' | the name of a table is a Java identifier",
                "'\"accounts\"' | '\"audit\"' | has the name audit twice",
                "'\"value\": \"Account\"' | '\"value\": \"account\"' | the type account is used, but not described",
                "'\"value\": \"Account\"' | '\"value\": \"Pair<string>\"' | the type Pair<string> is used",
                "'\"value\": \"Account\"' | '\"value\": \"list<int\"' | expected ',' or '>'",
                "'\"id\": 2, \"name\": \"audit\"' | '\"id\": 1, \"name\": \"audit\"' | has the id 1 twice",
                "'\"id\": 1, \"name\": \"accounts\"' | '\"id\": 9, \"name\": \"accounts\"' | not in order",
                "'\"id\": 2, \"name\": \"FR\"' | '\"id\": 1, \"name\": \"FR\"' | the ids of the constants are not in order",
                "'\"Uri\", \"kind\"' | '\"string\", \"kind\"' | the type string is built in",
                "'\"type\": \"Point\"' | '\"type\": \"int\"' | built-in type int",
                "'\"kind\": \"single\"' | '\"kind\": \"single\", \"key\": \"int\"' | expected"
            })
    void whatIsNotCanonicalIsRefusedWithItsPosition(String canonical, String other, String message) {
        String json = lockbook().toJson();
        assertTrue(json.contains(canonical), canonical);
        String changed = json.replaceFirst(java.util.regex.Pattern.quote(canonical), other);
        String said = refused(changed);
        assertTrue(said.contains(message), said);
        assertTrue(said.startsWith("Not a schema that Muniment has written: character "), said);
    }

    @Test
    void thePositionIsThatOfTheFirstWrongCharacter() {
        assertTrue(refused("{\n  \"format\" : 1").contains("character 12:"), refused("{\n  \"format\" : 1"));
        assertTrue(refused("").contains("character 0:"));
        assertTrue(refused(lockbook().toJson() + " ").contains("something follows the end"));
    }

    private static String refused(String json) {
        return assertThrows(IllegalArgumentException.class, () -> Shape.parse(json))
                .getMessage();
    }

    @Test
    void everyCutIsRefused() {
        String json = lockbook().toJson();
        for (int length = 0; length < json.length(); length++) {
            refused(json.substring(0, length));
        }
    }

    @Test
    void changedTextIsAShapeInItsOnlyFormOrRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String json = lockbook().toJson();
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String changed = changed(json, random);
            try {
                assertEquals(changed, Shape.parse(changed).toJson());
                accepted++;
            } catch (IllegalArgumentException e) {
                assertTrue(e.getMessage().codePoints().noneMatch(Character::isISOControl), e.getMessage());
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + ": " + changed, e);
            }
        }
        assertTrue(accepted > 0, "seed " + seed);
    }

    private static String changed(String json, Random random) {
        StringBuilder changed = new StringBuilder(json);
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(changed.length());
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, changed.charAt(random.nextInt(changed.length())));
                case 2 -> changed.setCharAt(at, (char) random.nextInt(0x10000));
                default -> changed.setCharAt(at, changed.charAt(random.nextInt(changed.length())));
            }
        }
        return changed.toString();
    }

    @Test
    void depthAndSizeAreBounded() {
        String deep = "list<".repeat(60) + "int" + ">".repeat(60);
        assertThrows(IllegalArgumentException.class, () -> type(deep));
        assertThrows(IllegalArgumentException.class, () -> type("list<".repeat(1_000_000)));
        assertThrows(IllegalArgumentException.class, () -> type("x".repeat(256)));
        assertTrue(refused(" ".repeat(1 << 23)).contains("longer than the limit"));
        assertTrue(refused(lockbook().toJson().replace("\"instant\"", "\"" + deep + "\""))
                .contains("levels"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"int", "byte[]", "map<string,list<Account>>", "Pair<Pair<int,int>,optional<X>>", "$a_1", "größe"
            })
    void aTypeIsPrintedAsItWasRead(String text) {
        assertEquals(text, type(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "list",
                "list<>",
                "list<int",
                "list<int>>",
                "list<int>x",
                "list<int,int>",
                "map<int>",
                "int<int>",
                "list< int>",
                "Account[]",
                "p.Account",
                "1x",
                "a-b",
                "<int>",
                ",",
                "a\u0000",
                "a\u200b",
                "\ud800",
                "int[][]"
            })
    void whatIsNoTypeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> type(text));
    }

    @Test
    void aTableHasAKeyUnlessItIsSingle() {
        assertThrows(IllegalArgumentException.class, () -> new TableShape(1, "a", TableKind.HASH, null, type("int")));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TableShape(1, "a", TableKind.SINGLE, type("int"), type("int")));
        assertThrows(IllegalArgumentException.class, () -> new TableShape(0, "a", TableKind.SINGLE, null, type("int")));
        assertThrows(IllegalArgumentException.class, () -> new Shape("a", 0, List.of(), List.of()));
    }

    @Test
    void equalShapesHaveNoDifferences() {
        assertEquals(List.of(), Shape.differences(lockbook(), lockbook()));
    }

    @Test
    void eachDifferenceIsALine() {
        Shape changed = new Shape(
                "strongbox",
                3,
                List.of(
                        new TableShape(1, "accounts", TableKind.SORTED, type("string"), type("Account")),
                        new TableShape(2, "audits", TableKind.SORTED, type("instant"), type("int")),
                        new TableShape(3, "settings", TableKind.SINGLE, null, type("Account"))),
                List.of(
                        new TypeShape.OfRecord(
                                "Account",
                                List.of(
                                        new TypeShape.Component(1, "country", type("string")),
                                        new TypeShape.Component(2, "email", type("string")))),
                        new TypeShape.OfEnum("Country", List.of(new TypeShape.Constant(1, "DE"))),
                        new TypeShape.OfSealed("Figure", List.of(new TypeShape.Case(1, type("Line")))),
                        new TypeShape.OfRecord("Line", List.of()),
                        new TypeShape.OfCustom("Username")));
        assertEquals(
                List.of(
                        "the schema's name was lockbook, is strongbox",
                        "the schema's version was 2, is 3",
                        "table accounts: the kind was hash, is sorted",
                        "table accounts: the key was Username, is string",
                        "table audit was removed",
                        "table settings: the value was Figure, is Account",
                        "table audits was added",
                        "type Account: component country was Country, is string",
                        "type Account: component größe was removed",
                        "type Account: component email was added",
                        "type Country: constant FR was removed",
                        "type Figure: case Point was removed",
                        "type Figure: case Line was added",
                        "type Pair<string,int> was removed",
                        "type Point was removed",
                        "type Uri was removed",
                        "type Username was a record, is a type with its own serializer",
                        "type Line was added"),
                Shape.differences(lockbook(), changed));
        assertNotEquals(
                HexFormat.of().formatHex(lockbook().fingerprint()),
                HexFormat.of().formatHex(changed.fingerprint()));
    }

    @Test
    void everyKindOfTableIsReadAsItIsPrinted() {
        List<TableShape> tables = new ArrayList<>();
        for (TableKind kind : TableKind.values()) {
            TypeExpression value = TypeExpression.parse(
                    switch (kind) {
                        case SET -> "set<uuid>";
                        case LIST -> "list<uuid>";
                        case MAP -> "map<uuid,long>";
                        default -> "uuid";
                    });
            TypeExpression key = kind.hasKeys() ? TypeExpression.parse("string") : null;
            tables.add(new TableShape(tables.size() + 1, "table" + kind.ordinal(), kind, key, value));
        }
        Shape shape = new Shape("kinds", 1, tables, List.of());
        assertEquals(shape, Shape.parse(shape.toJson()));
    }

    @Test
    void idsAreADifferenceWhenAllElseIsTheSame() {
        Shape changed = Shape.parse(
                lockbook().toJson().replace("\"id\": 3, \"name\": \"settings\"", "\"id\": 7, \"name\": \"settings\""));
        assertEquals(List.of("table settings: the id was 3, is 7"), Shape.differences(lockbook(), changed));
        assertFalse(lockbook().equals(changed));
    }

    @Test
    void aTableOfGroupsKeepsGroupsOfItsKind() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> new TableShape(1, "files", TableKind.SET, type("string"), type("list<uuid>")));
        assertEquals("table files of kind set keeps a set, not list<uuid>", refused.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> new TableDescription<>(1, "files", TableKind.SET, Serializers.STRING, Serializers.LONG));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TableDescription<>(
                        1, "files", TableKind.HASH, Serializers.STRING, Groups.list(Serializers.LONG)));
    }

    @Test
    void aTypeIsThereOnce() {
        List<TypeShape> twice = List.of(new TypeShape.OfCustom("Uri"), new TypeShape.OfCustom("Uri"));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Shape("lockbook", 1, List.of(), twice));
        assertEquals("the type Uri is there twice", refused.getMessage());
    }

    @Test
    void aTypeThatHasBecomeOfAnotherKindIsADifference() {
        TypeShape asEnum = new TypeShape.OfEnum("T", List.of(new TypeShape.Constant(1, "A")));
        TypeShape asRecord = new TypeShape.OfRecord("T", List.of());
        TypeShape asSealed = new TypeShape.OfSealed("T", List.of(new TypeShape.Case(1, type("T"))));
        TypeShape asCustom = new TypeShape.OfCustom("T");
        assertEquals(List.of("type T was an enum, is a record"), differences(asEnum, asRecord));
        assertEquals(List.of("type T was a record, is a sealed type"), differences(asRecord, asSealed));
        assertEquals(List.of("type T was a sealed type, is an enum"), differences(asSealed, asEnum));
        assertEquals(List.of("type T was an enum, is a type with its own serializer"), differences(asEnum, asCustom));
        assertEquals(List.of(), differences(asCustom, asCustom));
    }

    private static List<String> differences(TypeShape stored, TypeShape wanted) {
        return Shape.differences(
                new Shape("lockbook", 1, List.of(), List.of(stored)),
                new Shape("lockbook", 1, List.of(), List.of(wanted)));
    }
}
