package io.muniment.processor;

import static io.muniment.processor.Refusal.refused;

import org.junit.jupiter.api.Test;

/** Every rule about the schema interface itself has a bad source. */
final class SchemaRulesTest {

    @Test
    void schemaOnAClassIsRefused() {
        refused(
                "@Schema abstract class Lockbook {} //!",
                "A schema must be an interface",
                "class Lockbook",
                "interface Lockbook");
    }

    @Test
    void schemaOnARecordIsRefused() {
        refused(
                "@Schema record Lockbook() {} //! JAVAC",
                "A schema must be an interface",
                "record Lockbook",
                "interface Lockbook");
    }

    @Test
    void privateSchemaIsRefused() {
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
    void genericSchemaIsRefused() {
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
    void listImplementationIsRefused() {
        refused("""
                @Schema interface Lockbook { Table<String, Account> accounts(); } //! ECJ
                record Account(
                    String name,
                    ArrayList<String> tags //!
                ) {}""", "A type cannot be stored", "ArrayList<String> as Account.tags", "List<String>");
    }

    @Test
    void arrayInAKeyIsRefused() {
        refused(
                """
                @Schema interface Lockbook { Table<Name, String> names(); } //! ECJ
                record Name(byte[] raw) {} //!
                """,
                "A key cannot hold an array: arrays are not equal by value",
                "byte[] in Name.raw, in the key of names()",
                "Bytes");
    }

    @Test
    void badNameIsRefused() {
        refused(
                """
                @Schema(
                    version = 1,
                    name = "Lock book") //!
                interface Lockbook { Table<String, String> names(); }
                """,
                "A schema's name is a lower case letter, then lower case letters, digits, - and _, at most 64 in all",
                "\"Lock book\"",
                "@Schema(name = \"lock-book\")");
    }
}
