package io.muniment.processor.model;

/** How an old value becomes a new one, as an expression. */
public sealed interface Conversion {

    /** It is one already. */
    record Same() implements Conversion {}

    /**
     * A number becomes one of a type that has all of its values.
     *
     * @param fromBox whether it comes in a box
     */
    record Wider(BuiltIn from, BuiltIn to, boolean fromBox) implements Conversion {}

    /** An array of bytes and {@code Bytes} become one another. */
    record Bytes(boolean toArray) implements Conversion {}

    /** A method of the step says. */
    record Call(String method) implements Conversion {}

    /** A value becomes one that is there. */
    record Present(Conversion element) implements Conversion {}

    /**
     * The same of a number.
     *
     * @param to one of {@code OptionalInt}, {@code OptionalLong}, {@code OptionalDouble}
     */
    record PresentNumber(BuiltIn to, Conversion element) implements Conversion {}

    /** Each element becomes another. */
    record Elements(Container to, Conversion element) implements Conversion {}

    /** Each key and value of a map. */
    record Entries(boolean isSorted, Conversion key, Conversion value) implements Conversion {}

    /** What holds elements. */
    enum Container {
        OPTIONAL,
        LIST,
        SET,
        SORTED_SET
    }
}
