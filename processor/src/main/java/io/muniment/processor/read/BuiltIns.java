package io.muniment.processor.read;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.CollectionType;
import io.muniment.processor.model.MapType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the types that the runtime knows by their names. */
final class BuiltIns {

    private static final Map<String, BuiltIn> BY_TYPE = byName(BuiltIn.values(), builtIn -> builtIn.javaType());
    private static final Map<String, CollectionType.Kind> COLLECTIONS =
            byName(CollectionType.Kind.values(), kind -> kind.javaClass());
    private static final Map<String, MapType.Kind> MAPS = byName(MapType.Kind.values(), kind -> kind.javaClass());

    private BuiltIns() {}

    /** The built-in that {@code type} is, primitive or boxed or as it is. */
    static Optional<BuiltInType> find(TypeName type) {
        TypeName key = type.isBoxedPrimitive() ? type.unbox() : type;
        return Optional.ofNullable(BY_TYPE.get(key.toString())).map(builtIn -> new BuiltInType(builtIn, type));
    }

    /** The collection that a class is. */
    static Optional<CollectionType.Kind> collection(String qualifiedName) {
        return Optional.ofNullable(COLLECTIONS.get(qualifiedName));
    }

    /** The map that a class is. */
    static Optional<MapType.Kind> map(String qualifiedName) {
        return Optional.ofNullable(MAPS.get(qualifiedName));
    }

    private static <T> Map<String, T> byName(T[] values, Function<T, TypeName> type) {
        return Arrays.stream(values)
                .collect(Collectors.toUnmodifiableMap(value -> type.apply(value).toString(), value -> value));
    }
}
