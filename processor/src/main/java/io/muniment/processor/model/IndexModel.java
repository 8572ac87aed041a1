package io.muniment.processor.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An index of a table: by components, most often one, of the record that the table keeps, or of a record in that.
 *
 * @param request what its annotations say
 * @param way to the record that has the components, from the value; empty if that is the value itself
 * @param parts the components, in the order in which they are looked up
 * @param method the method that looks up: {@code byEmail}
 * @param constantName the constant of its description: {@code ACCOUNTS_BY_EMAIL}; distinct among all of a schema
 */
public record IndexModel(
        IndexRequest request, List<IndexStep> way, List<IndexStep> parts, String method, String constantName) {

    /** Copies the lists. */
    public IndexModel {
        way = List.copyOf(way);
        parts = List.copyOf(parts);
    }

    /** What users call it: {@code email}, {@code address.city}, {@code country and created}. */
    public String name() {
        String prefix = way.stream().map(step -> step.name() + ".").collect(Collectors.joining());
        return parts.stream().map(part -> prefix + part.name()).collect(Collectors.joining(" and "));
    }

    /** Whether there is more than one part. */
    public boolean isComposite() {
        return parts.size() > 1;
    }

    /** The last part: of an ordered index that which a range is of. */
    public IndexStep last() {
        return parts.get(parts.size() - 1);
    }

    /** Whether no two entries may have the same. */
    public boolean isUnique() {
        return request.isUnique();
    }

    /** Whether there are ranges. */
    public boolean isOrdered() {
        return request.isOrdered();
    }

    /** Whether an entry may be found by several. */
    public boolean isBySeveral() {
        return Stream.concat(way.stream(), parts.stream()).anyMatch(IndexStep::isBySeveral);
    }

    /** {@code findByEmail}. */
    public String finder() {
        return "findB" + method.substring(1);
    }

    /** {@code byCreatedBetween}. */
    public String between() {
        return method + "Between";
    }

    /** {@code byCreatedBetweenDescending}. */
    public String betweenDescending() {
        return between() + "Descending";
    }

    /** All methods that it has. */
    public List<String> methods() {
        if (isUnique()) {
            return isOrdered() ? List.of(method, finder(), between(), betweenDescending()) : List.of(method, finder());
        }
        return isOrdered() ? List.of(method, between(), betweenDescending()) : List.of(method);
    }
}
