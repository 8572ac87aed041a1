package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.TableDescription;
import io.muniment.schema.TableKind;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes {@code LockbookSchema}: what the database tells the runtime of its tables, and of the shape of its data. */
final class SchemaWriter {

    /** The name of the constant, for {@link DbWriter}. */
    static final String SCHEMA = "SCHEMA";

    private static final ClassName TABLE_DESCRIPTION = ClassName.get(TableDescription.class);

    private static final ClassName GROUPS = ClassName.get("io.muniment.group", "Groups");

    private final SchemaModel schema;
    private final SerializerConstants serializers;
    private final NameAllocator names = new NameAllocator();

    private SchemaWriter(SchemaModel schema, SerializerConstants serializers) {
        this.schema = schema;
        this.serializers = serializers;
        names.newName(SCHEMA);
        for (TableModel table : schema.tables()) {
            names.newName(table.constantName(), table);
            table.indexes().forEach(index -> names.newName(index.constantName(), index));
        }
    }

    /** The class. */
    static TypeSpec.Builder write(SchemaModel schema, SerializerConstants serializers, String json) {
        return new SchemaWriter(schema, serializers).type(json);
    }

    private TypeSpec.Builder type(String json) {
        TypeSpec.Builder type = TypeSpec.classBuilder(schema.schemaClass())
                .addJavadoc(
                        "What {@link $T} tells the runtime: its tables, and the shape of what they keep.\n",
                        schema.databaseClass())
                .addModifiers(modifiers(Modifier.FINAL));
        for (TableModel table : schema.tables()) {
            table.indexes().forEach(index -> type.addField(IndexWriter.description(table, index)));
            type.addField(table(table));
        }
        String shape = names.newName("JSON");
        return type.addField(shape(shape, json))
                .addField(schema(shape))
                .addMethod(typed())
                .addMethod(untyped())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
    }

    /** A migration names these from the package of another version. */
    private Modifier[] modifiers(Modifier... more) {
        List<Modifier> modifiers = new ArrayList<>(List.of(more));
        if (schema.isPublic()) {
            modifiers.add(Modifier.PUBLIC);
        }
        return modifiers.toArray(Modifier[]::new);
    }

    private MethodSpec untyped() {
        return MethodSpec.methodBuilder("database")
                .addJavadoc("What is behind the typed form.\n")
                .addModifiers(modifiers(Modifier.STATIC))
                .returns(ClassName.get("io.muniment", "Database"))
                .addParameter(schema.databaseClass(), "typed")
                .addStatement("return typed.database")
                .build();
    }

    private MethodSpec typed() {
        return MethodSpec.methodBuilder("database")
                .addJavadoc("The typed form of {@code database}, which has this schema.\n")
                .addModifiers(modifiers(Modifier.STATIC))
                .returns(schema.databaseClass())
                .addParameter(ClassName.get("io.muniment", "Database"), "database")
                .addStatement("return new $T(database)", schema.databaseClass())
                .build();
    }

    private FieldSpec table(TableModel table) {
        return FieldSpec.builder(
                        TableTypes.keyAndValue(TABLE_DESCRIPTION, table),
                        names.get(table),
                        modifiers(Modifier.STATIC, Modifier.FINAL))
                .initializer(
                        "new $T<>($L, $S, $T.$L, $L, $L$L)",
                        TABLE_DESCRIPTION,
                        table.id(),
                        table.name(),
                        TableKind.class,
                        table.kind(),
                        table.key().map(serializers::of).orElse(SerializerConstants.UNIT),
                        values(table),
                        indexes(table))
                .build();
    }

    private CodeBlock values(TableModel table) {
        if (!table.kind().hasGroups()) {
            return serializers.of(table.value());
        }
        return CodeBlock.of(
                "$T.$N($L)",
                GROUPS,
                table.kind().text(),
                table.groupParts().stream().map(serializers::of).collect(CodeBlock.joining(", ")));
    }

    /** The last argument, which there is only if it holds something. */
    private static CodeBlock indexes(TableModel table) {
        if (table.indexes().isEmpty()) {
            return CodeBlock.of("");
        }
        CodeBlock constants = table.indexes().stream()
                .map(index -> CodeBlock.of("$N", index.constantName()))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of(", $T.of($L)", List.class, constants);
    }

    private static FieldSpec shape(String name, String json) {
        return FieldSpec.builder(String.class, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .initializer(JsonLiteral.of(json))
                .build();
    }

    private FieldSpec schema(String shape) {
        CodeBlock tables = schema.tables().stream()
                .map(table -> CodeBlock.of("$N", names.get(table)))
                .collect(CodeBlock.joining(", "));
        return FieldSpec.builder(SchemaDescription.class, SCHEMA, modifiers(Modifier.STATIC, Modifier.FINAL))
                .initializer(
                        "new $T($S, $L, $N, $T.of($L))",
                        SchemaDescription.class,
                        schema.name(),
                        schema.version(),
                        shape,
                        List.class,
                        tables)
                .build();
    }
}
