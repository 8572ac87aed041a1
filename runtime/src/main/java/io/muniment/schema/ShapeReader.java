package io.muniment.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the canonical JSON, and nothing else: as each shape has one text, what follows is known to the space, and the
 * first character that is another is where the text is wrong.
 */
final class ShapeReader {

    static final int FORMAT = 1;

    private static final int MAX_LENGTH = 1 << 22;
    private static final int MAX_DIGITS = 9;

    private final String json;
    private int at;

    ShapeReader(String json) {
        this.json = json;
    }

    Shape read() {
        if (json.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "A schema of " + json.length() + " characters is longer than the limit, " + MAX_LENGTH + ".");
        }
        try {
            return shape();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Not a schema that Muniment has written: character " + at + ": " + e.getMessage() + ".", e);
        }
    }

    private Shape shape() {
        expect("{\n  \"format\": ");
        int format = number();
        if (format != FORMAT) {
            throw new IllegalArgumentException("the schema is of format " + format + ", known is " + FORMAT);
        }
        expect(",\n  \"name\": \"");
        String name = text();
        expect("\",\n  \"version\": ");
        int version = number();
        expect(",\n  \"tables\": ");
        List<TableShape> tables = list("  ", this::table);
        expect(",\n  \"types\": ");
        List<TypeShape> types = list("  ", this::type);
        expect("\n}\n");
        if (at != json.length()) {
            throw new IllegalArgumentException("something follows the end");
        }
        Shape shape = new Shape(name, version, tables, types);
        if (!shape.tables().equals(tables) || !shape.types().equals(types)) {
            throw new IllegalArgumentException("tables or types are not in order");
        }
        return shape;
    }

    private TableShape table() {
        int id = id();
        String name = name();
        expect("\", \"kind\": \"");
        TableKind kind = TableKind.of(text());
        TypeExpression key = key(kind);
        expect("\", \"value\": \"");
        TypeExpression value = TypeExpression.parse(text());
        expect("\"}");
        return new TableShape(id, name, kind, key, value);
    }

    private @Nullable TypeExpression key(TableKind kind) {
        if (!kind.hasKeys()) {
            return null;
        }
        expect("\", \"key\": \"");
        return TypeExpression.parse(text());
    }

    private TypeShape type() {
        expect("{\"name\": \"");
        String name = text();
        expect("\", \"kind\": \"");
        String kind = text();
        expect("\"");
        TypeShape type = switch (kind) {
            case "record" -> new TypeShape.OfRecord(name, members("components", this::component));
            case "enum" -> new TypeShape.OfEnum(name, members("constants", this::constant));
            case "sealed" -> new TypeShape.OfSealed(name, members("cases", this::caseOf));
            case "custom" -> new TypeShape.OfCustom(name);
            default -> throw new IllegalArgumentException("the kind of a type is none of those known");
        };
        expect("}");
        return type;
    }

    private TypeShape.Component component() {
        int id = id();
        String name = name();
        expect("\", \"type\": \"");
        TypeExpression type = TypeExpression.parse(text());
        expect("\"}");
        return new TypeShape.Component(id, name, type);
    }

    private TypeShape.Constant constant() {
        int id = id();
        String name = name();
        expect("\"}");
        return new TypeShape.Constant(id, name);
    }

    private TypeShape.Case caseOf() {
        int id = id();
        expect(", \"type\": \"");
        TypeExpression type = TypeExpression.parse(text());
        expect("\"}");
        return new TypeShape.Case(id, type);
    }

    private int id() {
        expect("{\"id\": ");
        return number();
    }

    private String name() {
        expect(", \"name\": \"");
        return text();
    }

    private <M extends Member> List<M> members(String label, Supplier<M> read) {
        expect(", \"" + label + "\": ");
        List<M> members = list("    ", read);
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).id() >= members.get(i).id()) {
                throw new IllegalArgumentException("the ids of the " + label + " are not in order");
            }
        }
        return members;
    }

    private <T> List<T> list(String indent, Supplier<T> read) {
        List<T> items = new ArrayList<>();
        if (json.startsWith("[]", at)) {
            at += 2;
            return items;
        }
        expect("[\n");
        while (true) {
            expect(indent + "  ");
            items.add(read.get());
            if (!json.startsWith(",\n", at)) {
                break;
            }
            at += 2;
        }
        expect("\n" + indent + "]");
        return items;
    }

    /** All up to the next quotation mark. */
    private String text() {
        int end = json.indexOf('"', at);
        if (end < 0) {
            throw new IllegalArgumentException("a text has no end");
        }
        String text = json.substring(at, end);
        at = end;
        return text;
    }

    private int number() {
        int start = at;
        while (at < json.length() && json.charAt(at) >= '0' && json.charAt(at) <= '9') {
            at++;
        }
        if (at == start || json.charAt(start) == '0' || at - start > MAX_DIGITS) {
            throw new IllegalArgumentException(
                    "expected a number from 1, without leading zeros, of at most " + MAX_DIGITS + " digits");
        }
        return Integer.parseInt(json.substring(start, at));
    }

    private void expect(String expected) {
        for (int i = 0; i < expected.length(); i++, at++) {
            if (at == json.length() || json.charAt(at) != expected.charAt(i)) {
                throw new IllegalArgumentException(
                        "expected '" + expected.substring(i).replace("\n", "\\n") + "'");
            }
        }
    }
}
