package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import io.muniment.processor.model.TableModel;
import io.muniment.schema.TableKind;
import java.nio.file.Path;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Writes the database, {@code LockbookDb}: what a user opens, with a class for each of its tables. */
final class DbWriter {

    private static final ClassName DATABASE = ClassName.get("io.muniment", "Database");
    private static final ClassName VERIFY_REPORT = ClassName.get("io.muniment.recovery", "VerifyReport");
    private static final ClassName SALVAGE_REPORT = ClassName.get("io.muniment.recovery", "SalvageReport");

    private final SchemaModel schema;
    private final List<StepModel> steps;
    private final NameAllocator fields = new NameAllocator();

    private DbWriter(SchemaModel schema, List<StepModel> steps) {
        this.schema = schema;
        this.steps = steps;
        fields.newName("database", DATABASE);
        for (TableModel table : schema.tables()) {
            fields.newName(table.name(), table);
        }
    }

    /** The class. */
    static TypeSpec.Builder write(SchemaModel schema, List<StepModel> steps) {
        return new DbWriter(schema, steps).database();
    }

    private TypeSpec.Builder database() {
        TypeSpec.Builder type = TypeSpec.classBuilder(schema.databaseClass())
                .addJavadoc("The database of {@link $T}.$L\n\n", schema.interfaceName(), spaced(schema.doc()))
                .addJavadoc("<p>Any thread may use it. Open it once, and close it at the end.\n")
                .addModifiers(Modifier.FINAL)
                .addSuperinterface(schema.interfaceName())
                .addSuperinterface(AutoCloseable.class)
                .avoidClashesWithNestedClasses(
                        (TypeElement) schema.declaration().place().element());
        if (schema.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        fields(type);
        opening(type);
        for (TableModel table : schema.tables()) {
            type.addMethod(accessor(table));
        }
        type.addMethods(TransactionWriter.methods(schema));
        type.addMethods(CommitWriter.methods(schema));
        lifecycle(type);
        type.addType(TransactionWriter.type(schema));
        type.addType(CommitWriter.type(schema));
        for (TableModel table : schema.tables()) {
            type.addType(tableClass(table));
        }
        return type;
    }

    private void fields(TypeSpec.Builder type) {
        type.addField(DATABASE, "database", Modifier.FINAL);
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder()
                .addParameter(DATABASE, "database")
                .addStatement("this.database = database");
        for (TableModel table : schema.tables()) {
            String field = fields.get(table);
            type.addField(table.tableClass(), field, Modifier.PRIVATE, Modifier.FINAL);
            constructor.addStatement(
                    "this.$N = new $T(database.table($T.$N))",
                    field,
                    table.tableClass(),
                    schema.schemaClass(),
                    table.constantName());
        }
        type.addMethod(constructor.build());
    }

    private void opening(TypeSpec.Builder type) {
        type.addMethods(OpenWriter.methods(schema, steps));
        type.addMethod(opening("inMemory")
                .addJavadoc("A new database that touches no disk and is gone when it is closed.\n")
                .addStatement(
                        "return new $T($T.inMemory($T.SCHEMA))", schema.databaseClass(), DATABASE, schema.schemaClass())
                .build());
        type.addMethod(MethodSpec.methodBuilder("verify")
                .addJavadoc(
                        "Reads every byte of the database in {@code directory}, which must not be open for writing, and"
                                + " tells all that is wrong. Writes nothing.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(VERIFY_REPORT)
                .addParameter(Path.class, "directory")
                .addStatement("return $T.verify($T.SCHEMA, directory)", DATABASE, schema.schemaClass())
                .build());
        type.addMethod(MethodSpec.methodBuilder("salvage")
                .addJavadoc(
                        "Makes a new database in {@code target} of all that is intact in {@code damaged}, which is only"
                                + " read, and tells what is missing.\n")
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(SALVAGE_REPORT)
                .addParameter(Path.class, "damaged")
                .addParameter(Path.class, "target")
                .addStatement("return $T.salvage($T.SCHEMA, damaged, target)", DATABASE, schema.schemaClass())
                .build());
    }

    private MethodSpec.Builder opening(String name) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(schema.databaseClass());
    }

    private MethodSpec accessor(TableModel table) {
        return MethodSpec.methodBuilder(table.name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(table.tableClass())
                .addStatement("return $N", fields.get(table))
                .build();
    }

    private void lifecycle(TypeSpec.Builder type) {
        type.addMethod(delegate("snapshot", ClassName.get("io.muniment", "SnapshotReport"))
                .addJavadoc("Writes all tables, as they are now, into a snapshot, so that the log before it may go."
                        + " Blocks no reader and no writer.\n")
                .build());
        type.addMethod(delegate("sync", TypeName.VOID)
                .addJavadoc("Returns when every commit made before the call survives power loss.\n")
                .build());
        type.addMethod(delegate("stats", ClassName.get("io.muniment", "Stats"))
                .addJavadoc("What the database holds, in entries and in bytes.\n")
                .build());
        type.addMethod(delegate("recoveryReport", ClassName.get("io.muniment.recovery", "RecoveryReport"))
                .addJavadoc("What was found when this database was opened, and what was done about it.\n")
                .build());
        type.addMethod(delegate("dropOldVersions", ParameterizedTypeName.get(List.class, String.class))
                .addJavadoc(
                        "Deletes the files of older versions, which migrations have set aside; returns the directories that are"
                                + " gone.\n")
                .build());
        type.addMethod(delegate("close", TypeName.VOID)
                .addJavadoc("Makes all commits durable and closes the database. Closing it again does nothing.\n")
                .addAnnotation(Override.class)
                .build());
    }

    private static MethodSpec.Builder delegate(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC)
                .returns(result)
                .addStatement(result.equals(TypeName.VOID) ? "database.$N()" : "return database.$N()", name);
    }

    private TypeSpec tableClass(TableModel table) {
        return TypeSpec.classBuilder(table.tableClass())
                .addJavadoc("{@link $T#$N()}: $L\n", schema.interfaceName(), table.name(), doc(table))
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(TableTypes.base(table))
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(TableTypes.handle(table), "handle")
                        .addStatement("super(handle)")
                        .build())
                .addMethods(IndexWriter.methods(schema, table))
                .build();
    }

    private static CodeBlock doc(TableModel table) {
        if (!table.doc().isEmpty()) {
            return CodeBlock.of("$L", table.doc());
        }
        CodeBlock value = Docs.code(table.value());
        return table.key()
                .map(key -> CodeBlock.of("$L by $L.", value, Docs.code(key)))
                .orElseGet(() ->
                        CodeBlock.of(table.kind() == TableKind.SEQUENCE ? "$L, numbered." : "$L, or nothing.", value));
    }

    private static String spaced(String doc) {
        return doc.isEmpty() ? "" : " " + doc;
    }
}
