package sample;

/** A name to log in with. */
public record Username(String value) {}
