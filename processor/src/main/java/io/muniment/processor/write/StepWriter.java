package io.muniment.processor.write;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepMethod;
import io.muniment.processor.model.StepModel;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** Writes {@code LockbookV1ToV2}: what becomes of each type, and of the rows of each table. */
final class StepWriter {

    private final SchemaModel schema;
    private final StepModel step;
    private final StepDefaults defaults;

    private StepWriter(SchemaModel schema, StepModel step, StepDefaults defaults) {
        this.schema = schema;
        this.step = step;
        this.defaults = defaults;
    }

    /** The interface. */
    static TypeSpec.Builder write(SchemaModel schema, StepModel step, StepDefaults defaults) {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(step.interfaceName())
                .addJavadoc(
                        "How version $L of {@link $T} becomes version $L. $L\n\n",
                        step.before().version(),
                        schema.interfaceName(),
                        step.after().version(),
                        step.needsCode()
                                ? "What has no body is yours to write: what these methods are for cannot be derived."
                                : "All of it is derived; what you write yourself takes its place.")
                .addJavadoc("<p>Several threads call these methods at the same time. What they throw ends the migration"
                        + " and changes no file.\n");
        if (schema.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        StepWriter writer = new StepWriter(schema, step, defaults);
        step.methods().forEach(method -> type.addMethod(writer.method(method)));
        return type.addMethod(writer.complete()).addMethod(writer.copy());
    }

    private MethodSpec method(StepMethod method) {
        MethodSpec.Builder code = MethodSpec.methodBuilder(method.name())
                .addJavadoc(doc(method))
                .addModifiers(Modifier.PUBLIC)
                .returns(method.result());
        method.parameters().forEach(parameter -> code.addParameter(parameter.type(), parameter.name()));
        if (method.isAbstract()) {
            return code.addModifiers(Modifier.ABSTRACT).build();
        }
        return code.addModifiers(Modifier.DEFAULT).addCode(body(method)).build();
    }

    private static CodeBlock doc(StepMethod method) {
        CodeBlock subject = method.subject()
                .map(part -> CodeBlock.of(
                        "The $L of a row of {@code $L}",
                        part.part(),
                        part.table().name()))
                .orElseGet(() -> CodeBlock.of(
                        "What {@link $T} becomes",
                        Docs.raw(method.parameters().get(0).type())));
        if (method.body() instanceof StepMethod.Unwritten unwritten) {
            return CodeBlock.of(
                    "$L. Yours to write: $L.\n",
                    subject,
                    unwritten.reasons().stream().map(StepWriter::escaped).collect(joining("; ")));
        }
        return CodeBlock.of("$L.\n", subject);
    }

    /** No line of a comment may begin with a tag. */
    private static String escaped(String text) {
        return text.replace("@", "&#64;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private CodeBlock body(StepMethod method) {
        if (method.body() instanceof StepMethod.OfRecord body) {
            return record(method.result(), body);
        } else if (method.body() instanceof StepMethod.OfEnum body) {
            return enumeration(method.result(), body);
        } else if (method.body() instanceof StepMethod.OfFamily body) {
            return family(body);
        } else {
            StepMethod.OfExpression body = (StepMethod.OfExpression) method.body();
            return CodeBlock.builder()
                    .addStatement("return $L", ConversionCode.of(body.conversion(), CodeBlock.of("old")))
                    .build();
        }
    }

    private CodeBlock record(TypeName type, StepMethod.OfRecord body) {
        CodeBlock arguments = body.arguments().stream()
                .map(argument -> argument(type, argument))
                .collect(CodeBlock.joining(", "));
        CodeBlock made = type instanceof ParameterizedTypeName generic
                ? CodeBlock.of("new $T<>($L)", generic.rawType(), arguments)
                : CodeBlock.of("new $T($L)", type, arguments);
        return CodeBlock.builder().addStatement("return $L", made).build();
    }

    private CodeBlock argument(TypeName type, StepMethod.Argument argument) {
        if (argument instanceof StepMethod.Carried carried) {
            return ConversionCode.of(carried.conversion(), CodeBlock.of("old.$N()", carried.component()));
        } else if (argument instanceof StepMethod.Given given) {
            return defaults.code(type, given);
        } else {
            return ConversionCode.empty(((StepMethod.Empty) argument).type());
        }
    }

    private static CodeBlock enumeration(TypeName type, StepMethod.OfEnum body) {
        CodeBlock.Builder code = CodeBlock.builder().add("return switch (old) {\n$>");
        for (Map.Entry<String, String> constant : body.constants().entrySet()) {
            code.add("case $N -> $T.$N;\n", constant.getKey(), type, constant.getValue());
        }
        return code.add("$<};\n").build();
    }

    private static CodeBlock family(StepMethod.OfFamily body) {
        NameAllocator names = new NameAllocator();
        names.newName("old");
        CodeBlock.Builder code = CodeBlock.builder();
        for (StepMethod.Case each : body.cases()) {
            String name = names.newName(variable(each.type().javaType()));
            code.beginControlFlow("if (old instanceof $T $N)", each.type().javaType(), name)
                    .addStatement("return $L", ConversionCode.of(each.conversion(), CodeBlock.of("$N", name)))
                    .endControlFlow();
        }
        return code.addStatement("throw $L", SerializerFrame.notInSchema(body.family()))
                .build();
    }

    private static String variable(TypeName type) {
        String name = Docs.raw(type).simpleName();
        int first = name.codePointAt(0);
        return Character.toString(Character.toLowerCase(first)) + name.substring(Character.charCount(first));
    }

    private MethodSpec complete() {
        boolean isAbstract = !step.lost().isEmpty();
        return MethodSpec.methodBuilder("complete")
                .addJavadoc(
                        "Is called once, by one thread, when all rows are there, to fill what is derived, merged or split. $L.\n\n",
                        isAbstract
                                ? "Yours to write, since these tables are gone: " + String.join(", ", step.lost())
                                : "Does nothing")
                .addJavadoc(
                        "<p>{@code old} is all of version $L, and refuses writes; {@code now} is all of version $L, in memory,"
                                + " where nobody else sees it.\n",
                        step.before().version(),
                        step.after().version())
                .addModifiers(Modifier.PUBLIC, isAbstract ? Modifier.ABSTRACT : Modifier.DEFAULT)
                .addParameter(step.before().interfaceName(), "old")
                .addParameter(step.after().interfaceName(), "now")
                .build();
    }

    private MethodSpec copy() {
        SchemaModel before = step.before();
        SchemaModel after = step.after();
        return MethodSpec.methodBuilder("copy")
                .addJavadoc(
                        "Copies by these methods what is in {@code from} into {@code to}, which must be empty: for who opens"
                                + " both. One moment is copied, in many commits, with the ids that were given out; when this throws,"
                                + " what was copied before stays.\n\n@return what became of each table\n")
                .addModifiers(Modifier.PUBLIC, Modifier.DEFAULT)
                .returns(ClassName.get("io.muniment.migration", "MigrationReport"))
                .addParameter(before.databaseClass(), "from")
                .addParameter(after.databaseClass(), "to")
                .addStatement(
                        "return $T.database(to).copy($T.$N(this), $T.database(from))",
                        after.schemaClass(),
                        MigrationWriter.className(schema),
                        step.variable(),
                        before.schemaClass())
                .build();
    }
}
