package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;

/**
 * A method of a schema interface, right or wrong.
 *
 * @param name the method
 * @param sort how it is declared
 * @param parameters as they are written
 * @param typeParameters its own
 * @param thrown what it declares
 * @param returned what it returns
 * @param returnType the same as it is written
 * @param place the method
 */
public record Member(
        String name,
        Sort sort,
        List<String> parameters,
        List<String> typeParameters,
        List<String> thrown,
        Returned returned,
        String returnType,
        Place place) {

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
        /** One of the table interfaces without arguments. */
        RAW_TABLE,
        /** A class that is a table, but not one of the interfaces to write in a schema. */
        OTHER_TABLE,
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
