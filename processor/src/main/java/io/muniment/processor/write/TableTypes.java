package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.codec.Unit;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import io.muniment.schema.TableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        return ParameterizedTypeName.get(generic, key(table), value(table));
    }

    private static TypeName value(TableModel table) {
        return table.kind() == TableKind.SEQUENCE
                ? ParameterizedTypeName.get(
                        ClassName.get("io.muniment.group", "SequenceGroup"),
                        table.value().javaType())
                : table.value().javaType();
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
            case SINGLE -> ofParts("DatabaseSingle", table.value());
            case SET, LIST, MAP -> ofGroups(table);
            case SEQUENCE -> ofParts("DatabaseSequence", table.value());
        };
    }

    private static TypeName ofGroups(TableModel table) {
        String kind = table.kind().text();
        List<StoredType> parts = new ArrayList<>(List.of(table.key().orElseThrow()));
        parts.addAll(table.groupParts());
        return ofParts(
                "Database" + Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + "Table",
                parts.toArray(StoredType[]::new));
    }

    private static TypeName ofParts(String base, StoredType... parts) {
        return ParameterizedTypeName.get(
                ClassName.get(PACKAGE, base),
                Stream.of(parts).map(StoredType::javaType).toArray(TypeName[]::new));
    }
}
