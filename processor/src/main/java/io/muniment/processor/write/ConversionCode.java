package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.Conversion;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.StoredType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Conversions as expressions in a step. */
final class ConversionCode {

    private static final ClassName CONVERSIONS = ClassName.get("io.muniment.migration", "Conversions");
    private static final ClassName BYTES = ClassName.get("io.muniment.codec", "Bytes");

    private ConversionCode() {}

    /** What becomes of {@code old}, which is an expression without side effects. */
    static CodeBlock of(Conversion conversion, CodeBlock old) {
        return of(conversion, old, 1);
    }

    private static CodeBlock of(Conversion conversion, CodeBlock old, int depth) {
        if (conversion instanceof Conversion.Wider wider) {
            return wider(wider, old);
        } else if (conversion instanceof Conversion.Bytes bytes) {
            return bytes.toArray() ? CodeBlock.of("$L.toByteArray()", old) : CodeBlock.of("$T.copyOf($L)", BYTES, old);
        } else if (conversion instanceof Conversion.Call call) {
            return CodeBlock.of("$N($L)", call.method(), old);
        } else if (conversion instanceof Conversion.Present present) {
            return CodeBlock.of("$T.of($L)", Optional.class, of(present.element(), old, depth));
        } else if (conversion instanceof Conversion.PresentNumber present) {
            return CodeBlock.of("$T.of($L)", present.to().javaType(), of(present.element(), old, depth));
        } else if (conversion instanceof Conversion.Elements elements) {
            return CodeBlock.of(
                    "$T.$N($L, $L)",
                    CONVERSIONS,
                    switch (elements.to()) {
                        case OPTIONAL -> "optional";
                        case LIST -> "list";
                        case SET -> "set";
                        case SORTED_SET -> "sortedSet";
                    },
                    old,
                    function(elements.element(), "element", depth));
        } else if (conversion instanceof Conversion.Entries entries) {
            return CodeBlock.of(
                    "$T.$N($L, $L, $L)",
                    CONVERSIONS,
                    entries.isSorted() ? "sortedMap" : "map",
                    old,
                    function(entries.key(), "mapKey", depth),
                    function(entries.value(), "mapValue", depth));
        } else {
            return old;
        }
    }

    private static CodeBlock function(Conversion conversion, String variable, int depth) {
        if (conversion instanceof Conversion.Call call) {
            return CodeBlock.of("this::$N", call.method());
        }
        String name = depth == 1 ? variable : variable + depth;
        return CodeBlock.of("$N -> $L", name, of(conversion, CodeBlock.of("$N", name), depth + 1));
    }

    private static CodeBlock wider(Conversion.Wider wider, CodeBlock old) {
        BuiltIn from = wider.from();
        return switch (wider.to()) {
            case BIG_INTEGER -> CodeBlock.of("$T.valueOf($L)", BigInteger.class, old);
            case BIG_DECIMAL ->
                from == BuiltIn.BIG_INTEGER
                        ? CodeBlock.of("new $T($L)", BigDecimal.class, old)
                        : CodeBlock.of("$T.valueOf($L)", BigDecimal.class, old);
            default -> CodeBlock.of("($T) $L", wider.to().javaType(), old);
        };
    }

    /** What a component begins with. */
    static CodeBlock empty(StoredType type) {
        if (type instanceof CollectionType collection) {
            return switch (collection.kind()) {
                case LIST -> CodeBlock.of("$T.of()", List.class);
                case SET -> CodeBlock.of("$T.of()", Set.class);
                case SORTED_SET, NAVIGABLE_SET -> CodeBlock.of("$T.emptyNavigableSet()", Collections.class);
            };
        } else if (type instanceof MapType map) {
            return map.kind().isSorted()
                    ? CodeBlock.of("$T.emptyNavigableMap()", Collections.class)
                    : CodeBlock.of("$T.of()", Map.class);
        } else {
            return CodeBlock.of("$T.empty()", Docs.raw(type.javaType()));
        }
    }
}
