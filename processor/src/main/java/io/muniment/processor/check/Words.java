package io.muniment.processor.check;

import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.IndexGroup;
import io.muniment.processor.model.IndexRequest;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.TypeText;
import io.muniment.processor.model.Written;
import io.muniment.processor.problem.Likeness;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** How things are called in messages. */
final class Words {

    private static final int LONGEST = 80;

    private Words() {}

    /** A type as one reads it, without packages. */
    static String type(TypeName type) {
        return TypeText.of(type);
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
        return Likeness.nearest(written, there)
                .map(Words::quoted)
                .orElseGet(() -> "one of " + there.stream().map(Words::quoted).collect(Collectors.joining(", ")));
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
