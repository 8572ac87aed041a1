package io.muniment.processor;

import static io.muniment.processor.Refusal.methodRefused;
import static io.muniment.processor.Refusal.refused;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule about a schema and its methods has a bad source. */
final class SchemaRulesTest {

    private static final String NAME_RULE =
            "A schema's name is a lower case letter, then lower case letters, digits, - and _, at most 64 in all";

    @Test
    void classIsNoSchema() {
        refused(
                "@Schema abstract class Lockbook {} //!",
                "A schema must be an interface",
                "class Lockbook",
                "interface Lockbook");
    }

    @Test
    void recordIsNoSchema() {
        refused(
                "@Schema record Lockbook() {} //! JAVAC",
                "A schema must be an interface",
                "record Lockbook",
                "interface Lockbook");
    }

    @Test
    void annotationIsNoSchema() {
        refused(
                "@Schema @interface Lockbook {} //!",
                "A schema must be an interface",
                "annotation type Lockbook",
                "interface Lockbook");
    }

    @Test
    void schemaIsNotPrivate() {
        refused(
                """
                class Outer {
                    @Schema private interface Lockbook { Single<String> name(); } //!
                }""",
                "The generated database cannot reach a private schema",
                "p.Outer.Lockbook is private",
                "the same without private");
    }

    @Test
    void schemaIsNotInsideOfAPrivateClass() {
        refused(
                """
                class Outer {
                    private static class Inner {
                        @Schema interface Lockbook { Single<String> name(); } //!
                    }
                }""",
                "The generated database cannot reach a private schema",
                "p.Outer.Inner is private",
                "the same without private");
    }

    @Test
    void schemaIsNotGeneric() {
        refused(
                """
                @Schema interface Lockbook< //! ECJ
                    V> { //!
                    Single<V> value();
                }""",
                "A schema cannot be generic",
                "the type parameter V of Lockbook",
                "interface Lockbook, with the types themselves in its tables");
    }

    @Test
    void schemaExtendsNothing() {
        refused(
                "@Schema interface Lockbook extends AutoCloseable { Single<String> name(); } //!",
                "A schema cannot extend another interface",
                "Lockbook extends AutoCloseable",
                "interface Lockbook, with all its tables in itself");
    }

    @Test
    void schemaIsNotSealed() {
        refused(
                """
                @Schema sealed interface Lockbook permits Own { Single<String> name(); } //!
                non-sealed interface Own extends Lockbook {}""",
                "A schema cannot be sealed: the generated database implements it",
                "sealed interface Lockbook",
                "interface Lockbook");
    }

    @Test
    void schemaHasATable() {
        refused(
                "@Schema interface Lockbook { default void nothing() {} } //!",
                "A schema needs a table",
                "Lockbook has no abstract method",
                "a method for each table, such as Table<String, Long> counts();");
    }

    @Test
    void nameHoldsNoSpaces() {
        refused("""
                @Schema(
                    version = 1,
                    name = "Lock book") //!
                interface Lockbook { Single<String> name(); }""", NAME_RULE, "\"Lock book\"", "@Schema(name = \"lock-book\")");
    }

    @Test
    void nameHoldsNoSource() {
        refused("""
                @Schema(
                    name = "a\\";System.exit(1);//\\u2028") //!
                interface Lockbook { Single<String> name(); }""", NAME_RULE, "\"a\";System.exit(1);//\\u2028\"", "@Schema(name = \"a-system-exit-1\")");
    }

    @Test
    void nameIsShownWithoutControlCharacters() {
        refused("""
                @Schema(
                    name = "a\\n\\033[31m\\200") //!
                interface Lockbook { Single<String> name(); }""", NAME_RULE, "\"a\\u000a\\u001b[31m\\u0080\"", "@Schema(name = \"a-31m\")");
    }

    @Test
    void nameHasAnEnd() {
        refused(
                """
                @Schema(
                    name = "%s") //!
                interface Lockbook { Single<String> name(); }""".formatted("a".repeat(65)),
                NAME_RULE,
                "\"" + "a".repeat(65) + "\"",
                "@Schema(name = \"" + "a".repeat(64) + "\")");
    }

    @Test
    void nameTakenFromTheInterfaceIsCheckedToo() {
        refused("""
                @Schema() //!
                interface $Lock$book { Single<String> name(); }""", NAME_RULE, "\"$lock$book\"", "@Schema(name = \"lock-book\")");
    }

    @Test
    void nameIsNoDevice() {
        refused(
                """
                @Schema(
                    name = "con") //!
                interface Lockbook { Single<String> name(); }""",
                "A schema cannot be named like a device: some systems allow no such file",
                "\"con\"",
                "@Schema(name = \"con-data\")");
    }

    @Test
    void versionCountsFromOne() {
        refused("""
                @Schema(
                    name = "lockbook",
                    version = 0) //!
                interface Lockbook { Single<String> name(); }""", "A schema's version counts from 1", "version = 0", "version = 1");
    }

    @Test
    void previousIsASchema() {
        refused(
                """
                @Schema(
                    version = 3,
                    previous = Older.class) //!
                interface Lockbook { Single<String> name(); }
                interface Older { Single<String> name(); }""",
                "The previous version of a schema is a schema itself",
                "previous = Older.class, and Older is none",
                "@Schema(name = \"lockbook\", version = 2) on Older; or another class");
        refused(
                """
                @Schema(
                    previous = int[].class) //!
                interface Lockbook { Single<String> name(); }""",
                "The previous version of a schema is a schema itself",
                "previous = int[].class, and int[] is none",
                "the interface of an older version");
    }

    @Test
    void previousIsAnotherInterface() {
        refused(
                """
                @Schema(
                    version = 2,
                    previous = Lockbook.class) //!
                interface Lockbook { Single<String> name(); }""",
                "A schema is not its own previous version",
                "previous = Lockbook.class, on Lockbook",
                "the interface of a version below 2; or nothing, if the history has it");
    }

    @Test
    void previousHasTheSameName() {
        refused(
                """
                @Schema(
                    version = 2,
                    previous = Older.class) //!
                interface Lockbook { Single<String> name(); }
                // file p/Older.java
                package p;
                @io.muniment.annotation.Schema
                interface Older { io.muniment.table.Single<String> name(); }""",
                List.of("p.Older"),
                "The previous version of a schema has the same name on disk",
                "\"older\" for Older, and \"lockbook\" for Lockbook",
                "@Schema(name = \"lockbook\") on both; or another class");
    }

    @Test
    void previousIsOfALowerVersion() {
        refused(
                """
                @Schema(
                    version = 2,
                    previous = Other.Lockbook.class) //!
                interface Lockbook { Single<String> name(); }
                interface Other {
                    @Schema(version = 3, previous = p.Lockbook.class) interface Lockbook { Single<String> name(); }
                }""",
                List.of(),
                "The previous version of a schema is below its own",
                "version 3 for Other.Lockbook, and version 2 for Lockbook",
                "version = 4, if that is what Lockbook is; or the interface of an older version");
    }

    @Test
    void methodHasNoParameters() {
        refused(
                """
                @Schema interface Lockbook {
                    Single<String> other();
                    Table<String, Long> counts(
                        String prefix, //!
                        int size);
                }""",
                "A method that names a table has no parameters",
                "counts(String prefix)",
                "Table<String, Long> counts(); or a default method, if it is meant as a question to the tables");
    }

    @Test
    void methodIsNotGeneric() {
        methodRefused(
                "<V> Single<V> value();",
                "A method that names a table cannot be generic",
                "the type parameter V of value()",
                "the types themselves");
    }

    @Test
    void methodThrowsNothing() {
        methodRefused(
                "Single<String> value() throws java.io.IOException;",
                "A method that names a table throws nothing",
                "value() throws IOException",
                "Single<String> value();");
    }

    @Test
    void methodReturnsATable() {
        methodRefused(
                "String value();",
                "An abstract method of a schema names a table",
                "String value()",
                "Table<K, V>, SortedTable<K, V>, Single<V>, SetTable<K, E>, ListTable<K, E>, MapTable<K, S, V> or Sequence<E>;"
                        + " or a default method, if it is meant as a question to the tables");
    }

    @Test
    void methodReturnsATableRatherThanAMap() {
        methodRefused(
                "Map<String, List<Long>> values();",
                "An abstract method of a schema names a table",
                "Map<String, List<Long>> values()",
                "Table<String, List<Long>>; or a default method, if it is meant as a question to the tables");
    }

    @Test
    void methodReturnsASortedTableRatherThanASortedMap() {
        methodRefused(
                "NavigableMap<String, ? extends Number> values();",
                "An abstract method of a schema names a table",
                "NavigableMap<String, ? extends Number> values()",
                "SortedTable<String, ? extends Number>; or a default method, if it is meant as a question to the tables");
    }

    @Test
    void methodReturnsASingleRatherThanAnOptional() {
        methodRefused(
                "Optional<String> value();",
                "An abstract method of a schema names a table",
                "Optional<String> value()",
                "Single<String>; or a default method, if it is meant as a question to the tables");
    }

    @Test
    void tableIsNotRaw() {
        methodRefused(
                "@SuppressWarnings(\"rawtypes\") Table values();",
                "A table needs the types of what it keeps",
                "Table values()",
                "Table<K, V>");
    }

    @Test
    void singleIsNotRaw() {
        methodRefused(
                "@SuppressWarnings(\"rawtypes\") Single value();",
                "A table needs the types of what it keeps",
                "Single value()",
                "Single<V>");
    }

    @Test
    void tableOfAWildcardIsRefused() {
        methodRefused(
                "Single<?> value();",
                "A stored type cannot be a wildcard",
                "? as the value of value()",
                "the type itself");
        methodRefused(
                "Table<? extends Number, String> values();",
                "A stored type cannot be a wildcard",
                "? extends Number as the key of values()",
                "Number");
        methodRefused(
                "Table<String, ? super Integer> values();",
                "A stored type cannot be a wildcard",
                "? super Integer as the value of values()",
                "Integer");
    }

    @Test
    void databasesOwnNamesAreTaken() {
        methodRefused(
                "Single<String> snapshot();",
                "A generated database has a method of this name itself",
                "snapshot()",
                "another name, such as snapshotTable()");
        methodRefused(
                "default void close() {}",
                "A generated database has a method of this name itself",
                "close()",
                "another name, such as closeTable()");
    }

    @Test
    void tablesDifferInMoreThanCase() {
        refused(
                """
                @Schema interface Lockbook {
                    Single<String> other(); //!
                    Single<String> otHer();
                }""",
                "The names of two tables differ in case alone",
                "otHer() and other()",
                "another name for one of the two");
    }
}
