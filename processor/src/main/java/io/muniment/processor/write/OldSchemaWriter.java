package io.muniment.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.annotation.Schema;
import io.muniment.annotation.SerializeWith;
import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OldSchema;
import io.muniment.processor.model.SchemaModel;
import io.muniment.schema.StoredOrder;
import io.muniment.schema.TableKind;
import io.muniment.schema.TableShape;
import io.muniment.schema.TypeExpression;
import io.muniment.schema.TypeShape;
import io.muniment.table.ListTable;
import io.muniment.table.MapTable;
import io.muniment.table.Sequence;
import io.muniment.table.SetTable;
import io.muniment.table.Single;
import io.muniment.table.SortedTable;
import io.muniment.table.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes {@code LockbookV1}: the interface of an older version, with its types, from what is on record of it. */
final class OldSchemaWriter {

    private final SchemaModel schema;
    private final OldSchema old;

    private OldSchemaWriter(SchemaModel schema, OldSchema old) {
        this.schema = schema;
        this.old = old;
    }

    /** The interface. */
    static TypeSpec.Builder write(SchemaModel schema, OldSchema old) {
        return new OldSchemaWriter(schema, old).type();
    }

    private TypeSpec.Builder type() {
        TypeSpec.Builder type = TypeSpec.interfaceBuilder(old.interfaceName())
                .addJavadoc(
                        "Version $L of {@link $T}, by which its data is read.\n",
                        old.shape().version(),
                        schema.interfaceName())
                .addJavadoc(
                        "\n<p>It is made from {@code $L/$L.json} of the history, which has the tables, the types and what"
                                + " these hold, and no code: what constructors and methods did is not here.\n",
                        old.shape().name(),
                        old.shape().version())
                .addAnnotation(AnnotationSpec.builder(Schema.class)
                        .addMember("name", "$S", old.shape().name())
                        .addMember("version", "$L", old.shape().version())
                        .build());
        if (isSortedByOwn()) {
            type.addJavadoc(
                    "\n<p>Nor is the order that a type had. Those that are sorted by are {@link Comparable} component by"
                            + " component, and enums by name, so tables, sets and maps may come in another order than they"
                            + " had.\n");
        }
        if (schema.isPublic()) {
            type.addModifiers(Modifier.PUBLIC);
        }
        for (ClassName serializer : old.serializers()) {
            type.addAnnotation(serializeWith(serializer));
        }
        for (TableShape table : old.shape().tables()) {
            type.addMethod(table(table));
        }
        for (TypeShape each : old.shape().types()) {
            if (!(each instanceof TypeShape.OfCustom)) {
                type.addType(type(each));
            }
        }
        return type;
    }

    private boolean isSortedByOwn() {
        Stream<TypeExpression> keys = old.shape().tables().stream()
                .filter(table -> table.kind() == TableKind.SORTED)
                .flatMap(table -> Stream.ofNullable(table.key()));
        Stream<TypeExpression> inTables = old.shape().tables().stream()
                .flatMap(table -> Stream.concat(Stream.ofNullable(table.key()), Stream.of(table.value())));
        Stream<TypeExpression> inRecords = old.shape().types().stream()
                .filter(TypeShape.OfRecord.class::isInstance)
                .flatMap(record -> ((TypeShape.OfRecord) record).components().stream())
                .map(TypeShape.Component::type);
        return keys.anyMatch(key -> !key.isBuiltIn())
                || Stream.concat(inTables, inRecords).anyMatch(OldSchemaWriter::holdsSortedByOwn);
    }

    private static boolean holdsSortedByOwn(TypeExpression type) {
        boolean isSorted = type.name().equals("sortedset") || type.name().equals("sortedmap");
        return type.isBuiltIn()
                && (isSorted && !type.arguments().get(0).isBuiltIn()
                        || type.arguments().stream().anyMatch(OldSchemaWriter::holdsSortedByOwn));
    }

    private static AnnotationSpec serializeWith(ClassName serializer) {
        return AnnotationSpec.builder(SerializeWith.class)
                .addMember("value", "$T.class", serializer)
                .build();
    }

    private MethodSpec table(TableShape table) {
        return MethodSpec.methodBuilder(table.name())
                .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
                .returns(tableType(table))
                .build();
    }

    private TypeName tableType(TableShape table) {
        TypeExpression value = table.value();
        if (!table.kind().hasKeys()) {
            Class<?> of = table.kind() == TableKind.SINGLE ? Single.class : Sequence.class;
            return ParameterizedTypeName.get(ClassName.get(of), boxed(value));
        }
        TypeName key = boxed(Objects.requireNonNull(table.key(), "key"));
        return switch (table.kind()) {
            case HASH -> ParameterizedTypeName.get(ClassName.get(Table.class), key, boxed(value));
            case SORTED -> ParameterizedTypeName.get(ClassName.get(SortedTable.class), key, boxed(value));
            case SET -> ParameterizedTypeName.get(ClassName.get(SetTable.class), key, argument(value, 0));
            case LIST -> ParameterizedTypeName.get(ClassName.get(ListTable.class), key, argument(value, 0));
            default ->
                ParameterizedTypeName.get(ClassName.get(MapTable.class), key, argument(value, 0), argument(value, 1));
        };
    }

    private TypeSpec type(TypeShape shape) {
        ClassName name = old.type(shape);
        TypeSpec.Builder type;
        if (shape instanceof TypeShape.OfRecord record) {
            type = record(name, record);
        } else if (shape instanceof TypeShape.OfEnum constants) {
            type = TypeSpec.enumBuilder(name);
            constants.constants().forEach(constant -> type.addEnumConstant(constant.name()));
        } else {
            type = TypeSpec.interfaceBuilder(name).addModifiers(Modifier.SEALED);
        }
        if (!name.simpleName().equals(shape.name())) {
            type.addAnnotation(AnnotationSpec.builder(io.muniment.annotation.TypeName.class)
                    .addMember("value", "$S", shape.name())
                    .build());
        }
        List<TypeShape.OfSealed> families = old.familiesOf(shape);
        families.forEach(family -> type.addSuperinterface(old.type(family)));
        if (families.stream().anyMatch(family -> isWithinAny(family, families))) {
            // To be a case of a family and of one around it, a type names both; some compilers find that too much.
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "$S", "unused")
                    .build());
        }
        if (name.equals(old.orders().get(shape.name()))) {
            type.addSuperinterface(ParameterizedTypeName.get(ClassName.get(Comparable.class), name));
        }
        return type.addModifiers(Modifier.PUBLIC, Modifier.STATIC).build();
    }

    private boolean isWithinAny(TypeShape.OfSealed family, List<TypeShape.OfSealed> others) {
        return old.familiesOf(family).stream()
                .anyMatch(around -> others.contains(around) || isWithinAny(around, others));
    }

    private TypeSpec.Builder record(ClassName name, TypeShape.OfRecord shape) {
        MethodSpec.Builder components = MethodSpec.constructorBuilder();
        for (TypeShape.Component component : old.declared(shape)) {
            ParameterSpec.Builder parameter = ParameterSpec.builder(java(component.type()), component.name());
            old.serializer(shape, component)
                    .ifPresent(serializer -> parameter.addAnnotation(serializeWith(serializer)));
            components.addParameter(parameter.build());
        }
        TypeSpec.Builder type = TypeSpec.recordBuilder(name).recordConstructor(components.build());
        Optional.ofNullable(old.orders().get(shape.name()))
                .ifPresent(order -> type.addMethod(compareTo(name, shape, order)));
        return type;
    }

    private static MethodSpec compareTo(ClassName name, TypeShape.OfRecord shape, ClassName order) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("compareTo")
                .addJavadoc(doc(shape, !order.equals(name)))
                .addAnnotation(Override.class)
                .addModifiers(Modifier.PUBLIC)
                .returns(int.class)
                .addParameter(order, "other");
        if (order.equals(name)) {
            return method.addStatement("return $L", comparison(shape, "other")).build();
        }
        return method.beginControlFlow(
                        shape.components().isEmpty() ? "if (other instanceof $T)" : "if (other instanceof $T that)",
                        name)
                .addStatement("return $L", comparison(shape, "that"))
                .endControlFlow()
                .addStatement("return $T.compare(this, other)", StoredOrder.class)
                .build();
    }

    private static CodeBlock doc(TypeShape.OfRecord shape, boolean isCase) {
        String components = shape.components().stream()
                .map(component -> "{@code " + component.name() + "}")
                .collect(Collectors.joining(", then by "));
        return CodeBlock.of(
                "$L$L.\n",
                components.isEmpty() ? "All are equal" : "By " + components,
                isCase ? "; with other cases by the name of the class" : "");
    }

    private static CodeBlock comparison(TypeShape.OfRecord shape, String other) {
        List<String> names =
                shape.components().stream().map(TypeShape.Component::name).toList();
        if (names.isEmpty()) {
            return CodeBlock.of("0");
        }
        return names.size() == 1
                ? CodeBlock.of("$T.compare($L, $L)", StoredOrder.class, fields("this", names), fields(other, names))
                : CodeBlock.of(
                        "$T.compare($T.of($L), $T.of($L))",
                        StoredOrder.class,
                        List.class,
                        fields("this", names),
                        List.class,
                        fields(other, names));
    }

    private static CodeBlock fields(String of, List<String> names) {
        return names.stream().map(name -> CodeBlock.of("$L.$N", of, name)).collect(CodeBlock.joining(", "));
    }

    private TypeName argument(TypeExpression type, int index) {
        return boxed(type.arguments().get(index));
    }

    private TypeName boxed(TypeExpression type) {
        return java(type).box();
    }

    private TypeName java(TypeExpression type) {
        if (!type.isBuiltIn()) {
            return Objects.requireNonNull(old.types().get(type.toString()), type::toString);
        }
        return switch (type.name()) {
            case "optional" -> of(ClassName.get(Optional.class), type);
            case "list" -> of(CollectionType.Kind.LIST.javaClass(), type);
            case "set" -> of(CollectionType.Kind.SET.javaClass(), type);
            case "sortedset" -> of(CollectionType.Kind.SORTED_SET.javaClass(), type);
            case "map" -> of(MapType.Kind.MAP.javaClass(), type);
            case "sortedmap" -> of(MapType.Kind.SORTED_MAP.javaClass(), type);
            default ->
                BuiltIn.find(type.name())
                        .orElseThrow(() -> new IllegalArgumentException("No class for " + type))
                        .javaType();
        };
    }

    private TypeName of(ClassName generic, TypeExpression type) {
        return ParameterizedTypeName.get(
                generic, type.arguments().stream().map(this::boxed).toArray(TypeName[]::new));
    }
}
