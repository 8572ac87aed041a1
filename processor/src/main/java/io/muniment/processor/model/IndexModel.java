package io.muniment.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An index of a table: by a component of the record that the table keeps, or of a record in that.
 *
 * @param request what its annotations say
 * @param way to the record that has the component, from the value; empty if that is the value itself
 * @param by the component
 * @param method the method that looks up: {@code byEmail}
 * @param constantName the constant of its description: {@code ACCOUNTS_BY_EMAIL}; distinct among all of a schema
 */
public record IndexModel(IndexRequest request, List<IndexStep> way, IndexStep by, String method, String constantName) {

    /** Copies the list. */
    public IndexModel {
        way = List.copyOf(way);
    }

    /** All steps from the value to what it is by. */
    public List<IndexStep> steps() {
        List<IndexStep> steps = new ArrayList<>(way);
        steps.add(by);
        return steps;
    }

    /** What users call it: {@code email}, {@code address.city}. */
    public String name() {
        return steps().stream().map(IndexStep::name).collect(Collectors.joining("."));
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
        return steps().stream().anyMatch(IndexStep::isBySeveral);
    }

    /** What entries are found by: the component's type, or what it holds; may be primitive. */
    public StoredType type() {
        return by.each();
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
