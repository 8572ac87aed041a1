package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import io.muniment.processor.problem.Place;
import io.muniment.schema.TableKind;
import java.util.List;
import java.util.Optional;

/**
 * One table: a method of the schema.
 *
 * @param id from 1, in order of name
 * @param name the method
 * @param kind which of the table interfaces it returns
 * @param key empty if {@link TableKind#hasKeys its kind has none}
 * @param value what it keeps: of a table of sets that set, of a sequence an element; its {@link StoredType#javaType()} is never primitive, nor is the key's
 * @param tableClass the generated table class, nested in the database: {@code LockbookDb.AccountsTable}
 * @param constantName the constant of the description: {@code ACCOUNTS}; distinct among the tables
 * @param indexes by the components of its value that ask for one, in order of name; none if {@link TableKind#hasIndexes its kind has none}
 * @param doc the first sentence of its Javadoc, or empty; as {@link SchemaModel#doc}
 * @param place the method
 */
public record TableModel(
        int id,
        String name,
        TableKind kind,
        Optional<StoredType> key,
        StoredType value,
        ClassName tableClass,
        String constantName,
        List<IndexModel> indexes,
        String doc,
        Place place) {

    /** Copies the list. */
    public TableModel {
        indexes = List.copyOf(indexes);
    }

    /** What each of its groups is made of: elements, or keys and values; empty for a table of other values. */
    public List<StoredType> groupParts() {
        if (!kind.hasGroups()) {
            return List.of();
        } else if (value instanceof MapType map && kind == TableKind.MAP) {
            return List.of(map.key(), map.value());
        } else if (value instanceof CollectionType collection && kind != TableKind.SEQUENCE) {
            return List.of(collection.element());
        } else {
            return List.of(value);
        }
    }
}
