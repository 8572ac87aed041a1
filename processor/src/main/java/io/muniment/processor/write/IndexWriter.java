package io.muniment.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.schema.IndexDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/** Writes what finds entries by an index: its description, and the methods of the table class. */
final class IndexWriter {

    private static final ClassName DESCRIPTION = ClassName.get(IndexDescription.class);

    private final SchemaModel schema;
    private final TableModel table;
    private final IndexModel index;

    private IndexWriter(SchemaModel schema, TableModel table, IndexModel index) {
        this.schema = schema;
        this.table = table;
        this.index = index;
    }

    /** The methods of a table class, by all indexes that it has. */
    static List<MethodSpec> methods(SchemaModel schema, TableModel table) {
        List<MethodSpec> methods = new ArrayList<>();
        for (IndexModel index : table.indexes()) {
            methods.addAll(new IndexWriter(schema, table, index).methods());
        }
        return methods;
    }

    /** The constant of a description. */
    static FieldSpec description(TableModel table, IndexModel index) {
        TypeName value = table.value().javaType();
        return FieldSpec.builder(
                        ParameterizedTypeName.get(
                                DESCRIPTION, value, index.type().javaType().box()),
                        index.constantName(),
                        Modifier.STATIC,
                        Modifier.FINAL)
                .initializer(
                        index.isBySeveral() ? "$T.bySeveral($S, $L, $L, $L)" : "new $T<>($S, $L, $L, $L)",
                        DESCRIPTION,
                        index.name(),
                        index.isUnique(),
                        index.isOrdered(),
                        IndexKeyWriter.key(index))
                .build();
    }

    private List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        if (index.isUnique()) {
            methods.add(value());
            methods.add(finder());
        } else {
            methods.add(entries());
        }
        if (index.isOrdered()) {
            methods.add(between(index.between(), "entriesBetween", "in ascending order."));
            methods.add(between(index.betweenDescending(), "entriesBetweenDescending", "in descending order."));
        }
        return methods;
    }

    private MethodSpec value() {
        TypeName value = table.value().javaType();
        return looking(index.method())
                .addJavadoc("The value that has this $L, which no other has; null if there is none.\n", what("its"))
                .returns(schema.nullMarkedAnnotation()
                        .map(marked -> value.annotated(AnnotationSpec.builder(marked.peerClass("Nullable"))
                                .build()))
                        .orElse(value))
                .addStatement("return valueBy($L, $N)", constant(), name())
                .build();
    }

    private MethodSpec finder() {
        return looking(index.finder())
                .addJavadoc("As {@link #$L}, in an {@code Optional}.\n", index.method())
                .returns(ParameterizedTypeName.get(
                        ClassName.get(Optional.class), table.value().javaType()))
                .addStatement("return $T.ofNullable(this.$N($N))", Optional.class, index.method(), name())
                .build();
    }

    private MethodSpec entries() {
        return looking(index.method())
                .addJavadoc("The entries that have this $L, in an immutable list.\n", what("their"))
                .returns(listOfEntries())
                .addStatement("return entriesBy($L, $N)", constant(), name())
                .build();
    }

    private MethodSpec between(String method, String base, String order) {
        TypeName type = index.type().javaType();
        return MethodSpec.methodBuilder(method)
                .addJavadoc(
                        index.isBySeveral()
                                ? "The entries of which one of {@code $L} is not before {@code from}, and before {@code to},"
                                        + " each once, in an immutable list $L\n"
                                : "The entries whose {@code $L} is not before {@code from}, and before {@code to}, in an"
                                        + " immutable list $L\n",
                        index.name(),
                        order)
                .addModifiers(Modifier.PUBLIC)
                .returns(listOfEntries())
                .addParameter(type, "from")
                .addParameter(type, "to")
                .addStatement("return $N($L, from, to)", base, constant())
                .build();
    }

    private MethodSpec.Builder looking(String method) {
        return MethodSpec.methodBuilder(method)
                .addModifiers(Modifier.PUBLIC)
                .addParameter(index.type().javaType(), name());
    }

    /** What the caller looks up. */
    private String name() {
        return index.by().isBySeveral() ? "element" : index.by().name();
    }

    /** What an entry has, for Javadoc. */
    private String what(String whose) {
        String name = "{@code " + index.name() + "}";
        return index.isBySeveral() ? "among " + whose + " " + name : name;
    }

    private CodeBlock constant() {
        return CodeBlock.of("$T.$N", schema.schemaClass(), index.constantName());
    }

    private TypeName listOfEntries() {
        return ParameterizedTypeName.get(
                ClassName.get(List.class), TableTypes.keyAndValue(ClassName.get(Map.Entry.class), table));
    }
}
