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
 * @param key empty for a {@link TableKind#SINGLE}
 * @param value what it keeps; its {@link StoredType#javaType()} is never primitive, nor is the key's
 * @param tableClass the generated table class, nested in the database: {@code LockbookDb.AccountsTable}
 * @param constantName the constant of the description: {@code ACCOUNTS}; distinct among the tables
 * @param indexes by the components of its value that ask for one, in order of name; none of a {@link TableKind#SINGLE}
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
}
