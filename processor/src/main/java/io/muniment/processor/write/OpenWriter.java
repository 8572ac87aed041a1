package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes how a database is opened: with the steps that need code, if there are such, and also with all of them, if others can
 * be had another way than derived.
 */
final class OpenWriter {

    private static final ClassName DATABASE = ClassName.get("io.muniment", "Database");
    private static final ClassName OPTIONS = ClassName.get("io.muniment", "Options");
    private static final ClassName REPORT = ClassName.get("io.muniment.migration", "MigrationReport");

    private final SchemaModel schema;
    private final List<StepModel> steps;
    private final List<MethodSpec> methods = new ArrayList<>();

    private OpenWriter(SchemaModel schema, List<StepModel> steps) {
        this.schema = schema;
        this.steps = steps;
    }

    /** The methods. */
    static List<MethodSpec> methods(SchemaModel schema, List<StepModel> steps) {
        OpenWriter writer = new OpenWriter(schema, steps);
        List<StepModel> needed = steps.stream().filter(StepModel::needsCode).toList();
        writer.open(needed);
        if (needed.size() < steps.size()) {
            writer.open(steps);
        }
        if (!steps.isEmpty()) {
            writer.check(needed);
            if (needed.size() < steps.size()) {
                writer.check(steps);
            }
        }
        return writer.methods;
    }

    private void open(List<StepModel> given) {
        methods.add(method("open", schema.databaseClass())
                .addJavadoc(
                        "Opens the database in {@code directory} with the safe {@linkplain $T#defaults() defaults};"
                                + " makes it if there is none.$L\n",
                        OPTIONS,
                        migrates(given))
                .addParameter(Path.class, "directory")
                .addParameters(parameters(given))
                .addStatement("return open(directory, $T.defaults()$L)", OPTIONS, arguments(given))
                .build());
        MethodSpec.Builder withOptions = method("open", schema.databaseClass())
                .addJavadoc("Opens the database in {@code directory} as {@code options} say.$L\n", migrates(given))
                .addParameter(Path.class, "directory")
                .addParameter(OPTIONS, "options")
                .addParameters(parameters(given));
        if (steps.isEmpty()) {
            withOptions.addStatement(
                    "return new $T($T.open($T.SCHEMA, directory, options))",
                    schema.databaseClass(),
                    DATABASE,
                    schema.schemaClass());
        } else if (given.size() < steps.size()) {
            withOptions.addStatement("return open(directory, options$L)", all(given));
        } else {
            withOptions
                    .addStatement(migration(given))
                    .addStatement(
                            "return new $T($T.open($T.SCHEMA, migration, directory, options))",
                            schema.databaseClass(),
                            DATABASE,
                            schema.schemaClass());
        }
        methods.add(withOptions.build());
    }

    private void check(List<StepModel> given) {
        methods.add(method("checkMigration", REPORT)
                .addJavadoc("Tells what opening would do to data of an older version in {@code directory}, without"
                        + " writing anything.\n")
                .addParameter(Path.class, "directory")
                .addParameters(parameters(given))
                .addStatement("return checkMigration(directory, $T.defaults()$L)", OPTIONS, arguments(given))
                .build());
        MethodSpec.Builder withOptions = method("checkMigration", REPORT)
                .addJavadoc("Tells what opening as {@code options} say would do to data of an older version in"
                        + " {@code directory}, without writing anything.\n")
                .addParameter(Path.class, "directory")
                .addParameter(OPTIONS, "options")
                .addParameters(parameters(given));
        if (given.size() < steps.size()) {
            withOptions.addStatement("return checkMigration(directory, options$L)", all(given));
        } else {
            withOptions
                    .addStatement(migration(given))
                    .addStatement(
                            "return $T.checkMigration($T.SCHEMA, migration, directory, options)",
                            DATABASE,
                            schema.schemaClass());
        }
        methods.add(withOptions.build());
    }

    private CodeBlock migration(List<StepModel> given) {
        return CodeBlock.of(
                "$T migration = $T.of($L)",
                ClassName.get("io.muniment", "Migration"),
                MigrationWriter.className(schema),
                names(given));
    }

    private static MethodSpec.Builder method(String name, TypeName result) {
        return MethodSpec.methodBuilder(name)
                .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                .returns(result);
    }

    private String migrates(List<StepModel> given) {
        if (steps.isEmpty()) {
            return "";
        }
        return " Data of an older version, from " + steps.get(0).before().version()
                + " on, becomes that of version " + schema.version()
                + (given.isEmpty() ? "" : " as the steps say") + ".";
    }

    private static List<ParameterSpec> parameters(List<StepModel> given) {
        return given.stream()
                .map(step -> ParameterSpec.builder(step.interfaceName(), step.variable())
                        .build())
                .toList();
    }

    private static CodeBlock names(List<StepModel> given) {
        return given.stream().map(step -> CodeBlock.of("$N", step.variable())).collect(CodeBlock.joining(", "));
    }

    private static CodeBlock arguments(List<StepModel> given) {
        return given.stream().map(step -> CodeBlock.of(", $N", step.variable())).collect(CodeBlock.joining(""));
    }

    /** All steps: those that are given, and of the others what is derived. */
    private CodeBlock all(List<StepModel> given) {
        return steps.stream()
                .map(step -> given.contains(step)
                        ? CodeBlock.of(", $N", step.variable())
                        : CodeBlock.of(", new $T() {}", step.interfaceName()))
                .collect(CodeBlock.joining(""));
    }
}
