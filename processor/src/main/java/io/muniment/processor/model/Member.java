package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;
import io.muniment.processor.problem.Place;
import java.util.List;
import java.util.Set;

/**
 * A method of a schema interface, right or wrong.
 *
 * @param name the method
 * @param sort how it is declared
 * @param parameters with their types
 * @param typeParameters its own
 * @param thrown what it declares
 * @param returned what it returns, as far as tables are concerned
 * @param returnType what it returns
 * @param place the method
 */
public record Member(
        String name,
        Sort sort,
        List<Written> parameters,
        List<Written> typeParameters,
        List<TypeName> thrown,
        Returned returned,
        TypeName returnType,
        Place place) {

    /** The names of methods that every object has. */
    public static final Set<String> OF_EVERY_OBJECT =
            Set.of("clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

    /** How a method is declared. */
    public enum Sort {
        /** Names a table. */
        ABSTRACT,
        /** The user's own, in terms of the tables; the database inherits it. */
        DEFAULT,
        /** The user's own, and no part of the database. */
        STATIC,
        /** The user's own, and nobody else's. */
        PRIVATE
    }

    /** What a method returns. */
    public enum Returned {
        /** One of the table interfaces, with its arguments. */
        TABLE,
        /** One of the table interfaces without its arguments. */
        RAW_TABLE,
        /** A type that is not there, or not yet. */
        UNRESOLVED,
        /** Anything else. */
        OTHER
    }

    /** Copies the lists. */
    public Member {
        parameters = List.copyOf(parameters);
        typeParameters = List.copyOf(typeParameters);
        thrown = List.copyOf(thrown);
    }
}
