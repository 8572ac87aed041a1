package io.muniment.processor.read;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.codec.ValueSerializer;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Component;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.DefinedType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.OptionalType;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StoredType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Definitions whose uses of one another are only drafts: what a type needs to be frozen, and what its serializer
 * is called so that all names differ, is known when all definitions are.
 */
final class Drafts {

    /** A rule refuses such names, but only after they are read. */
    private static final Pattern NO_IDENTIFIER =
            Pattern.compile("[^<>,\\p{javaJavaIdentifierPart}]|\\p{javaIdentifierIgnorable}");

    private static final Pattern WORD = Pattern.compile("[^<>,\\[\\]]+");

    private final List<Definition> definitions;
    private final Map<ClassName, DefinedType> uses = new HashMap<>();

    /** Finishes {@code definitions} for the schema whose generated classes begin with {@code prefix}. */
    Drafts(List<Definition> definitions, ClassName prefix) {
        this.definitions = definitions.stream()
                .sorted(Comparator.comparing(
                                (Definition definition) -> definition.type().expression())
                        .thenComparing(
                                definition -> definition.type().javaType().toString()))
                .toList();
        this.definitions.forEach(definition -> uses.put(definition.type().serializer(), definition.type()));
        settleFreezing();
        nameSerializers(prefix);
    }

    /** The draft of a serializer's name: one that no class of a user's has. */
    static ClassName name(int number) {
        return ClassName.get(Drafts.class.getPackageName(), "Draft" + number);
    }

    /** The finished definitions, by expression. */
    List<Definition> definitions() {
        return definitions.stream().map(this::finish).toList();
    }

    /** The finished form of a use. */
    StoredType finish(StoredType type) {
        if (type instanceof DefinedType use) {
            return uses.getOrDefault(use.serializer(), use);
        } else if (type instanceof OptionalType optional) {
            return new OptionalType(finish(optional.element()));
        } else if (type instanceof CollectionType collection) {
            return new CollectionType(collection.kind(), finish(collection.element()));
        } else if (type instanceof MapType map) {
            return new MapType(map.kind(), finish(map.key()), finish(map.value()));
        } else {
            return type;
        }
    }

    /** What a type holds may hold that type again, so this goes on until nothing changes. */
    private void settleFreezing() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Definition definition : definitions) {
                ClassName draft = definition.type().serializer();
                DefinedType before = settled(definition);
                DefinedType after = before.isCustom() ? before : withContents(definition, before);
                uses.put(draft, after);
                changed |= !after.equals(before);
            }
        }
    }

    /** What is known of a definition's type by now. */
    private DefinedType settled(Definition definition) {
        return uses.getOrDefault(definition.type().serializer(), definition.type());
    }

    private DefinedType withContents(Definition definition, DefinedType type) {
        List<StoredType> contents = contents(definition).map(this::finish).toList();
        return new DefinedType(
                type.javaType(),
                type.expression(),
                type.serializer(),
                false,
                contents.stream().anyMatch(StoredType::needsFreezing),
                contents.stream().anyMatch(StoredType::needsCopying));
    }

    private static Stream<StoredType> contents(Definition definition) {
        if (definition instanceof RecordDefinition record) {
            return record.components().stream().map(Component::type);
        } else if (definition instanceof FamilyDefinition family) {
            return family.cases().stream().map(FamilyDefinition.Case::type);
        } else {
            return Stream.empty();
        }
    }

    /**
     * File systems may hold names that differ in case alone for the same. No name hides that of a type: in no package,
     * a type has no longer name to be told by. The serializer of an enum stands alone: its class file holds a table of
     * the constants, and one for all enums could be larger than a method can be.
     */
    private void nameSerializers(ClassName prefix) {
        ClassName holder = SchemaModel.serializersClass(prefix);
        Set<String> taken = new HashSet<>();
        Stream.concat(
                        Stream.of(ClassName.get(ValueSerializer.class)),
                        definitions.stream()
                                .flatMap(definition -> Stream.concat(
                                        classes(definition.type().javaType()),
                                        Stream.of(definition.type().serializer()))))
                .forEach(name -> taken.add(name.simpleNames().get(0).toLowerCase(Locale.ROOT)));
        for (Definition definition : definitions) {
            DefinedType type = settled(definition);
            if (type.isCustom()) {
                continue;
            }
            String stem = identifier(type.expression());
            boolean standsAlone = definition instanceof EnumDefinition;
            String name = stem + "Serializer";
            for (int number = 2; !taken.add(name.toLowerCase(Locale.ROOT)); number++) {
                name = stem + number + "Serializer";
            }
            uses.put(
                    definition.type().serializer(),
                    new DefinedType(
                            type.javaType(),
                            type.expression(),
                            standsAlone ? prefix.peerClass(prefix.simpleName() + "_" + name) : holder.nestedClass(name),
                            false,
                            type.needsFreezing(),
                            type.needsCopying()));
        }
    }

    private static Stream<ClassName> classes(TypeName type) {
        if (type instanceof ParameterizedTypeName generic) {
            return Stream.concat(
                    Stream.of(generic.rawType()),
                    generic.typeArguments().stream().flatMap(Drafts::classes));
        }
        if (type instanceof ArrayTypeName array) {
            return classes(array.componentType());
        }
        return type instanceof ClassName name ? Stream.of(name) : Stream.empty();
    }

    /** {@code Pair<string,list<Account>>} as part of a class name: {@code PairStringListAccount}. */
    private static String identifier(String expression) {
        String words = NO_IDENTIFIER.matcher(expression.replace("[]", "Array")).replaceAll("_");
        StringBuilder identifier = new StringBuilder();
        WORD.matcher(words)
                .results()
                .map(MatchResult::group)
                .forEach(word -> identifier
                        .appendCodePoint(Character.toUpperCase(word.codePointAt(0)))
                        .append(word.substring(Character.charCount(word.codePointAt(0)))));
        return identifier.toString();
    }

    private Definition finish(Definition definition) {
        DefinedType type = settled(definition);
        if (definition instanceof RecordDefinition record) {
            return new RecordDefinition(
                    type,
                    record.components().stream()
                            .map(component -> new Component(
                                    component.id(),
                                    component.name(),
                                    finish(component.type()),
                                    component.position(),
                                    component.index(),
                                    component.named(),
                                    component.place()))
                            .toList(),
                    record.facts());
        } else if (definition instanceof FamilyDefinition family) {
            return new FamilyDefinition(
                    type,
                    family.cases().stream()
                            .map(c -> new FamilyDefinition.Case(c.id(), finish(c.type()), c.place()))
                            .toList(),
                    family.facts());
        } else if (definition instanceof EnumDefinition enumeration) {
            return new EnumDefinition(type, enumeration.constants(), enumeration.facts());
        } else {
            CustomDefinition custom = (CustomDefinition) definition;
            return new CustomDefinition(type, custom.serializers(), custom.asked(), custom.facts());
        }
    }
}
