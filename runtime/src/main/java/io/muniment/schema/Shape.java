package io.muniment.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that decides the bytes of a schema's data: its tables and stored types with their names and ids. It is in the
 * header of every file, as canonical JSON: for one shape there is one text, to the byte. The order in which a source
 * declares things, their packages and class names are no part of it.
 *
 * @param name the name on disk
 * @param version from 1
 * @param tables ordered by id
 * @param types ordered by name
 */
public record Shape(String name, int version, List<TableShape> tables, List<TypeShape> types) {

    /**
     * Puts tables and types in order.
     *
     * @throws IllegalArgumentException if a name or an id occurs twice, or a type is used that is not there
     */
    public Shape {
        Names.requireSchemaName(name);
        if (version < 1) {
            throw new IllegalArgumentException("the version is " + version + ", versions are from 1");
        }
        tables = Member.sorted("schema " + name, tables);
        types = types.stream().sorted(Comparator.comparing(TypeShape::name)).toList();
        requireTypesOf(tables, types);
    }

    private static void requireTypesOf(List<TableShape> tables, List<TypeShape> types) {
        Set<String> known = new HashSet<>();
        for (TypeShape type : types) {
            if (!known.add(type.name())) {
                throw new IllegalArgumentException("the type " + type.name() + " is there twice");
            }
        }
        for (TableShape table : tables) {
            if (table.key() != null) {
                requireKnown(table.key(), known);
            }
            requireKnown(table.value(), known);
        }
        for (TypeShape type : types) {
            if (type instanceof TypeShape.OfRecord record) {
                record.components().forEach(c -> requireKnown(c.type(), known));
            } else if (type instanceof TypeShape.OfSealed sealed) {
                sealed.cases().forEach(c -> requireKnown(c.type(), known));
            }
        }
    }

    /** The arguments of one of the user's own types are part of its name, and may be stored nowhere. */
    private static void requireKnown(TypeExpression type, Set<String> known) {
        if (type.isBuiltIn()) {
            type.arguments().forEach(argument -> requireKnown(argument, known));
        } else if (!known.contains(type.toString())) {
            throw new IllegalArgumentException("the type " + type + " is used, but not described");
        }
    }

    /**
     * Reads canonical JSON.
     *
     * @throws IllegalArgumentException if {@code json} is not what {@link #toJson} prints for some shape, with the
     *     position where it deviates
     */
    public static Shape parse(String json) {
        return new ShapeReader(json).read();
    }

    /** The canonical JSON, with a line end at its end. */
    public String toJson() {
        return new ShapePrinter().print(this);
    }

    /** The SHA-256 of the canonical JSON in UTF-8: two shapes have the same exactly if they are equal. */
    public byte[] fingerprint() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(toJson().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /**
     * What was changed between two shapes, one readable line for each change, in a fixed order.
     *
     * @return empty exactly if they are equal
     */
    public static List<String> differences(Shape stored, Shape wanted) {
        return new ShapeDifferences().between(stored, wanted);
    }
}
