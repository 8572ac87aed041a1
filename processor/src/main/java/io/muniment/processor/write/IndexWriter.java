package io.muniment.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexStep;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TableModel;
import io.muniment.schema.IndexDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes what finds entries by an index: its description, and the methods of the table class. */
final class IndexWriter {

    private static final ClassName DESCRIPTION = ClassName.get(IndexDescription.class);
    private static final ClassName PAGE = ClassName.get("io.muniment.table", "Page");
    private static final ClassName PAGED = ClassName.get("io.muniment.table", "Paged");

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
        TypeName key = index.isComposite()
                ? IndexKeyWriter.COMPOSITE
                : index.last().each().javaType().box();
        return FieldSpec.builder(
                        ParameterizedTypeName.get(DESCRIPTION, value, key),
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
            methods.add(page());
        }
        if (index.isOrdered()) {
            methods.add(between(index.between(), "entriesBetween", "in ascending order."));
            methods.add(between(index.betweenDescending(), "entriesBetweenDescending", "in descending order."));
            methods.add(pageBetween());
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
                .addStatement("return valueBy($L, $L)", constant(), key(names()))
                .build();
    }

    private MethodSpec finder() {
        return looking(index.finder())
                .addJavadoc("As {@link #$L}, in an {@code Optional}.\n", index.method())
                .returns(ParameterizedTypeName.get(
                        ClassName.get(Optional.class), table.value().javaType()))
                .addStatement(
                        "return $T.ofNullable(this.$N($L))", Optional.class, index.method(), String.join(", ", names()))
                .build();
    }

    private MethodSpec entries() {
        return looking(index.method())
                .addJavadoc("The entries that have this $L, in an immutable list.\n", what("their"))
                .returns(listOfEntries())
                .addStatement("return entriesBy($L, $L)", constant(), key(names()))
                .build();
    }

    private MethodSpec page() {
        NameAllocator names = new NameAllocator();
        List<String> given = named(names, index.parts());
        String page = names.newName("page");
        return with(MethodSpec.methodBuilder(index.method()).addModifiers(Modifier.PUBLIC), index.parts(), given)
                .addJavadoc("A page of the entries that have this $L.\n", what("their"))
                .returns(paged(PAGED, true))
                .addParameter(paged(PAGE, false), page)
                .addStatement("return pageBy($L, $L, $L)", constant(), key(given), page)
                .build();
    }

    private MethodSpec between(String method, String base, String order) {
        NameAllocator names = new NameAllocator();
        List<String> given = named(names, fixed());
        String from = names.newName("from");
        String to = names.newName("to");
        return between(method, given, from, to)
                .addJavadoc(
                        "The entries " + between(given) + ", in an immutable list $L\n",
                        index.last().name(),
                        from,
                        to,
                        order)
                .returns(listOfEntries())
                .addStatement("return $N($L, $L, $L)", base, constant(), key(given, from), key(given, to))
                .build();
    }

    private MethodSpec pageBetween() {
        NameAllocator names = new NameAllocator();
        List<String> given = named(names, fixed());
        String from = names.newName("from");
        String to = names.newName("to");
        String page = names.newName("page");
        return between(index.between(), given, from, to)
                .addJavadoc(
                        "A page of the entries " + between(given) + ".\n",
                        index.last().name(),
                        from,
                        to)
                .returns(paged(PAGED, true))
                .addParameter(paged(PAGE, false), page)
                .addStatement("return pageBetween($L, $L, $L, $L)", constant(), key(given, from), key(given, to), page)
                .build();
    }

    /** The parts that are given for a range, which is of the last one. */
    private List<IndexStep> fixed() {
        return index.parts().subList(0, index.parts().size() - 1);
    }

    private MethodSpec.Builder between(String method, List<String> given, String from, String to) {
        TypeName type = index.last().each().javaType();
        return with(MethodSpec.methodBuilder(method).addModifiers(Modifier.PUBLIC), fixed(), given)
                .addParameter(type, from)
                .addParameter(type, to);
    }

    private TypeName paged(ClassName generic, boolean withValue) {
        TypeName by = index.last().each().javaType().box();
        TypeName key = TableTypes.key(table);
        return withValue
                ? ParameterizedTypeName.get(generic, by, key, table.value().javaType())
                : ParameterizedTypeName.get(generic, by, key);
    }

    /** Which entries those of a range are, for Javadoc. */
    private String between(List<String> given) {
        String these = given.isEmpty() ? "" : "with this {@code " + String.join("} and {@code ", given) + "} ";
        String range = index.isBySeveral()
                ? "of which one of {@code $L} is not before {@code $L}, and before {@code $L}, each once"
                : "whose {@code $L} is not before {@code $L}, and before {@code $L}";
        return these.replace("$", "$$") + range;
    }

    private MethodSpec.Builder looking(String method) {
        return with(MethodSpec.methodBuilder(method).addModifiers(Modifier.PUBLIC), index.parts(), names());
    }

    private static MethodSpec.Builder with(MethodSpec.Builder method, List<IndexStep> parts, List<String> names) {
        for (int i = 0; i < parts.size(); i++) {
            method.addParameter(parts.get(i).each().javaType(), names.get(i));
        }
        return method;
    }

    /** What is looked up, as the runtime takes it. */
    private CodeBlock key(List<String> names, String... last) {
        String joined = Stream.concat(names.stream(), Stream.of(last)).collect(Collectors.joining(", "));
        return index.isComposite()
                ? CodeBlock.of("$T.of($L)", IndexKeyWriter.COMPOSITE, joined)
                : CodeBlock.of("$L", joined);
    }

    /** The parameters that say what is looked up. */
    private List<String> names() {
        return named(new NameAllocator(), index.parts());
    }

    private static List<String> named(NameAllocator names, List<IndexStep> parts) {
        return parts.stream()
                .map(part -> names.newName(part.isBySeveral() ? "element" : part.name()))
                .toList();
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
