package io.muniment.codec;

/** The key of a table that has only one place: there is just this one. */
public enum Unit {
    /** The only key. */
    UNIT
}
