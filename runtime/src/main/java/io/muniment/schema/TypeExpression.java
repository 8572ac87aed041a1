package io.muniment.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A use of a stored type, as a schema writes it: {@code int}, {@code byte[]}, {@code map<string,list<Account>>},
 * {@code Pair<string,int>}. Never a class or package name.
 *
 * @param name of a built-in type, or the stored name of one of the user's own
 * @param arguments the types in angle brackets, none for most
 */
public record TypeExpression(String name, List<TypeExpression> arguments) {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_LENGTH = 10_000;

    /** Each built-in type, and how many arguments it takes. */
    private static final Map<String, Integer> BUILT_IN = Map.ofEntries(
            Map.entry("boolean", 0),
            Map.entry("byte", 0),
            Map.entry("short", 0),
            Map.entry("char", 0),
            Map.entry("int", 0),
            Map.entry("long", 0),
            Map.entry("float", 0),
            Map.entry("double", 0),
            Map.entry("boolean[]", 0),
            Map.entry("byte[]", 0),
            Map.entry("short[]", 0),
            Map.entry("char[]", 0),
            Map.entry("int[]", 0),
            Map.entry("long[]", 0),
            Map.entry("float[]", 0),
            Map.entry("double[]", 0),
            Map.entry("string", 0),
            Map.entry("bytes", 0),
            Map.entry("instant", 0),
            Map.entry("localdate", 0),
            Map.entry("localtime", 0),
            Map.entry("localdatetime", 0),
            Map.entry("offsetdatetime", 0),
            Map.entry("zoneddatetime", 0),
            Map.entry("offsettime", 0),
            Map.entry("duration", 0),
            Map.entry("period", 0),
            Map.entry("year", 0),
            Map.entry("yearmonth", 0),
            Map.entry("monthday", 0),
            Map.entry("zoneid", 0),
            Map.entry("zoneoffset", 0),
            Map.entry("dayofweek", 0),
            Map.entry("month", 0),
            Map.entry("uuid", 0),
            Map.entry("biginteger", 0),
            Map.entry("bigdecimal", 0),
            Map.entry("optionalint", 0),
            Map.entry("optionallong", 0),
            Map.entry("optionaldouble", 0),
            Map.entry("optional", 1),
            Map.entry("list", 1),
            Map.entry("set", 1),
            Map.entry("sortedset", 1),
            Map.entry("map", 2),
            Map.entry("sortedmap", 2));

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the name is neither built in nor an identifier, or the number of arguments
     *     is not that of the built-in type
     */
    public TypeExpression {
        arguments = List.copyOf(arguments);
        Integer expected = BUILT_IN.get(name);
        if (expected == null) {
            Names.requireIdentifier("a type", name);
        } else if (expected != arguments.size()) {
            throw new IllegalArgumentException(
                    "the type " + name + " takes " + expected + " arguments, not " + arguments.size());
        }
    }

    /**
     * Reads what {@link #toString} prints.
     *
     * @throws IllegalArgumentException if {@code text} is anything else, with the position; also if it is nested
     *     deeper than 50 levels or longer than 10,000 characters
     */
    public static TypeExpression parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a type of " + text.length() + " characters is too long");
        }
        Parser parser = new Parser(text);
        TypeExpression type = parser.expression(0);
        if (parser.at != text.length()) {
            throw parser.wrong("the end");
        }
        return type;
    }

    /** Whether this is a type of the library, as opposed to one of the user's own. */
    public boolean isBuiltIn() {
        return BUILT_IN.containsKey(name);
    }

    /** The form in the schema, without spaces. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        print(text);
        return text.toString();
    }

    private void print(StringBuilder text) {
        text.append(name);
        char before = '<';
        for (TypeExpression argument : arguments) {
            text.append(before);
            argument.print(text);
            before = ',';
        }
        if (!arguments.isEmpty()) {
            text.append('>');
        }
    }

    /** Goes through the text once, from left to right. */
    private static final class Parser {

        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        TypeExpression expression(int depth) {
            if (depth > MAX_DEPTH) {
                throw wrong("at most " + MAX_DEPTH + " levels");
            }
            int start = at;
            String name = name();
            List<TypeExpression> arguments = new ArrayList<>();
            if (isNext('<')) {
                do {
                    at++;
                    arguments.add(expression(depth + 1));
                } while (isNext(','));
                if (!isNext('>')) {
                    throw wrong("',' or '>'");
                }
                at++;
            }
            try {
                return new TypeExpression(name, arguments);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(e.getMessage() + " (at " + start + ")", e);
            }
        }

        private String name() {
            int start = at;
            while (at < text.length() && "<>,".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw wrong("a type");
            }
            return text.substring(start, at);
        }

        private boolean isNext(char c) {
            return at < text.length() && text.charAt(at) == c;
        }

        private IllegalArgumentException wrong(String expected) {
            return new IllegalArgumentException("expected " + expected + " (at " + at + ")");
        }
    }
}
