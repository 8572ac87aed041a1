package io.muniment.processor.check;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.UnsupportedType;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Every type is one that can be stored. */
final class TypeCanBeStored implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Use.all(schema).stream().flatMap(Use::parts).forEach(use -> {
            if (use.type() instanceof UnsupportedType type) {
                check(type, use, problems);
            }
        });
    }

    private static void check(UnsupportedType type, Use use, Consumer<Problem> problems) {
        boolean isTable = use.role() == Use.Role.KEY || use.role() == Use.Role.VALUE;
        if (type.reason() == UnsupportedType.Reason.TYPE_VARIABLE && isTable) {
            return; // of a generic schema or method: told there
        }
        problems.accept(new Mistake(
                use.place(), wrong(type, use), Words.type(type.javaType()) + " as " + use.where(), instead(type, use)));
    }

    private static String wrong(UnsupportedType type, Use use) {
        return switch (type.reason()) {
            case RAW -> "A stored type needs its arguments";
            case WILDCARD -> "A stored type cannot be a wildcard";
            case TYPE_VARIABLE -> "A stored type must be known when it is compiled";
            case OBJECT_ARRAY -> "Only arrays of primitives can be stored";
            case OBJECT -> "Object says nothing of what is stored";
            case ENDLESS -> "A generic type holds ever longer versions of itself";
            case UNRESOLVED -> "A type cannot be found";
            case INTERFACE, ABSTRACT_CLASS, CLASS, ANNOTATION, NOT_A_VALUE ->
                use.role() == Use.Role.CASE
                        ? "A case of a stored sealed type must be a record, an enum, or sealed itself"
                        : "A type cannot be stored";
        };
    }

    private static String instead(UnsupportedType type, Use use) {
        String name = Words.type(Words.raw(type.javaType()));
        return switch (type.reason()) {
            case RAW -> name + "<...> with the types themselves";
            case WILDCARD -> bound(type.javaType());
            case TYPE_VARIABLE -> "the type itself";
            case OBJECT_ARRAY -> "List<" + Words.type(((ArrayTypeName) type.javaType()).componentType()) + ">";
            case OBJECT -> "the type itself; or a sealed interface, if there are several";
            case ENDLESS -> "the type arguments that are really meant";
            case UNRESOLVED ->
                "its import, or the dependency that has it; if it is generated, see why that processor did not";
            case INTERFACE, ABSTRACT_CLASS, CLASS, ANNOTATION, NOT_A_VALUE ->
                Suggestions.find(Words.raw(type.javaType()).toString(), arguments(type.javaType()))
                        .orElseGet(() -> own(type, name, use));
        };
    }

    private static String own(UnsupportedType type, String name, Use use) {
        String serializer = "@SerializeWith(" + name.replace(".", "") + "Serializer.class)";
        if (use.role() == Use.Role.CASE) {
            return "record " + name + "; or " + serializer + " on it";
        }
        return switch (type.reason()) {
            case INTERFACE ->
                "sealed interface " + name + ", if its cases are known; or " + serializer
                        + " on it, or on the schema if it is not yours";
            case ABSTRACT_CLASS ->
                "sealed interface " + name + " with records; or " + serializer
                        + " on it, or on the schema if it is not yours";
            case CLASS -> "record " + name + "; or " + serializer + " on it, or on the schema if it is not yours";
            default -> "a record";
        };
    }

    private static String bound(TypeName type) {
        if (type instanceof WildcardTypeName wildcard) {
            List<TypeName> bounds = wildcard.lowerBounds().isEmpty() ? wildcard.upperBounds() : wildcard.lowerBounds();
            String bound = Words.type(bounds.get(0));
            return bound.equals("Object") ? "the type itself" : bound;
        }
        return "the type itself";
    }

    private static String arguments(TypeName type) {
        return type instanceof ParameterizedTypeName generic
                ? generic.typeArguments().stream().map(Words::type).collect(Collectors.joining(", "))
                : "...";
    }
}
