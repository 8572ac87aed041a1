package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Writes {@code LockbookMigration}: all steps, as the runtime takes them. */
final class MigrationWriter {

    private static final ClassName MIGRATION = ClassName.get("io.muniment", "Migration");
    private static final ClassName STEP = MIGRATION.nestedClass("Step");
    private static final ClassName TABLE = ClassName.get("io.muniment.migration", "TableMigration");

    private MigrationWriter() {}

    /** The name of the class. */
    static ClassName className(SchemaModel schema) {
        return ClassName.get(schema.packageName(), schema.prefix() + "Migration");
    }

    /** The class, once all steps are written. */
    static TypeSpec.Builder write(SchemaModel schema, List<StepModel> steps, StepDefaults defaults) {
        TypeSpec.Builder type = TypeSpec.classBuilder(className(schema))
                .addJavadoc(
                        "How {@link $T} brings data of older versions to version $L.\n",
                        schema.databaseClass(),
                        schema.version())
                .addModifiers(Modifier.FINAL)
                .addFields(defaults.constants())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build())
                .addMethod(all(steps));
        steps.forEach(step -> type.addMethod(step(step)));
        return type;
    }

    private static MethodSpec all(List<StepModel> steps) {
        MethodSpec.Builder code = MethodSpec.methodBuilder("of")
                .addJavadoc("All steps, in order.\n")
                .addModifiers(Modifier.STATIC)
                .returns(MIGRATION);
        steps.forEach(step -> code.addParameter(step.interfaceName(), step.variable()));
        CodeBlock each = steps.stream()
                .map(step -> CodeBlock.of("$N($N)", step.variable(), step.variable()))
                .collect(CodeBlock.joining(", "));
        return code.addStatement("return $T.of($T.of($L))", MIGRATION, List.class, each)
                .build();
    }

    private static MethodSpec step(StepModel step) {
        SchemaModel before = step.before();
        SchemaModel after = step.after();
        CodeBlock tables =
                step.tables().stream().map(table -> table(step, table)).collect(CodeBlock.joining(", "));
        return MethodSpec.methodBuilder(step.variable())
                .addModifiers(Modifier.STATIC)
                .returns(STEP)
                .addParameter(step.interfaceName(), "step")
                .addStatement(
                        "boolean isCompleted = $T.overrides(step, $T.class, $S, $T.class, $T.class)",
                        MIGRATION,
                        step.interfaceName(),
                        "complete",
                        before.interfaceName(),
                        after.interfaceName())
                .addStatement(
                        "$T completion = (old, now) -> step.complete($T.database(old), $T.database(now))",
                        MIGRATION.nestedClass("Completion"),
                        before.schemaClass(),
                        after.schemaClass())
                .addStatement(
                        "return new $T($T.$N, $T.$N, $T.of($L), isCompleted ? $T.of(completion) : $T.empty())",
                        STEP,
                        before.schemaClass(),
                        SchemaWriter.SCHEMA,
                        after.schemaClass(),
                        SchemaWriter.SCHEMA,
                        List.class,
                        tables,
                        Optional.class,
                        Optional.class)
                .build();
    }

    private static CodeBlock table(StepModel step, StepModel.TableStep table) {
        SchemaModel before = step.before();
        SchemaModel after = step.after();
        CodeBlock.Builder methods = CodeBlock.builder();
        table.key().ifPresent(key -> methods.add(", step::$N", key));
        table.mapKey().ifPresent(key -> methods.add(", step::$N", key));
        methods.add(", step::$N", table.value());
        CodeBlock ownCode = table.others().isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.of(
                        ".withOwnCode($T.overridesAny(step, $T.class, $L))",
                        MIGRATION,
                        step.interfaceName(),
                        table.others().stream()
                                .map(method -> CodeBlock.of("$S", method))
                                .collect(CodeBlock.joining(", ")));
        return CodeBlock.of(
                "$T.$N($L, $L$L)$L",
                TABLE,
                switch (table.after().kind()) {
                    case HASH, SORTED -> "entries";
                    case SINGLE -> "single";
                    case SET -> "sets";
                    case LIST -> "lists";
                    case MAP -> "maps";
                    case SEQUENCE -> "sequence";
                },
                CodeBlock.of("$T.$N", before.schemaClass(), table.before().constantName()),
                CodeBlock.of("$T.$N", after.schemaClass(), table.after().constantName()),
                methods.build(),
                ownCode);
    }
}
