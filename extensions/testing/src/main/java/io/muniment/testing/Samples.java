package io.muniment.testing;

import io.muniment.schema.Shape;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Values of the types of a schema, made of its shape alone. They are numbered from 0. The first ones, up to the
 * {@link #width} of their type, have an edge in each of their components at once; those behind them are ordinary. As far as
 * a type has enough values, each is another in each of its components, since any component may have to be unique.
 */
final class Samples {

    /** A type is so many times inside of itself before it is made as small as it can be. */
    private static final int RECURSIONS = 2;

    /** How deep the one sample of a type is that goes deep into itself, at most; a program's limit is a hundred. */
    private static final int DEEPEST = 40;

    private static final int MANY = 3;

    private final Map<String, TypeShape> types = new HashMap<>();
    private final Map<String, Integer> heights = new HashMap<>();
    private final Given given;
    private final Given.Reading reading;

    Samples(Shape shape, ShapeSerializers serializers, Given given) {
        this.given = given;
        this.reading = new Given.Reading(shape, serializers);
        shape.types().forEach(type -> types.put(type.name(), type));
        findHeights();
    }

    /** What is not ordinary in a sample, and what the place is called where values are given for it. */
    record Edge(String place, Object value) {}

    /** What a component is called where values are given for it. */
    static String place(TypeShape.OfRecord record, TypeShape.Component component) {
        return record.name() + "." + component.name();
    }

    /** How many samples have something at an edge. */
    int width(TypeExpression type, String place) {
        return width(type, place, new ArrayDeque<>());
    }

    /**
     * A sample.
     *
     * @param place where it is, as values are given for it, and as it is described
     * @param number which one, from 0
     * @param plain the paths at which it is ordinary, though its number says something else
     * @param edges where the paths at which it is not ordinary are added, with what is there
     */
    Object value(TypeExpression type, String place, int number, Set<String> plain, Map<String, Edge> edges) {
        return new Making(plain, edges).value(type, place, place, number);
    }

    /** As {@link #value}, of what a table keeps for one key: empty, with one item, with many, then ordinary ones. */
    Object group(TableShape table, int number, Set<String> plain, Map<String, Edge> edges) {
        TablePlaces places = TablePlaces.of(table);
        Making making = new Making(plain, edges);
        TypeExpression element = element(table.value());
        Object group = switch (table.kind()) {
            case SET -> new LinkedHashSet<>(making.list(element, places.element(), places.element(), number));
            case LIST -> making.list(element, places.element(), places.element(), number);
            default ->
                making.entries(
                        making.list(element, places.mapKey(), places.mapKey(), number),
                        table.value().arguments().get(1),
                        places.mapValue(),
                        places.mapValue(),
                        number);
        };
        if (number == 0 || number == MANY - 1) {
            edges.putIfAbsent(table.name(), new Edge(table.name(), group));
        }
        return group;
    }

    /** How many samples of {@link #group} have something at an edge. */
    static int groupWidth() {
        return MANY;
    }

    // ---- How many

    private int width(TypeExpression type, String place, Deque<String> around) {
        Given.Values values = given.of(place, type);
        if (values != null) {
            return values.count();
        }
        if (!type.isBuiltIn()) {
            return ownWidth(type.toString(), around);
        }
        return switch (type.name()) {
            case "optional" -> 1 + width(element(type), place, around);
            case "list", "set", "map" -> MANY;
            case "sortedset", "sortedmap" ->
                isOrderKnown(element(type)) ? MANY : 1 + width(element(type), place, around);
            default -> BuiltIns.of(type.name()).edges().size();
        };
    }

    private int ownWidth(String name, Deque<String> around) {
        if (around.contains(name)) {
            return 1;
        }
        around.push(name);
        TypeShape type = typeOf(name);
        int width = 1;
        if (type instanceof TypeShape.OfRecord record) {
            for (TypeShape.Component component : record.components()) {
                width = Math.max(width, width(component.type(), place(record, component), around));
            }
            width += isRecursive(name) ? 1 : 0;
        } else if (type instanceof TypeShape.OfEnum constants) {
            width = constants.constants().size();
        } else if (type instanceof TypeShape.OfSealed sealed) {
            List<TypeExpression> leaves = leaves(sealed);
            for (TypeExpression leaf : leaves) {
                width = Math.max(width, width(leaf, leaf.toString(), around));
            }
            width *= leaves.size();
        }
        around.pop();
        return width;
    }

    /** Whether this is a type whose natural order is the same in every program. */
    private static boolean isOrderKnown(TypeExpression type) {
        return type.isBuiltIn() && type.arguments().isEmpty();
    }

    private static TypeExpression element(TypeExpression type) {
        return type.arguments().get(0);
    }

    private TypeShape typeOf(String name) {
        return Objects.requireNonNull(types.get(name), name);
    }

    // ---- Types inside of themselves

    /** How far down the smallest value of a type goes. */
    private void findHeights() {
        boolean isChanged = true;
        while (isChanged) {
            isChanged = false;
            for (TypeShape type : types.values()) {
                int height = height(type);
                isChanged |= !Objects.equals(heights.put(type.name(), height), height);
            }
        }
    }

    private int height(TypeShape type) {
        int height = 0;
        if (type instanceof TypeShape.OfRecord record) {
            for (TypeShape.Component component : record.components()) {
                height = Math.max(height, height(component.type()));
            }
        } else if (type instanceof TypeShape.OfSealed sealed) {
            height = Integer.MAX_VALUE - 1;
            for (TypeShape.Case each : sealed.cases()) {
                height = Math.min(height, height(each.type()));
            }
        }
        return Math.min(height, Integer.MAX_VALUE - 1) + 1;
    }

    private int height(TypeExpression type) {
        return type.isBuiltIn() ? 0 : heights.getOrDefault(type.toString(), Integer.MAX_VALUE);
    }

    private boolean isRecursive(String name) {
        return parts(name).stream().anyMatch(part -> leadsTo(part, name, new HashSet<>()));
    }

    private List<TypeExpression> parts(String name) {
        TypeShape type = typeOf(name);
        List<TypeExpression> parts = new ArrayList<>();
        if (type instanceof TypeShape.OfRecord record) {
            record.components().forEach(component -> parts.add(component.type()));
        } else if (type instanceof TypeShape.OfSealed sealed) {
            sealed.cases().forEach(each -> parts.add(each.type()));
        }
        return parts;
    }

    private boolean leadsTo(TypeExpression from, String to, Set<String> seen) {
        if (from.isBuiltIn()) {
            return from.arguments().stream().anyMatch(argument -> leadsTo(argument, to, seen));
        }
        String name = from.toString();
        return name.equals(to) || (seen.add(name) && parts(name).stream().anyMatch(part -> leadsTo(part, to, seen)));
    }

    // ---- Families

    /** What a value of the family can be, cases of families inside of it among them. */
    private List<TypeExpression> leaves(TypeShape.OfSealed sealed) {
        Set<TypeExpression> leaves = new LinkedHashSet<>();
        for (TypeShape.Case each : sealed.cases()) {
            if (typeOf(each.name()) instanceof TypeShape.OfSealed inner) {
                leaves.addAll(leaves(inner));
            } else {
                leaves.add(each.type());
            }
        }
        return List.copyOf(leaves);
    }

    private TypeExpression smallestLeaf(TypeShape.OfSealed sealed) {
        return leaves(sealed).stream()
                .min(Comparator.comparingInt((TypeExpression leaf) -> height(leaf)))
                .orElseThrow();
    }

    /** As a program writes it: as the first of the cases that it is. */
    private Stored.Case inFamily(TypeShape.OfSealed sealed, TypeExpression leaf, Object value) {
        for (TypeShape.Case each : sealed.cases()) {
            if (each.type().equals(leaf)) {
                return new Stored.Case(each.id(), value);
            }
            if (typeOf(each.name()) instanceof TypeShape.OfSealed inner
                    && leaves(inner).contains(leaf)) {
                return new Stored.Case(each.id(), inFamily(inner, leaf, value));
            }
        }
        throw new NoSuchElementException(sealed.name() + " has no case " + leaf);
    }

    // ---- Making one

    private final class Making {

        private final Set<String> plain;
        private final Map<String, Edge> edges;
        private final Deque<String> around = new ArrayDeque<>();

        Making(Set<String> plain, Map<String, Edge> edges) {
            this.plain = plain;
            this.edges = edges;
        }

        Object value(TypeExpression type, String place, String path, int number) {
            Given.Values values = given.of(place, type);
            if (values != null) {
                return given(values, type, place, path, number);
            }
            if (!type.isBuiltIn()) {
                return own(type.toString(), place, path, number);
            }
            int width = width(type, place);
            boolean isEdge = number < width && !plain.contains(path);
            if (!type.arguments().isEmpty()) {
                return container(type, place, path, isEdge ? number : number + width, isEdge);
            }
            BuiltIns.BuiltIn builtIn = BuiltIns.of(type.name());
            Object value =
                    isEdge ? builtIn.edges().get(number) : builtIn.ordinary().apply(number);
            return isEdge ? noted(path, place, value) : value;
        }

        private Object given(Given.Values values, TypeExpression type, String place, String path, int number) {
            boolean isEdge = number < values.count() && !plain.contains(path);
            int which = isEdge || number >= values.count() ? number : 0;
            Object value = reading.value(values.value().apply(which), type, place);
            return isEdge && number > 0 ? noted(path, place, value) : value;
        }

        private Object noted(String path, String place, Object value) {
            edges.put(path, new Edge(place, value));
            return value;
        }

        // ---- What holds others

        /** Empty, with one, with many; then ordinary ones, each with other elements. */
        private Object container(TypeExpression type, String place, String path, int number, boolean isEdge) {
            Object value = switch (type.name()) {
                case "optional" -> optional(type, place, path, number);
                case "list" -> list(element(type), place, path, number);
                case "set" -> new LinkedHashSet<>(list(element(type), place, path, number));
                case "sortedset" -> sorted(type, place, path, number);
                default -> map(type, place, path, number);
            };
            return isEdge && (number == 0 || number == MANY - 1) ? noted(path, place, value) : value;
        }

        private Optional<Object> optional(TypeExpression type, String place, String path, int number) {
            return number == 0 || isTooDeep(element(type))
                    ? Optional.empty()
                    : Optional.of(value(element(type), place, path, number - 1));
        }

        private List<Object> list(TypeExpression element, String place, String path, int number) {
            List<Object> list = new ArrayList<>();
            if (number == 0 || isTooDeep(element)) {
                return list;
            }
            int width = width(element, place);
            if (number == MANY - 1) {
                for (int i = 0; i < width + 1; i++) {
                    list.add(value(element, place, path + "[" + i + "]", i));
                }
            } else {
                for (int i = 0; i < 1 + number % 2; i++) {
                    list.add(value(element, place, path + "[" + i + "]", width + 10 * number + i));
                }
            }
            return list;
        }

        /** Only a built-in type has an order that is known here, so of another there is at most one element. */
        private Set<Object> sorted(TypeExpression type, String place, String path, int number) {
            if (isOrderKnown(element(type))) {
                return new LinkedHashSet<>(new TreeSet<>(list(element(type), place, path, number)));
            }
            return number == 0 || isTooDeep(element(type))
                    ? Set.of()
                    : Set.of(value(element(type), place, path + "[0]", number - 1));
        }

        private Map<Object, Object> map(TypeExpression type, String place, String path, int number) {
            TypeExpression values = type.arguments().get(1);
            boolean isSorted = type.name().equals("sortedmap");
            List<Object> keys;
            if (isTooDeep(values)) {
                keys = List.of();
            } else if (isSorted) {
                keys = new ArrayList<>(sorted(type, place, path + ".key", number));
            } else {
                keys = list(element(type), place, path + ".key", number);
            }
            return entries(keys, values, place, path + ".value", number);
        }

        private Map<Object, Object> entries(
                List<Object> keys, TypeExpression values, String place, String path, int number) {
            Map<Object, Object> map = new LinkedHashMap<>();
            int width = width(values, place);
            for (int i = 0; i < keys.size(); i++) {
                int which = number == MANY - 1 ? i : width + 10 * number + i;
                map.put(keys.get(i), value(values, place, path + "[" + i + "]", which));
            }
            return map;
        }

        // ---- The user's own

        private Object own(String name, String place, String path, int number) {
            TypeShape type = typeOf(name);
            if (type instanceof TypeShape.OfRecord record) {
                return record(record, place, path, number);
            } else if (type instanceof TypeShape.OfEnum constants) {
                List<TypeShape.Constant> all = constants.constants();
                TypeShape.Constant constant = all.get(plain.contains(path) ? 0 : number % all.size());
                Stored.Constant value = new Stored.Constant(constant.id(), constant.name());
                return number < all.size() && !plain.contains(path) ? noted(path, place, value) : value;
            } else if (type instanceof TypeShape.OfSealed sealed) {
                return sealed(sealed, place, path, number);
            }
            throw new NoSuchElementException("What the serializer of " + name
                    + " writes, no schema tells. Give some, and the serializer: .serialized(\"" + name
                    + "\", serializer, value, ...)");
        }

        private Object record(TypeShape.OfRecord record, String place, String path, int number) {
            boolean isDeep = !around.contains(record.name())
                    && isRecursive(record.name())
                    && number == width(TypeExpression.parse(record.name()), record.name()) - 1;
            if (isDeep && !plain.contains(path)) {
                noted(path, place, record.name() + " inside itself, " + DEEPEST + " levels deep");
                return deep(TypeExpression.parse(record.name()), record.name(), path, DEEPEST);
            }
            around.push(record.name());
            List<Object> components = new ArrayList<>();
            for (TypeShape.Component component : record.components()) {
                components.add(
                        value(component.type(), place(record, component), path + "." + component.name(), number));
            }
            around.pop();
            return ShapeSerializers.fields(record, components);
        }

        private Object sealed(TypeShape.OfSealed sealed, String place, String path, int number) {
            List<TypeExpression> leaves = leaves(sealed);
            TypeExpression leaf = leaves.get(number % leaves.size());
            if (plain.contains(path) || isTooDeep(leaf)) {
                leaf = smallestLeaf(sealed);
            } else if (number < width(TypeExpression.parse(sealed.name()), sealed.name())) {
                noted(path, place, leaf);
            }
            Object value = value(leaf, leaf.toString(), path + ":" + leaf, number / leaves.size());
            return inFamily(sealed, leaf, value);
        }

        private boolean isTooDeep(TypeExpression type) {
            if (type.isBuiltIn()) {
                return type.arguments().stream().anyMatch(this::isTooDeep);
            }
            int times = 0;
            for (String each : around) {
                if (leadsTo(type, each, new HashSet<>()) && isRecursive(each)) {
                    times++;
                }
            }
            return times >= RECURSIONS;
        }

        // ---- One that goes deep

        /** A value that holds one of type {@code target}, that holds another, and so on. */
        private Object deep(TypeExpression type, String target, String path, int levels) {
            if (levels == 0) {
                return smallest(type, path);
            }
            if (!type.isBuiltIn()) {
                return deepOwn(typeOf(type.toString()), target, path, levels);
            }
            TypeExpression last = type.arguments().get(type.arguments().size() - 1);
            return switch (type.name()) {
                case "optional" -> Optional.of(deep(last, target, path, levels));
                case "list" -> List.of(deep(last, target, path, levels));
                case "set", "sortedset" -> Set.of(deep(last, target, path, levels));
                default ->
                    leadsTo(last, target, new HashSet<>())
                            ? Map.of(smallest(element(type), path), deep(last, target, path, levels))
                            : Map.of(deep(element(type), target, path, levels), smallest(last, path));
            };
        }

        private Object deepOwn(TypeShape type, String target, String path, int levels) {
            if (type instanceof TypeShape.OfSealed sealed) {
                TypeExpression leaf = leaves(sealed).stream()
                        .filter(each -> leadsTo(each, target, new HashSet<>()))
                        .findFirst()
                        .orElseThrow();
                return inFamily(sealed, leaf, deep(leaf, target, path, levels));
            }
            TypeShape.OfRecord record = (TypeShape.OfRecord) type;
            int below = record.name().equals(target) ? levels - 1 : levels;
            boolean isDown = false;
            List<Object> components = new ArrayList<>();
            for (TypeShape.Component component : record.components()) {
                boolean isWay = !isDown && leadsTo(component.type(), target, new HashSet<>());
                components.add(isWay ? deep(component.type(), target, path, below) : smallest(component.type(), path));
                isDown |= isWay;
            }
            return ShapeSerializers.fields(record, components);
        }

        /** Ordinary, with nothing in it that could be left out. */
        private Object smallest(TypeExpression type, String path) {
            Given.Values values = given.of(type.toString(), type);
            if (values != null) {
                return reading.value(values.value().apply(0), type, path);
            }
            if (type.isBuiltIn()) {
                return switch (type.name()) {
                    case "optional" -> Optional.empty();
                    case "list" -> List.of();
                    case "set", "sortedset" -> Set.of();
                    case "map", "sortedmap" -> Map.of();
                    default -> BuiltIns.of(type.name()).ordinary().apply(0);
                };
            }
            TypeShape shape = typeOf(type.toString());
            if (shape instanceof TypeShape.OfSealed sealed) {
                TypeExpression leaf = smallestLeaf(sealed);
                return inFamily(sealed, leaf, smallest(leaf, path));
            } else if (shape instanceof TypeShape.OfRecord record) {
                List<Object> components = new ArrayList<>();
                for (TypeShape.Component component : record.components()) {
                    Given.Values here = given.of(place(record, component), component.type());
                    components.add(
                            here == null
                                    ? smallest(component.type(), path)
                                    : reading.value(here.value().apply(0), component.type(), place(record, component)));
                }
                return ShapeSerializers.fields(record, components);
            }
            return own(type.toString(), path, path, Integer.MAX_VALUE - 1);
        }
    }
}
