package io.muniment.examples.tour;

/** Where somebody lives. */
public enum Country {
    DE,
    IN,
    US
}
