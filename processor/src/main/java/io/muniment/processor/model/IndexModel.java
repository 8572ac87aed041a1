package io.muniment.processor.model;

import java.util.List;

/**
 * An index of a table: by a component of the record that the table keeps.
 *
 * @param component the component
 * @param method the method that looks up: {@code byEmail}
 * @param constantName the constant of its description: {@code ACCOUNTS_BY_EMAIL}; distinct among all of a schema
 */
public record IndexModel(Component component, String method, String constantName) {

    /** Whether no two entries may have the same. */
    public boolean isUnique() {
        return component.index().isUnique();
    }

    /** Whether there are ranges. */
    public boolean isOrdered() {
        return component.index().isOrdered();
    }

    /** Whether entries may have nothing that they are found by. */
    public boolean isOptional() {
        return component.type() instanceof OptionalType;
    }

    /** What entries are found by: the component's type, or what is in the {@code Optional}; may be primitive. */
    public StoredType type() {
        return component.type() instanceof OptionalType optional ? optional.element() : component.type();
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
