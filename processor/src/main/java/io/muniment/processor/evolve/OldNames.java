package io.muniment.processor.evolve;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.MapType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.schema.Shape;
import io.muniment.schema.TypeExpression;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Names for the classes that are nested in a generated interface: those that the types are stored by, wherever Java
 * takes them there.
 */
final class OldNames {

    /** Words that no class may be called by, though they are identifiers elsewhere. */
    private static final Set<String> NO_CLASS = Set.of("record", "sealed", "permits", "var", "yield");

    /** A class file's name has an end, and what is in front of this name counts. */
    private static final int LONGEST = 80;

    private final ClassName interfaceName;

    /** Names that would hide what generated code says by them. */
    private final Set<String> hiding = new HashSet<>();

    /** File systems may hold names that differ in case alone for the same. */
    private final Set<String> taken = new HashSet<>();

    /**
     * Names in this interface, for these tables.
     *
     * @param packages those of other classes that it may name
     */
    OldNames(ClassName interfaceName, Shape shape, Stream<String> packages) {
        this.interfaceName = interfaceName;
        String prefix = SchemaModel.prefix(interfaceName);
        hiding.add(interfaceName.simpleName());
        // The generated database inherits all names from the interface, and has these of its own.
        hiding.addAll(List.of(prefix + "Db", prefix + "Schema", prefix + "Serializers", "Transaction", "Commit"));
        shape.tables().forEach(table -> hiding.add(capitalized(table.name()) + "Table"));
        Stream.concat(Stream.of("java", "javax", "org", "io", interfaceName.packageName()), packages)
                .map(name -> name.replaceAll("[.].*", ""))
                .forEach(hiding::add);
    }

    /** The class of a type; each type is named once. */
    ClassName of(TypeExpression type) {
        String words = words(type);
        String stem = words.codePointCount(0, words.length()) <= LONGEST
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST));
        String name = stem;
        for (int number = 2; !isFree(name); number++) {
            name = stem + number;
        }
        taken.add(name.toLowerCase(Locale.ROOT));
        return interfaceName.nestedClass(name);
    }

    private static String capitalized(String name) {
        int first = name.codePointAt(0);
        return Character.toString(Character.toUpperCase(first)) + name.substring(Character.charCount(first));
    }

    private boolean isFree(String name) {
        return !hiding.contains(name)
                && !NO_CLASS.contains(name)
                && !SourceVersion.isKeyword(name)
                && !taken.contains(name.toLowerCase(Locale.ROOT));
    }

    /** {@code Pair<string,list<int>>} as the name of a class: {@code PairOfStringAndListOfInteger}. */
    private static String words(TypeExpression type) {
        String name = BuiltIn.find(type.name())
                .map(builtIn -> simpleName(builtIn.javaType()))
                .orElseGet(() -> composed(type.name()));
        return type.arguments().isEmpty()
                ? name
                : type.arguments().stream().map(OldNames::words).collect(Collectors.joining("And", name + "Of", ""));
    }

    private static String simpleName(TypeName type) {
        if (type instanceof ArrayTypeName array) {
            return simpleName(array.componentType()) + "Array";
        }
        return ((ClassName) type.box()).simpleName();
    }

    private static String composed(String name) {
        return Stream.of(
                        Arrays.stream(CollectionType.Kind.values())
                                .filter(kind -> kind.expression().equals(name))
                                .map(kind -> kind.javaClass().simpleName()),
                        Arrays.stream(MapType.Kind.values())
                                .filter(kind -> kind.expression().equals(name))
                                .map(kind -> kind.javaClass().simpleName()),
                        Stream.of(name.equals("optional") ? "Optional" : name))
                .flatMap(names -> names)
                .findFirst()
                .orElseThrow();
    }
}
