package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;

/**
 * A use of one of the user's own types. {@link SchemaModel#definition} finds what it is; a use hardly needs to.
 *
 * @param javaType the type with its arguments: {@code p.Pair<String, Integer>}
 * @param expression the stored name with its arguments: {@code Pair<string,int>}
 * @param serializer what writes and reads it: a generated class, in the holder of all or beside it, distinct for each
 *     definition; if {@code isCustom}, the user's class, which has a constructor without parameters and is only
 *     to be used guarded
 * @param isCustom whether the serializer is the user's own
 */
public record DefinedType(
        TypeName javaType,
        String expression,
        ClassName serializer,
        boolean isCustom,
        boolean needsFreezing,
        boolean needsCopying)
        implements StoredType {}
