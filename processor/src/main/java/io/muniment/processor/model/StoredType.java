package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;

/** A type as it is used: by a table for its keys or values, by a record component, as an element of another. */
public sealed interface StoredType
        permits BuiltInType, OptionalType, CollectionType, MapType, DefinedType, UnsupportedType {

    /** The Java type, with its arguments and without annotations; primitive only for a primitive component or array. */
    TypeName javaType();

    /** The type in the words of the schema: {@code map<string,list<Account>>}. No class or package names. */
    String expression();

    /**
     * Whether a value must go through {@code freeze} on its way in: somewhere in it there is a collection, an
     * array, or a type with the user's own serializer.
     */
    boolean needsFreezing();

    /**
     * Whether a value must go through {@code copy} on its way out: somewhere in it there is an array, or a type
     * with the user's own serializer.
     */
    boolean needsCopying();

    /** Whether a component of this type needs no {@code @Default}: it can hold nothing, and does when it is new. */
    default boolean isEmptyAtFirst() {
        return this instanceof OptionalType
                || this instanceof CollectionType
                || this instanceof MapType
                || this instanceof BuiltInType builtIn && builtIn.builtIn().isOptionalNumber();
    }
}
