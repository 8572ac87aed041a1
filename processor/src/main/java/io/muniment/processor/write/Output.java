package io.muniment.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.muniment.annotation.GeneratedByMuniment;
import io.muniment.processor.model.SchemaModel;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Where the files of one schema go: the one place that adds what all of them have. */
final class Output {

    private static final String PROCESSOR = "io.muniment.processor.SchemaProcessor";

    private final Filer filer;
    private final SchemaModel schema;
    private final Element origin;

    Output(Filer filer, SchemaModel schema) {
        this.filer = filer;
        this.schema = schema;
        this.origin = schema.declaration().place().element();
    }

    /** Writes a class as a source file in the schema's package, without what the named warnings tell. */
    void source(TypeSpec.Builder type, String... warnings) throws IOException {
        Set<String> suppressed = new LinkedHashSet<>(List.of(warnings));
        schema.nullMarkedAnnotation().ifPresent(type::addAnnotation);
        type.addAnnotation(GeneratedByMuniment.class);
        schema.generatedAnnotation().ifPresent(generated -> type.addAnnotation(generatedBy(generated)));
        if (schema.usesDeprecated()) {
            suppressed.addAll(List.of("deprecation", "removal"));
        }
        if (!suppressed.isEmpty()) {
            CodeBlock names = suppressed.stream()
                    .map(warning -> CodeBlock.of("$S", warning))
                    .collect(CodeBlock.joining(", "));
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", suppressed.size() == 1 ? "$L" : "{$L}", names)
                    .build());
        }
        JavaFile file = JavaFile.builder(schema.packageName(), type.build())
                .indent("    ")
                .skipJavaLangImports(true)
                .build();
        write(filer.createSourceFile(qualifiedName(file), origin), Layout.format(file.toString()));
    }

    /** Writes a resource beside the classes, and returns where it is. */
    URI resource(String name, String text) throws IOException {
        FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", name, origin);
        write(file, text);
        return file.toUri();
    }

    private static AnnotationSpec generatedBy(ClassName generated) {
        return AnnotationSpec.builder(generated)
                .addMember("value", "$S", PROCESSOR)
                .build();
    }

    private static String qualifiedName(JavaFile file) {
        String simpleName = file.typeSpec().name();
        return file.packageName().isEmpty() ? simpleName : file.packageName() + "." + simpleName;
    }

    private static void write(FileObject file, String text) throws IOException {
        try (java.io.Writer out = file.openWriter()) {
            out.write(text);
        }
    }
}
