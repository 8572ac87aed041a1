package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.muniment.codec.ValueSerializer;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code LockbookSerializers}: the serializers of records and families, and one instance of each serializer, and of
 * each composition of them. One file for all: a compiler resolves imports, annotations and the package of each file anew.
 */
final class SerializersWriter {

    private static final ClassName VALUE_SERIALIZER = ClassName.get(ValueSerializer.class);

    private SerializersWriter() {}

    /** The class. */
    static TypeSpec.Builder write(SchemaModel schema, SerializerConstants constants) {
        TypeSpec.Builder type = TypeSpec.classBuilder(constants.holder())
                .addJavadoc(
                        "The serializers of {@link $T}, each made once. The instances are all here, and none in"
                                + " the classes themselves, so that types may refer to each other in circles.\n",
                        schema.interfaceName())
                .addModifiers(Modifier.FINAL)
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        for (StoredType stored : constants.types()) {
            type.addField(FieldSpec.builder(typeOf(stored), constants.nameOf(stored), Modifier.STATIC, Modifier.FINAL)
                    .initializer(value(constants, stored))
                    .build());
        }
        Recursion recursion = new Recursion(schema);
        for (Definition definition : schema.types()) {
            if (definition instanceof RecordDefinition record) {
                type.addType(RecordSerializerWriter.write(schema, constants, recursion, record)
                        .build());
            } else if (definition instanceof FamilyDefinition family) {
                type.addType(SealedSerializerWriter.write(schema, constants, recursion, family)
                        .build());
            }
        }
        return type;
    }

    private static TypeName typeOf(StoredType stored) {
        if (stored instanceof DefinedType defined && !defined.isCustom()) {
            return defined.serializer();
        }
        return ParameterizedTypeName.get(VALUE_SERIALIZER, stored.javaType());
    }

    private static CodeBlock value(SerializerConstants constants, StoredType stored) {
        if (stored instanceof DefinedType defined) {
            return defined.isCustom()
                    ? CodeBlock.of("$T.guarded(new $T())", SerializerConstants.SERIALIZERS, defined.serializer())
                    : CodeBlock.of("new $T()", defined.serializer());
        }
        if (stored instanceof OptionalType optional) {
            return composed("optional", constants.inHolder(optional.element()));
        }
        if (stored instanceof CollectionType collection) {
            String factory = switch (collection.kind()) {
                case LIST -> "list";
                case SET -> "set";
                case SORTED_SET -> "sortedSet" + ofAnyOrder(collection.element());
                case NAVIGABLE_SET -> "navigableSet" + ofAnyOrder(collection.element());
            };
            return composed(factory, constants.inHolder(collection.element()));
        }
        if (stored instanceof MapType map) {
            String factory = switch (map.kind()) {
                case MAP -> "map";
                case SORTED_MAP -> "sortedMap" + ofAnyOrder(map.key());
                case NAVIGABLE_MAP -> "navigableMap" + ofAnyOrder(map.key());
            };
            return composed(
                    factory, CodeBlock.of("$L, $L", constants.inHolder(map.key()), constants.inHolder(map.value())));
        }
        throw new IllegalArgumentException("No constant for " + stored.expression());
    }

    /** The order of the user's own types is on no record, and may have changed since a value was written. */
    private static String ofAnyOrder(StoredType sorted) {
        return sorted instanceof DefinedType ? "OfAnyOrder" : "";
    }

    private static CodeBlock composed(String factory, CodeBlock parts) {
        return CodeBlock.of("$T.$N($L)", SerializerConstants.SERIALIZERS, factory, parts);
    }
}
