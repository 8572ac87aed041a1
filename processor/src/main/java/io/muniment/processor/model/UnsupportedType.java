package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * A type that cannot be stored. Only rules meet it: a schema that uses one generates nothing.
 *
 * @param javaType the type, as far as it can be told
 * @param reason why not
 */
public record UnsupportedType(TypeName javaType, Reason reason) implements StoredType {

    /** Why a type cannot be stored. */
    public enum Reason {
        /** A generic type without arguments. */
        RAW,
        /** {@code ?}, or one with a bound. */
        WILDCARD,
        /** A type variable that nothing gives a value. */
        TYPE_VARIABLE,
        /** An array of something other than primitives. */
        OBJECT_ARRAY,
        /** A class that is neither a record nor an enum. */
        CLASS,
        /** An abstract class that is not sealed. */
        ABSTRACT_CLASS,
        /** An interface that is not sealed. */
        INTERFACE,
        /** An annotation interface. */
        ANNOTATION,
        /** {@code java.lang.Object}. */
        OBJECT,
        /** {@code java.lang.Void}, an intersection: no type that values are kept of. */
        NOT_A_VALUE,
        /** A generic type that has ever longer versions of itself inside. */
        ENDLESS,
        /** A type that is not there, or not yet. */
        UNRESOLVED
    }

    @Override
    public String expression() {
        return javaType.toString();
    }

    @Override
    public boolean needsFreezing() {
        return false;
    }

    @Override
    public boolean needsCopying() {
        return false;
    }
}
