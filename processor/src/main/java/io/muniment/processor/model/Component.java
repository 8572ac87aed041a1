package io.muniment.processor.model;

import io.muniment.processor.problem.Place;
import java.util.List;

/**
 * A component of a record.
 *
 * @param id from 1, in order of name
 * @param name also the name of its accessor; a Java identifier, which may hold {@code $}
 * @param type with the record's type arguments put in; may be primitive
 * @param position from 0, in the canonical constructor
 * @param index what its annotations ask for
 * @param named what those annotations name, which has its place on the record
 * @param place the component
 */
public record Component(
        int id, String name, StoredType type, int position, IndexRequest index, List<Written> named, Place place) {

    /** Copies the list. */
    public Component {
        named = List.copyOf(named);
    }
}
