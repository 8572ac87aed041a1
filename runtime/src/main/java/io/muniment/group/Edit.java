package io.muniment.group;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A small change of one group. Applied to the same group it always makes the same of it, so it is all that has to be
 * in the log.
 *
 * @param kind what it does; decides which of the others count
 * @param index where in a list; of a sequence, how many
 * @param element of a set, a list or a sequence, or the key of a map
 * @param value of a map
 */
public record Edit(
        Kind kind,
        int index,
        @Nullable Object element,
        @Nullable Object value) {

    /** What an edit does. The numbers are those of the log format. */
    public enum Kind {
        /** Adds an element: at the end, where there is an order. */
        ADD(1),
        /** Removes an element of a set, or a key of a map with its value. */
        REMOVE(2),
        /** Removes all elements. */
        EMPTY(3),
        /** Gives a key of a map its value. */
        PUT(4),
        /** Adds an element to a list, so that it is at an index. */
        INSERT(5),
        /** Replaces the element of a list at an index. */
        SET(6),
        /** Removes the element of a list at an index. */
        REMOVE_AT(7),
        /** Removes the last element of a list. */
        REMOVE_LAST(8),
        /** Removes as many elements of a sequence from its beginning; the numbers of the others stay. */
        DROP(9);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        /** Null if none has the number. */
        static @Nullable Kind of(int number) {
            return number >= 1 && number <= values().length ? values()[number - 1] : null;
        }

        boolean hasIndex() {
            return this == INSERT || this == SET || this == REMOVE_AT || this == DROP;
        }

        boolean hasElement() {
            return this == ADD || this == REMOVE || this == PUT || this == INSERT || this == SET;
        }

        boolean hasValue() {
            return this == PUT;
        }
    }

    /** {@link Kind#ADD} */
    public static Edit add(Object element) {
        return new Edit(Kind.ADD, 0, Objects.requireNonNull(element, "element"), null);
    }

    /** {@link Kind#REMOVE} */
    public static Edit remove(Object element) {
        return new Edit(Kind.REMOVE, 0, Objects.requireNonNull(element, "element"), null);
    }

    /** {@link Kind#EMPTY} */
    public static Edit empty() {
        return new Edit(Kind.EMPTY, 0, null, null);
    }

    /** {@link Kind#PUT} */
    public static Edit put(Object key, Object value) {
        return new Edit(Kind.PUT, 0, Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    }

    /** {@link Kind#INSERT} */
    public static Edit insert(int index, Object element) {
        return new Edit(Kind.INSERT, index, Objects.requireNonNull(element, "element"), null);
    }

    /** {@link Kind#SET} */
    public static Edit set(int index, Object element) {
        return new Edit(Kind.SET, index, Objects.requireNonNull(element, "element"), null);
    }

    /** {@link Kind#REMOVE_AT} */
    public static Edit removeAt(int index) {
        return new Edit(Kind.REMOVE_AT, index, null, null);
    }

    /** {@link Kind#REMOVE_LAST} */
    public static Edit removeLast() {
        return new Edit(Kind.REMOVE_LAST, 0, null, null);
    }

    /** {@link Kind#DROP} */
    public static Edit drop(int count) {
        return new Edit(Kind.DROP, count, null, null);
    }

    Object requireElement() {
        return Objects.requireNonNull(element, "element");
    }

    Object requireValue() {
        return Objects.requireNonNull(value, "value");
    }

    Edit with(@Nullable Object otherElement, @Nullable Object otherValue) {
        return new Edit(kind, index, otherElement, otherValue);
    }

    /** What it does and where, without elements and values. */
    @Override
    public String toString() {
        return kind + (kind.hasIndex() ? " " + index : "");
    }
}
