package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;

/**
 * A type that the runtime stores by itself.
 *
 * @param builtIn which one
 * @param javaType as it is used: {@code int} and {@code Integer} are the same built-in
 */
public record BuiltInType(BuiltIn builtIn, TypeName javaType) implements StoredType {

    @Override
    public String expression() {
        return builtIn.expression();
    }

    @Override
    public boolean needsFreezing() {
        return builtIn.isArray();
    }

    @Override
    public boolean needsCopying() {
        return builtIn.isArray();
    }
}
