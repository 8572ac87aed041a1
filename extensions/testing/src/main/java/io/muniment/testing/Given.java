package io.muniment.testing;

import io.muniment.codec.Bytes;
import io.muniment.codec.ValueOutput;
import io.muniment.schema.Shape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The values that a user has given for places in a schema, in place of those that the type would allow. */
final class Given {

    /** So many different ones are asked of a function. */
    static final int MADE = 5;

    /**
     * @param count how many are to be tried at least
     * @param value for each number from 0
     */
    record Values(int count, IntFunction<?> value) {}

    private final Map<String, Values> places;
    private final Map<Integer, Map<String, Values>> ofVersions;

    Given(Map<String, Values> places) {
        this(places, Map.of());
    }

    private Given(Map<String, Values> places, Map<Integer, Map<String, Values>> ofVersions) {
        this.places = places;
        this.ofVersions = ofVersions;
    }

    /** None. */
    static Given nothing() {
        return new Given(Map.of());
    }

    /** These, and other values for one place. */
    Given with(String place, Values values) {
        Map<String, Values> all = new LinkedHashMap<>(places);
        all.put(place, values);
        return new Given(all, ofVersions);
    }

    /** These, and other values for one place in one version. */
    Given with(int version, String place, Values values) {
        Map<Integer, Map<String, Values>> all = new TreeMap<>(ofVersions);
        Map<String, Values> here = new LinkedHashMap<>(all.getOrDefault(version, Map.of()));
        here.put(place, values);
        all.put(version, here);
        return new Given(places, all);
    }

    /** Those for one version: what was given for it alone goes before what was given for all. */
    Given in(int version) {
        Map<String, Values> all = new LinkedHashMap<>(places);
        all.putAll(ofVersions.getOrDefault(version, Map.of()));
        return new Given(all);
    }

    /** What was given for a place, or else for the type of it; null for nothing. */
    @Nullable Values of(String place, TypeExpression type) {
        Values here = places.get(place);
        return here != null ? here : places.get(type.toString());
    }

    /** The places that none of the shapes has, or not the shape of the version that they are given for. */
    Set<String> unknownIn(List<Shape> shapes) {
        Set<String> unknown = new TreeSet<>(places.keySet());
        shapes.forEach(shape -> unknown.removeAll(places(shape)));
        ofVersions.forEach((version, here) -> {
            Set<String> unknownHere = new TreeSet<>(here.keySet());
            shapes.stream()
                    .filter(shape -> shape.version() == version)
                    .forEach(shape -> unknownHere.removeAll(places(shape)));
            unknownHere.forEach(place -> unknown.add(place + " in version " + version));
        });
        return unknown;
    }

    /** All places of a shape that values can be given for. */
    static Set<String> places(Shape shape) {
        Set<String> places = new LinkedHashSet<>();
        shape.tables().forEach(table -> places.addAll(TablePlaces.of(table).all()));
        for (TypeShape type : shape.types()) {
            places.add(type.name());
            if (type instanceof TypeShape.OfRecord record) {
                record.components().forEach(component -> places.add(Samples.place(record, component)));
            }
        }
        return places;
    }

    /** Turns a value that a user has given into what the serializers of a shape alone take. */
    static final class Reading {

        private final Map<String, TypeShape> types = new HashMap<>();
        private final ShapeSerializers serializers;

        Reading(Shape shape, ShapeSerializers serializers) {
            this.serializers = serializers;
            shape.types().forEach(type -> types.put(type.name(), type));
        }

        Object value(Object given, TypeExpression type, String place) {
            try {
                Object value = converted(given, type, place);
                serializers.of(type).write(new ValueOutput(), value);
                return value;
            } catch (ClassCastException e) {
                throw new IllegalArgumentException(
                        place + " is of type " + type + "; a "
                                + given.getClass().getName() + " was given for it.",
                        e);
            }
        }

        private Object converted(Object given, TypeExpression type, String place) {
            if (!type.isBuiltIn()) {
                return own(given, type, place);
            }
            return switch (type.name()) {
                case "optional" ->
                    ((Optional<?>) given)
                            .map(content -> converted(content, type.arguments().get(0), place));
                case "list" -> elements((Iterable<?>) given, type, place);
                case "set", "sortedset" -> new LinkedHashSet<>(elements((Iterable<?>) given, type, place));
                case "map", "sortedmap" -> entries((Map<?, ?>) given, type, place);
                default -> given;
            };
        }

        private List<Object> elements(Iterable<?> given, TypeExpression type, String place) {
            List<Object> elements = new ArrayList<>();
            given.forEach(
                    element -> elements.add(converted(element, type.arguments().get(0), place)));
            return elements;
        }

        private Map<Object, Object> entries(Map<?, ?> given, TypeExpression type, String place) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            given.forEach((key, value) -> entries.put(
                    converted(key, type.arguments().get(0), place),
                    converted(value, type.arguments().get(1), place)));
            return entries;
        }

        private Object own(Object given, TypeExpression type, String place) {
            TypeShape shape = types.get(type.toString());
            if (shape instanceof TypeShape.OfRecord record) {
                return fields((Map<?, ?>) given, record);
            } else if (shape instanceof TypeShape.OfEnum constants) {
                return constant(given, constants, place);
            } else if (shape instanceof TypeShape.OfCustom) {
                return given instanceof byte[] bytes ? Bytes.copyOf(bytes) : (Bytes) given;
            }
            throw new IllegalArgumentException("A value of the sealed type " + type
                    + " cannot be given as a whole. Give values for its cases, or for their components.");
        }

        private Stored.Fields fields(Map<?, ?> given, TypeShape.OfRecord record) {
            List<Object> components = new ArrayList<>();
            for (TypeShape.Component component : record.components()) {
                Object value = given.get(component.name());
                if (value == null) {
                    throw new IllegalArgumentException("A sample of " + record.name() + " was given without its "
                            + component.name() + "; give a map of all its components.");
                }
                components.add(converted(value, component.type(), Samples.place(record, component)));
            }
            return ShapeSerializers.fields(record, components);
        }

        private static Stored.Constant constant(Object given, TypeShape.OfEnum constants, String place) {
            String name = given instanceof Enum<?> constant ? constant.name() : (String) given;
            return constants.constants().stream()
                    .filter(constant -> constant.name().equals(name))
                    .map(constant -> new Stored.Constant(constant.id(), name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            place + " is of type " + constants.name() + ", which has no constant " + name + "."));
        }
    }
}
