package io.muniment.processor.check;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import io.muniment.processor.model.SchemaModel;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** How things are called in messages. */
final class Words {

    private static final int LONGEST = 80;

    private Words() {}

    /** A type as one reads it, without packages. */
    static String type(TypeName type) {
        if (type instanceof ClassName name) {
            return String.join(".", name.simpleNames());
        } else if (type instanceof ParameterizedTypeName generic) {
            return type(generic.rawType()) + arguments(generic);
        } else if (type instanceof ArrayTypeName array) {
            return type(array.componentType()) + "[]";
        } else if (type instanceof WildcardTypeName wildcard
                && !wildcard.lowerBounds().isEmpty()) {
            return "? super " + type(wildcard.lowerBounds().get(0));
        } else if (type instanceof WildcardTypeName wildcard) {
            String bound = type(wildcard.upperBounds().get(0));
            return bound.equals("Object") ? "?" : "? extends " + bound;
        } else {
            return type.toString();
        }
    }

    private static String arguments(ParameterizedTypeName generic) {
        return generic.typeArguments().stream().map(Words::type).collect(Collectors.joining(", ", "<", ">"));
    }

    /** A class without its arguments. */
    static TypeName raw(TypeName type) {
        return type instanceof ParameterizedTypeName generic ? generic.rawType() : type;
    }

    /** The schema's interface. */
    static String schema(SchemaModel schema) {
        return type(schema.interfaceName());
    }

    /** Text of the user's in quotes, without anything that a terminal would take for more than text. */
    static String quoted(String text) {
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return shown.codePoints()
                .mapToObj(c -> isVisible(c) ? Character.toString(c) : String.format("\\u%04x", c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** Whether a name is a Java identifier, and can be seen. */
    static boolean isIdentifier(String name) {
        return SourceVersion.isIdentifier(name)
                && !SourceVersion.isKeyword(name)
                && name.codePoints().allMatch(Words::isVisible);
    }

    /** Whether a character can be seen, and changes nothing around it. */
    static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
