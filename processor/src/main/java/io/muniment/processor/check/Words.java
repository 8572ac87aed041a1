package io.muniment.processor.check;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.Written;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** An annotation that asks for an index by several components, as it is written. */
    static String annotation(IndexGroup group) {
        return annotation(group.request(), group.names());
    }

    /** The same, from its parts. */
    static String annotation(IndexRequest request, List<Written> names) {
        String quoted = names.stream().map(name -> quoted(name.text())).collect(Collectors.joining(", ", "{", "}"));
        if (!request.isUnique() && request.isOrdered()) {
            return "@Indexed(value = " + quoted + ", ordered = true)";
        }
        return (request.isUnique() ? "@Unique" : "@Indexed") + (names.isEmpty() ? "" : "(" + quoted + ")");
    }

    /** The name among {@code there} that is most like {@code written}; all of them, if none is like it. */
    static String suggestion(String written, List<String> there) {
        String most = there.stream()
                .min(Comparator.comparingInt(name -> distance(written, name)))
                .orElse("");
        return !most.isEmpty() && distance(written, most) <= Math.max(1, most.length() / 3)
                ? quoted(most)
                : "one of " + there.stream().map(Words::quoted).collect(Collectors.joining(", "));
    }

    /** How many letters are to be put in, taken out or changed to make one name of the other. */
    private static int distance(String a, String b) {
        int[] before = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
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
