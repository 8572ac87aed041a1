package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import javax.lang.model.element.Modifier;

/** Writes what a database has for those who are told of commits: two methods, and {@code LockbookDb.Commit}. */
final class CommitWriter {

    private static final ClassName LISTENING = ClassName.get("io.muniment", "Listening");
    private static final ClassName HANDLE = ClassName.get("io.muniment.table", "CommitHandle");
    private static final ClassName BASE = ClassName.get("io.muniment.table", "DatabaseCommit");
    private static final ClassName CHANGE = ClassName.get("io.muniment.table", "TableChange");

    private CommitWriter() {}

    /** The methods of the database. */
    static List<MethodSpec> methods(SchemaModel schema) {
        ClassName commit = schema.commitClass();
        TypeName listener =
                ParameterizedTypeName.get(ClassName.get(Consumer.class), WildcardTypeName.supertypeOf(commit));
        return List.of(
                MethodSpec.methodBuilder("onCommit")
                        .addJavadoc(
                                "Calls {@code listener} after each commit from now on, once it is durable: in their order,"
                                        + " in a thread of its own.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(LISTENING)
                        .addParameter(listener, "listener")
                        .addStatement("return database.onCommit($T::new, listener)", commit)
                        .build(),
                MethodSpec.methodBuilder("commitsAfter")
                        .addJavadoc(
                                "The commits after commit {@code sequence}, those that are in the log and those to come,"
                                        + " each once it is durable.\n")
                        .addModifiers(Modifier.PUBLIC)
                        .returns(ParameterizedTypeName.get(ClassName.get(Flow.Publisher.class), commit))
                        .addParameter(TypeName.LONG, "sequence")
                        .addStatement("return database.commitsAfter($T::new, sequence)", commit)
                        .build());
    }

    /** The class. */
    static TypeSpec type(SchemaModel schema) {
        TypeSpec.Builder type = TypeSpec.classBuilder(schema.commitClass())
                .addJavadoc("What one commit has done to the tables of {@link $T}.\n", schema.interfaceName())
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                .superclass(BASE)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .addParameter(HANDLE, "handle")
                        .addStatement("super(handle)")
                        .build());
        for (TableModel table : schema.tables()) {
            type.addMethod(accessor(schema, table));
        }
        return type.build();
    }

    private static MethodSpec accessor(SchemaModel schema, TableModel table) {
        TypeName change = TableTypes.keyAndValue(CHANGE, table);
        return MethodSpec.methodBuilder(table.name())
                .addJavadoc("What it has done to {@link $T#$N()}.\n", schema.interfaceName(), table.name())
                .addModifiers(Modifier.PUBLIC)
                .returns(ParameterizedTypeName.get(ClassName.get(List.class), change))
                .addStatement("return changes($T.$N)", schema.schemaClass(), table.constantName())
                .build();
    }
}
