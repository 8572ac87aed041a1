package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Optional;

/**
 * {@code Optional<T>}.
 *
 * @param element never primitive
 */
public record OptionalType(StoredType element) implements StoredType {

    private static final ClassName OPTIONAL = ClassName.get(Optional.class);

    @Override
    public TypeName javaType() {
        return ParameterizedTypeName.get(OPTIONAL, element.javaType());
    }

    @Override
    public String expression() {
        return "optional<" + element.expression() + ">";
    }

    @Override
    public boolean needsFreezing() {
        return element.needsFreezing();
    }

    @Override
    public boolean needsCopying() {
        return element.needsCopying();
    }
}
