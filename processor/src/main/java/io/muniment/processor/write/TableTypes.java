package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.codec.Unit;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;

/** The Java types of a table. */
final class TableTypes {

    private static final String PACKAGE = "io.muniment.table";

    private TableTypes() {}

    /** The key; of a single, the only one that there is. */
    static TypeName key(TableModel table) {
        return table.key().map(StoredType::javaType).orElse(ClassName.get(Unit.class));
    }

    /** {@code generic<K, V>} */
    static TypeName keyAndValue(ClassName generic, TableModel table) {
        return ParameterizedTypeName.get(generic, key(table), table.value().javaType());
    }

    /** {@code TableHandle<K, V>} */
    static TypeName handle(TableModel table) {
        return keyAndValue(ClassName.get(PACKAGE, "TableHandle"), table);
    }

    /** The runtime's class for a table of this kind, with its arguments. */
    static TypeName base(TableModel table) {
        return switch (table.kind()) {
            case HASH -> keyAndValue(ClassName.get(PACKAGE, "DatabaseTable"), table);
            case SORTED -> keyAndValue(ClassName.get(PACKAGE, "DatabaseSortedTable"), table);
            case SINGLE ->
                ParameterizedTypeName.get(
                        ClassName.get(PACKAGE, "DatabaseSingle"), table.value().javaType());
        };
    }
}
