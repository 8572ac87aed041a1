package io.muniment.examples.tour;

/** The key of an account. */
public record Username(String value) {}
