package io.muniment.processor.check;

import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.processor.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A type where a schema uses it.
 *
 * @param where how a message says so: {@code the key of accounts()}, {@code Account.tags}
 */
record Use(StoredType type, Role role, String where, Place place) {

    /** What a type is used for. */
    enum Role {
        KEY,
        VALUE,
        COMPONENT,
        CASE
    }

    /** Every use in the schema, each once: by tables, by records, by families. */
    static List<Use> all(SchemaModel schema) {
        List<Use> uses = new ArrayList<>();
        for (TableModel table : schema.tables()) {
            uses.addAll(of(table));
        }
        for (Definition definition : schema.types()) {
            uses.addAll(of(definition));
        }
        return uses;
    }

    /** The uses by a table. */
    static List<Use> of(TableModel table) {
        List<Use> uses = new ArrayList<>();
        table.key()
                .ifPresent(key -> uses.add(new Use(key, Role.KEY, "the key of " + table.name() + "()", table.place())));
        uses.add(new Use(table.value(), Role.VALUE, "the value of " + table.name() + "()", table.place()));
        return uses;
    }

    /** The uses by a definition. */
    static List<Use> of(Definition definition) {
        String name = Words.type(Words.raw(definition.type().javaType()));
        if (definition instanceof RecordDefinition record) {
            return record.components().stream()
                    .map(component -> of(name, component))
                    .toList();
        } else if (definition instanceof FamilyDefinition family) {
            return family.cases().stream()
                    .map(c -> new Use(c.type(), Role.CASE, "a case of " + name, c.place()))
                    .toList();
        } else {
            return List.of();
        }
    }

    /** What an index is by, each part of it: what is in an {@code Optional}, and each of several. */
    static List<Use> of(IndexModel index) {
        return index.parts().stream().map(Use::of).toList();
    }

    /** A part of an index, likewise. */
    static Use of(IndexStep part) {
        String where = Words.type(Words.raw(part.owner())) + "." + part.name();
        return new Use(part.each(), Role.COMPONENT, where, part.place());
    }

    private static Use of(String recordName, Component component) {
        return new Use(component.type(), Role.COMPONENT, recordName + "." + component.name(), component.place());
    }

    /** This use, and those of the elements, keys and values of its type, however deep. */
    Stream<Use> parts() {
        return Stream.concat(
                Stream.of(this), elements(type).flatMap(element -> with(element).parts()));
    }

    /** The same place with another type. */
    Use with(StoredType other) {
        return new Use(other, role, where, place);
    }

    /** What a type without a definition holds. */
    static Stream<StoredType> elements(StoredType type) {
        if (type instanceof OptionalType optional) {
            return Stream.of(optional.element());
        } else if (type instanceof CollectionType collection) {
            return Stream.of(collection.element());
        } else if (type instanceof MapType map) {
            return Stream.of(map.key(), map.value());
        } else {
            return Stream.empty();
        }
    }
}
