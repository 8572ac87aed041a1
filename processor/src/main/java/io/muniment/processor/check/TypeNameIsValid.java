package io.muniment.processor.check;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import io.muniment.schema.TypeExpression;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The name of a stored type is an identifier that says nothing else in a schema. */
final class TypeNameIsValid implements Rule {

    private static final int LONGEST = 64;
    private static final Set<String> TAKEN = Stream.of(
                    Arrays.stream(BuiltIn.values()).map(BuiltIn::expression),
                    Arrays.stream(CollectionType.Kind.values()).map(CollectionType.Kind::expression),
                    Arrays.stream(MapType.Kind.values()).map(MapType.Kind::expression),
                    Stream.of("optional"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Definition definition : schema.types()) {
            String name = definition.facts().storedName();
            boolean isGiven = definition.facts().typeName().isPresent();
            if (isGiven && !isValid(definition, name)) {
                problems.accept(new Mistake(
                        definition.facts().typeName().orElseThrow(),
                        "The stored name of a type is a Java identifier of at most 64 characters",
                        "@TypeName(" + Words.quoted(name) + ")",
                        "@TypeName(\"" + suggestion(definition) + "\")"));
            } else if (TAKEN.contains(name)) {
                problems.accept(new Mistake(
                        definition.facts().typeName().orElse(definition.place()),
                        "The stored name of a type is the name of a built-in type",
                        Words.quoted(name) + " for "
                                + Words.type(definition.type().javaType()),
                        "@TypeName(\"My" + capitalized(name) + "\"), or another name of its own"));
            }
        }
    }

    private static boolean isValid(Definition definition, String name) {
        boolean isGeneric = definition.type().javaType() instanceof ParameterizedTypeName;
        return isIdentifier(name) || name.endsWith(">") && !isGeneric && isInstantiation(name);
    }

    private static boolean isIdentifier(String name) {
        return name.length() <= LONGEST && Words.isIdentifier(name);
    }

    /** {@code Pair<string,int>}: of a type that has been generic, the name that it has with these arguments. */
    private static boolean isInstantiation(String name) {
        try {
            TypeExpression type = TypeExpression.parse(name);
            return !type.isBuiltIn() && isMadeOfIdentifiers(type);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isMadeOfIdentifiers(TypeExpression type) {
        return (type.isBuiltIn() || isIdentifier(type.name()))
                && type.arguments().stream().allMatch(TypeNameIsValid::isMadeOfIdentifiers);
    }

    private static String suggestion(Definition definition) {
        return Words.raw(definition.type().javaType()) instanceof ClassName name ? name.simpleName() : "Name";
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
