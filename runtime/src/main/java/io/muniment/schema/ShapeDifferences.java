package io.muniment.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Compares two shapes by names, as a user would; ids only when all else is the same. */
final class ShapeDifferences {

    private final List<String> differences = new ArrayList<>();
    private final List<String> idDifferences = new ArrayList<>();

    List<String> between(Shape stored, Shape wanted) {
        changed("the schema's name", stored.name(), wanted.name());
        changed("the schema's version", stored.version(), wanted.version());
        members("table ", stored.tables(), wanted.tables(), this::tables);
        types(stored.types(), wanted.types());
        // Ids follow the names, so a name added or removed gives most others another one: not worth a line each.
        return List.copyOf(differences.isEmpty() ? idDifferences : differences);
    }

    private void tables(TableShape stored, TableShape wanted) {
        String table = "table " + stored.name();
        changed(table + ": the kind", stored.kind().text(), wanted.kind().text());
        if (stored.key() != null && wanted.key() != null) {
            changed(table + ": the key", stored.key(), wanted.key());
        }
        changed(table + ": the value", stored.value(), wanted.value());
    }

    private void types(List<TypeShape> stored, List<TypeShape> wanted) {
        Map<String, TypeShape> left = new LinkedHashMap<>();
        wanted.forEach(type -> left.put(type.name(), type));
        for (TypeShape type : stored) {
            TypeShape now = left.remove(type.name());
            if (now == null) {
                differences.add("type " + type.name() + " was removed");
            } else {
                type(type, now);
            }
        }
        left.values().forEach(type -> differences.add("type " + type.name() + " was added"));
    }

    private void type(TypeShape stored, TypeShape wanted) {
        String type = "type " + stored.name();
        if (stored instanceof TypeShape.OfRecord before && wanted instanceof TypeShape.OfRecord after) {
            members(
                    type + ": component ",
                    before.components(),
                    after.components(),
                    (b, a) -> changed(type + ": component " + b.name(), b.type(), a.type()));
        } else if (stored instanceof TypeShape.OfEnum before && wanted instanceof TypeShape.OfEnum after) {
            members(type + ": constant ", before.constants(), after.constants(), (b, a) -> {});
        } else if (stored instanceof TypeShape.OfSealed before && wanted instanceof TypeShape.OfSealed after) {
            members(type + ": case ", before.cases(), after.cases(), (b, a) -> {});
        } else {
            changed(type, kindOf(stored), kindOf(wanted));
        }
    }

    private static String kindOf(TypeShape type) {
        if (type instanceof TypeShape.OfRecord) {
            return "a record";
        }
        if (type instanceof TypeShape.OfEnum) {
            return "an enum";
        }
        return type instanceof TypeShape.OfSealed ? "a sealed type" : "a type with its own serializer";
    }

    private <M extends Member> void members(String what, List<M> stored, List<M> wanted, BiConsumer<M, M> compare) {
        Map<String, M> left = new LinkedHashMap<>();
        wanted.forEach(member -> left.put(member.name(), member));
        for (M member : stored) {
            M now = left.remove(member.name());
            if (now == null) {
                differences.add(what + member.name() + " was removed");
            } else {
                compare.accept(member, now);
                if (member.id() != now.id()) {
                    idDifferences.add(what + member.name() + ": the id was " + member.id() + ", is " + now.id());
                }
            }
        }
        left.values().forEach(member -> differences.add(what + member.name() + " was added"));
    }

    private void changed(String what, Object stored, Object wanted) {
        if (!Objects.equals(stored, wanted)) {
            differences.add(what + " was " + stored + ", is " + wanted);
        }
    }
}
