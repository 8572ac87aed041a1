package io.muniment.schema;

/** What may be a name in a schema. */
final class Names {

    private static final int MAX_SCHEMA_NAME = 64;
    private static final int MAX_IDENTIFIER = 255;

    private Names() {}

    /** A lower case letter, then lower case letters, digits, - and _. */
    static void requireSchemaName(String name) {
        if (name.length() > MAX_SCHEMA_NAME || !name.matches("[a-z][a-z0-9_-]*")) {
            throw new IllegalArgumentException("the name of a schema is a lower case letter, then lower case letters,"
                    + " digits, - and _, at most " + MAX_SCHEMA_NAME + " characters");
        }
    }

    /** A Java identifier, without the invisible characters that Java allows in one. */
    static void requireIdentifier(String of, String name) {
        boolean isIdentifier = !name.isEmpty()
                && Character.isJavaIdentifierStart(name.codePointAt(0))
                && name.codePoints()
                        .allMatch(c -> Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
        if (!isIdentifier || name.length() > MAX_IDENTIFIER) {
            throw new IllegalArgumentException(
                    "the name of " + of + " is a Java identifier of at most " + MAX_IDENTIFIER + " characters");
        }
    }

    /** From 1. */
    static void requireId(String of, int id) {
        if (id < 1) {
            throw new IllegalArgumentException("the id of " + of + " is " + id + ", ids are from 1");
        }
    }
}
