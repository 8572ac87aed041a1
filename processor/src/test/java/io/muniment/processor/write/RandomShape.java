package io.muniment.processor.write;

import io.muniment.processor.model.BuiltIn;
import io.muniment.schema.Shape;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A shape as the compiler could have written it for some schema, with names that get in the way of others. */
final class RandomShape {

    private static final List<String> TYPES = List.of(
            "Account",
            "String",
            "Object",
            "Override",
            "Comparable",
            "Record",
            "Enum",
            "Integer",
            "SuppressWarnings",
            "List",
            "Map",
            "Optional",
            "SortedSet",
            "UUID",
            "Table",
            "Single",
            "Schema",
            "TypeName",
            "SerializeWith",
            "StoredOrder",
            "Generated",
            "NullMarked",
            "record",
            "sealed",
            "permits",
            "var",
            "yield",
            "when",
            "module",
            "Transaction",
            "Commit",
            "Database",
            "Options",
            "T0Table",
            "Path",
            "CurrentV7Schema",
            "java",
            "io",
            "p",
            "CurrentV7",
            "CurrentV7Db",
            "Url",
            "URL",
            "url",
            "Gr\u00f6\u00dfe",
            "$x",
            "_a",
            "Pair",
            "Pair<string,int>",
            "Pair<uuid,long>",
            "Pair<optional<string>,byte[]>",
            "Box<list<Pair<string,int>>>",
            "Box<sortedmap<localdate,Account>>",
            "Id<Ghost>",
            "PairOfStringAndInteger");

    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "other",
            "that",
            "compareTo",
            "equals",
            "value",
            "in",
            "out",
            "id",
            "record",
            "sealed",
            "var",
            "yield",
            "name",
            "ordinal",
            "values",
            "valueOf",
            "A",
            "\u00e4",
            "$1",
            "_b",
            "Account",
            "String",
            "size",
            "of");

    private static final List<String> KEYS =
            List.of("string", "int", "uuid", "instant", "bigdecimal", "zoneddatetime", "bytes", "dayofweek", "URI");

    private final Random random;
    private final List<String> types;

    /** Records at 0 modulo 4 and 2, enums at 1, families at 3: of types that come later, so that values end. */
    private final List<TypeShape> shapes = new ArrayList<>();

    /** The family that is sorted by: none of its cases is an enum, nor is a case of a case. */
    private String sortedFamily = "";

    private RandomShape(Random random) {
        this.random = random;
        List<String> all = new ArrayList<>(TYPES);
        Collections.shuffle(all, random);
        types = all.subList(0, 28);
    }

    /** A shape of the schema {@code current}, which may keep an {@code URI} with a serializer of its own. */
    static Shape of(Random random, int version) {
        return new RandomShape(random).shape(version);
    }

    private Shape shape(int version) {
        for (int i = types.size() - 1; i >= 0; i--) {
            shapes.add(
                    switch (i % 4) {
                        case 1 -> enumeration(types.get(i));
                        case 3 -> family(i);
                        default -> record(i);
                    });
        }
        String arrays = "Arrays";
        shapes.add(new TypeShape.OfRecord(arrays, components(arrays(), TypeExpression::parse)));
        shapes.add(new TypeShape.OfCustom("URI"));
        List<TableShape> tables = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            names.add("t" + i);
        }
        Collections.sort(names);
        for (int i = 0; i < shapes.size(); i++) {
            tables.add(table(i + 1, names.get(i), shapes.get(i).name()));
        }
        return new Shape("current", version, tables, shapes);
    }

    private TableShape table(int id, String name, String type) {
        TableKind kind = TableKind.values()[id % TableKind.values().length];
        boolean isKey = !type.equals("Arrays");
        return switch (kind) {
            case SORTED -> new TableShape(id, name, kind, TypeExpression.parse(sorted()), TypeExpression.parse(type));
            case SET ->
                new TableShape(
                        id,
                        name,
                        kind,
                        expression(2, 0),
                        TypeExpression.parse("set<" + (isKey ? type : "string") + ">"));
            case LIST -> new TableShape(id, name, kind, expression(2, 0), TypeExpression.parse("list<" + type + ">"));
            case MAP ->
                new TableShape(
                        id,
                        name,
                        kind,
                        expression(2, 0),
                        TypeExpression.parse("map<" + expression(1, 0) + "," + type + ">"));
            case HASH ->
                new TableShape(id, name, kind, TypeExpression.parse(isKey ? type : "int"), TypeExpression.parse(type));
            default -> new TableShape(id, name, kind, null, TypeExpression.parse(type));
        };
    }

    private static List<String> arrays() {
        return Stream.concat(
                        Arrays.stream(BuiltIn.values()).map(BuiltIn::expression),
                        Stream.of("list<byte[]>", "map<int,char[]>"))
                .toList();
    }

    private TypeShape enumeration(String name) {
        List<TypeShape.Constant> constants = new ArrayList<>();
        for (String constant : some(NAMES, 1 + random.nextInt(5))) {
            constants.add(new TypeShape.Constant(constants.size() + 1, constant));
        }
        return new TypeShape.OfEnum(name, constants);
    }

    private TypeShape record(int index) {
        List<TypeExpression> components = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            components.add(expression(3, index + 1));
        }
        return new TypeShape.OfRecord(types.get(index), components(components, type -> type));
    }

    private <T> List<TypeShape.Component> components(
            List<T> contents, java.util.function.Function<T, TypeExpression> type) {
        List<TypeShape.Component> components = new ArrayList<>();
        List<String> names = new ArrayList<>(some(NAMES, Math.min(contents.size(), NAMES.size())));
        for (int i = names.size(); i < contents.size(); i++) {
            names.add("z" + (char) ('a' + i / 26) + (char) ('a' + i % 26));
        }
        Collections.sort(names);
        for (T content : contents) {
            components.add(
                    new TypeShape.Component(components.size() + 1, names.get(components.size()), type.apply(content)));
        }
        return components;
    }

    /** Of any types that come later: of two families in one chain too, and of several. */
    private TypeShape family(int index) {
        List<String> later = types.subList(index + 1, types.size());
        Collection<String> cases = later.isEmpty() ? List.of() : some(later, 1 + random.nextInt(4));
        if (cases.isEmpty()) {
            return enumeration(types.get(index));
        }
        List<TypeShape.Case> all = new ArrayList<>();
        for (String each : cases) {
            all.add(new TypeShape.Case(all.size() + 1, TypeExpression.parse(each)));
        }
        if (sortedFamily.isEmpty() && cases.stream().allMatch(this::isSortable)) {
            sortedFamily = types.get(index);
        }
        return new TypeShape.OfSealed(types.get(index), all);
    }

    private boolean isSortable(String type) {
        return shapes.stream()
                .filter(shape -> shape.name().equals(type))
                .allMatch(shape -> shape instanceof TypeShape.OfRecord
                        || shape instanceof TypeShape.OfSealed family
                                && family.cases().stream()
                                        .allMatch(each -> isSortable(each.type().toString())));
    }

    /** What can be a key; held at once are only types from an index on. */
    private TypeExpression expression(int depth, int from) {
        List<String> direct = types.subList(Math.min(from, types.size()), types.size());
        int choice = random.nextInt(depth > 0 ? 9 : 3);
        return TypeExpression.parse(
                switch (choice) {
                    case 0 ->
                        BuiltIn.values()[random.nextInt(BuiltIn.values().length)]
                                .expression()
                                .replace("[]", "");
                    case 1 -> direct.isEmpty() ? "int" : one(direct);
                    case 2 -> one(KEYS);
                    case 3 -> "optional<" + expression(depth - 1, 0) + ">";
                    case 4 -> "list<" + expression(depth - 1, 0) + ">";
                    case 5 -> "set<" + expression(depth - 1, 0) + ">";
                    case 6 -> "map<" + expression(depth - 1, 0) + "," + expression(depth - 1, 0) + ">";
                    case 7 -> "sortedset<" + sorted() + ">";
                    default -> "sortedmap<" + sorted() + "," + expression(depth - 1, 0) + ">";
                });
    }

    /** By a record that may be in families, an enum, a family, or what Java sorts. */
    private String sorted() {
        int choice = random.nextInt(4);
        if (choice == 0 && !sortedFamily.isEmpty()) {
            return sortedFamily;
        }
        return choice == 1 ? types.get(4 * random.nextInt(types.size() / 4) + random.nextInt(2)) : one(KEYS);
    }

    private String one(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Collection<String> some(List<String> from, int count) {
        List<String> all = new ArrayList<>(from);
        Collections.shuffle(all, random);
        return new TreeSet<>(all.subList(0, Math.min(count, all.size())));
    }
}
