package io.muniment.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import io.muniment.processor.model.TableModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The constants of {@code LockbookSerializers}: one for each of the user's types, and one for each composition of
 * types, each after those that it is made of.
 */
final class SerializerConstants {

    /** The runtime's serializers. */
    static final ClassName SERIALIZERS = ClassName.get("io.muniment.codec", "Serializers");

    /** The serializer of the only key of a single. */
    static final CodeBlock UNIT = CodeBlock.of("$T.UNIT", SERIALIZERS);

    private final ClassName holder;
    private final Map<StoredType, String> names = new LinkedHashMap<>();
    private final NameAllocator taken = new NameAllocator();

    private SerializerConstants(SchemaModel schema) {
        this.holder = schema.serializersClass();
    }

    /** All that a schema needs. */
    static SerializerConstants of(SchemaModel schema) {
        SerializerConstants constants = new SerializerConstants(schema);
        for (Definition definition : schema.types()) {
            constants.name(definition.type());
        }
        for (TableModel table : schema.tables()) {
            table.key().ifPresent(constants::add);
            if (table.kind().hasGroups()) {
                table.groupParts().forEach(constants::add);
            } else {
                constants.add(table.value());
            }
        }
        for (Definition definition : schema.types()) {
            constants.addPartsOf(definition);
        }
        return constants;
    }

    /** The class that holds the constants. */
    ClassName holder() {
        return holder;
    }

    /** What there is a constant for, in order. */
    List<StoredType> types() {
        return List.copyOf(names.keySet());
    }

    /** The constant's own name. */
    String nameOf(StoredType type) {
        return Objects.requireNonNull(names.get(type), type::expression);
    }

    /** The serializer of a type, as an expression anywhere but in the holder. */
    CodeBlock of(StoredType type) {
        if (type instanceof BuiltInType builtIn) {
            return CodeBlock.of("$T.$N", SERIALIZERS, builtIn.builtIn().name());
        }
        return CodeBlock.of("$T.$N", holder, nameOf(type));
    }

    /** The serializer of a type, as an expression in the holder. */
    CodeBlock inHolder(StoredType type) {
        return type instanceof BuiltInType ? of(type) : CodeBlock.of("$N", nameOf(type));
    }

    private void addPartsOf(Definition definition) {
        if (definition instanceof RecordDefinition type) {
            for (Component component : type.components()) {
                add(component.type());
            }
        } else if (definition instanceof FamilyDefinition type) {
            for (FamilyDefinition.Case each : type.cases()) {
                add(each.type());
            }
        }
    }

    private void add(StoredType type) {
        if (type instanceof BuiltInType || names.containsKey(type)) {
            return;
        }
        if (type instanceof OptionalType optional) {
            add(optional.element());
        } else if (type instanceof CollectionType collection) {
            add(collection.element());
        } else if (type instanceof MapType map) {
            add(map.key());
            add(map.value());
        }
        name(type);
    }

    private void name(StoredType type) {
        names.put(type, taken.newName(words(type.javaType())));
    }

    /** {@code Map<String, List<Account>>} is {@code MAP_OF_STRING_TO_LIST_OF_ACCOUNT}. */
    private static String words(TypeName type) {
        if (type instanceof ParameterizedTypeName generic) {
            String between = generic.rawType().simpleName().endsWith("Map") ? "_TO_" : "_AND_";
            return words(generic.rawType())
                    + "_OF_"
                    + generic.typeArguments().stream()
                            .map(SerializerConstants::words)
                            .collect(Collectors.joining(between));
        }
        if (type instanceof ArrayTypeName array) {
            return words(array.componentType()) + "_ARRAY";
        }
        return type instanceof ClassName name ? constantCase(name.simpleName()) : constantCase(type.toString());
    }

    /** {@code OWNED_FILES} for {@code ownedFiles}. */
    static String constantCase(String name) {
        return name.replaceAll("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})", "_")
                .toUpperCase(Locale.ROOT);
    }
}
