package io.muniment.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.lang.model.element.Modifier;

/** Writes what a database has for transactions: their methods, and their class, {@code LockbookDb.Transaction}. */
final class TransactionWriter {

    private static final ClassName DURABILITY = ClassName.get("io.muniment", "Durability");
    private static final ClassName HANDLE = ClassName.get("io.muniment.table", "TransactionHandle");
    private static final ClassName BASE = ClassName.get("io.muniment.table", "DatabaseTransaction");
    private static final ClassName BODY = ClassName.get("io.muniment.table", "TransactionBody");
    private static final ClassName ACTION = ClassName.get("io.muniment.table", "TransactionAction");

    /** The tables that one has to itself. */
    private static final ParameterSpec TABLES = ParameterSpec.builder(
                    ParameterizedTypeName.get(
                            ClassName.get(Collection.class),
                            WildcardTypeName.subtypeOf(ClassName.get("io.muniment.table", "LockableTable"))),
                    "tables")
            .build();

    private static final ParameterSpec LEVEL =
            ParameterSpec.builder(DURABILITY, "level").build();

    private static final TypeVariableName THROWN = TypeVariableName.get("X", Exception.class);

    private final ClassName transaction;

    /** Any result, null among them. */
    private final TypeVariableName result;

    /** The result of what has none. */
    private final TypeName none;

    private TransactionWriter(SchemaModel schema) {
        transaction = schema.transactionClass();
        Optional<AnnotationSpec> nullable = schema.nullMarkedAnnotation()
                .map(marked ->
                        AnnotationSpec.builder(marked.peerClass("Nullable")).build());
        result = nullable.map(annotation -> TypeVariableName.get("R", ClassName.OBJECT.annotated(annotation)))
                .orElseGet(() -> TypeVariableName.get("R"));
        ClassName none = ClassName.get(Void.class);
        this.none = nullable.map(none::annotated).orElse(none);
    }

    /** The methods of the database. */
    static List<MethodSpec> methods(SchemaModel schema) {
        return new TransactionWriter(schema).methods();
    }

    private List<MethodSpec> methods() {
        return List.of(
                withResult("read")
                        .addJavadoc("Runs {@code body} over all tables as they are at one moment. Blocks nobody.\n")
                        .addStatement("return database.read($T::new, body)", transaction)
                        .build(),
                withoutResult("write")
                        .addJavadoc(
                                "Runs {@code body} as one commit: all of it is made, or nothing. Runs it again if what it"
                                        + " read was changed meanwhile; what it throws leaves everything as it was.\n")
                        .addStatement("database.write($T::new, $T.ASYNC, body)", transaction, DURABILITY)
                        .build(),
                withoutResult("write", LEVEL)
                        .addJavadoc(
                                "As {@link #write(TransactionAction)}, but returns no earlier than {@code level} asks.\n")
                        .addStatement("database.write($T::new, level, body)", transaction)
                        .build(),
                withResult("compute")
                        .addJavadoc("As {@link #write(TransactionAction)}, with a result.\n")
                        .addStatement("return database.compute($T::new, $T.ASYNC, body)", transaction, DURABILITY)
                        .build(),
                withResult("compute", LEVEL)
                        .addJavadoc(
                                "As {@link #compute(TransactionBody)}, but returns no earlier than {@code level} asks.\n")
                        .addStatement("return database.compute($T::new, level, body)", transaction)
                        .build(),
                withoutResult("writeAsync")
                        .addJavadoc(
                                "As {@link #write(TransactionAction)}, but does not wait for the disk: the stage is completed"
                                        + " when the commit is durable.\n")
                        .returns(stage(none))
                        .addStatement("return database.writeAsync($T::new, $T.ASYNC, body)", transaction, DURABILITY)
                        .build(),
                withoutResult("writeAsync", LEVEL)
                        .addJavadoc(
                                "As {@link #writeAsync(TransactionAction)}, but no earlier than {@code level} asks.\n")
                        .returns(stage(none))
                        .addStatement("return database.writeAsync($T::new, level, body)", transaction)
                        .build(),
                withResult("computeAsync")
                        .addJavadoc("As {@link #writeAsync(TransactionAction)}, with a result.\n")
                        .returns(stage(result))
                        .addStatement("return database.computeAsync($T::new, $T.ASYNC, body)", transaction, DURABILITY)
                        .build(),
                withResult("computeAsync", LEVEL)
                        .addJavadoc(
                                "As {@link #computeAsync(TransactionBody)}, but no earlier than {@code level} asks.\n")
                        .returns(stage(result))
                        .addStatement("return database.computeAsync($T::new, level, body)", transaction)
                        .build(),
                withoutResult("exclusive")
                        .addJavadoc(
                                "As {@link #write(TransactionAction)}, while no other thread commits anything: it runs"
                                        + " once, and others wait.\n")
                        .addStatement("database.exclusive($T::new, body)", transaction)
                        .build(),
                withoutResult("exclusive", TABLES)
                        .addJavadoc("As {@link #write(TransactionAction)}, while no other thread commits changes of"
                                + " {@code tables}, tables of this database. It writes to these alone; who changes"
                                + " others does not wait.\n")
                        .addStatement("database.exclusive($T::new, tables, body)", transaction)
                        .build(),
                handedOut("begin")
                        .addJavadoc("Begins a transaction of this thread, to be committed or closed by hand.\n")
                        .build(),
                handedOut("view")
                        .addJavadoc("Opens a view: all tables as they are now, for reading by any thread until it is"
                                + " closed.\n")
                        .build());
    }

    private MethodSpec.Builder withResult(String name, ParameterSpec... before) {
        return method(name, before)
                .addTypeVariable(result)
                .addTypeVariable(THROWN)
                .addException(THROWN)
                .returns(result)
                .addParameter(
                        ParameterizedTypeName.get(BODY, WildcardTypeName.supertypeOf(transaction), result, THROWN),
                        "body");
    }

    private MethodSpec.Builder withoutResult(String name, ParameterSpec... before) {
        return method(name, before)
                .addTypeVariable(THROWN)
                .addException(THROWN)
                .addParameter(
                        ParameterizedTypeName.get(ACTION, WildcardTypeName.supertypeOf(transaction), THROWN), "body");
    }

    private static TypeName stage(TypeName result) {
        return ParameterizedTypeName.get(ClassName.get(CompletableFuture.class), result);
    }

    private static MethodSpec.Builder method(String name, ParameterSpec... before) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC);
        for (ParameterSpec parameter : before) {
            method.addParameter(parameter);
        }
        return method;
    }

    private MethodSpec.Builder handedOut(String name) {
        return method(name).returns(transaction).addStatement("return database.$N($T::new)", name, transaction);
    }

    /** The class. */
    static TypeSpec type(SchemaModel schema) {
        TypeSpec.Builder type = TypeSpec.classBuilder(schema.transactionClass())
                .addJavadoc("{@link $T} as one transaction, or one view, sees it.\n", schema.interfaceName())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(BASE)
                .addSuperinterface(schema.interfaceName())
                .addField(HANDLE, "handle", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(HANDLE, "handle")
                        .addStatement("super(handle)")
                        .addStatement("this.handle = handle")
                        .build());
        for (TableModel table : schema.tables()) {
            type.addMethod(accessor(schema, table));
        }
        return type.build();
    }

    private static MethodSpec accessor(SchemaModel schema, TableModel table) {
        return MethodSpec.methodBuilder(table.name())
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(table.tableClass())
                .addCode(CodeBlock.of(
                        "return new $T(handle.table($T.$N));\n",
                        table.tableClass(),
                        schema.schemaClass(),
                        table.constantName()))
                .build();
    }
}
