package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.problem.Place;
import java.util.List;

/**
 * A method with annotations that ask for an index by what it computes, right or wrong.
 *
 * @param name the method
 * @param owner the class that declares it; without arguments if it is static
 * @param isStatic whether it takes the value, rather than being one of its methods
 * @param isReachable whether generated code can call it
 * @param isPlain whether it has no type parameters and declares nothing that it throws
 * @param parameters their types
 * @param type what it gives: not stored, and not finished by what finishes stored types
 * @param request what the annotations ask for
 * @param named what they name, which has its place on a record
 * @param place the method
 */
public record IndexMethod(
        String name,
        TypeName owner,
        boolean isStatic,
        boolean isReachable,
        boolean isPlain,
        List<TypeName> parameters,
        StoredType type,
        IndexRequest request,
        List<Written> named,
        Place place) {

    /** Copies the lists. */
    public IndexMethod {
        parameters = List.copyOf(parameters);
        named = List.copyOf(named);
    }

    /** Whether it may be called for a value of this type. */
    public boolean takes(TypeName value) {
        return isCallable() && (isStatic ? parameters.get(0).equals(value) : true);
    }

    /** Whether generated code can call it at all. */
    public boolean isCallable() {
        return isReachable && isPlain && parameters.size() == (isStatic ? 1 : 0);
    }
}
