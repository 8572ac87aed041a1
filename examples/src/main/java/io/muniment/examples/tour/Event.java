package io.muniment.examples.tour;

/** Something that happened. */
public sealed interface Event {

    /** Somebody came in. */
    record LoggedIn(Username who) implements Event {}

    /** Somebody got another address. */
    record Moved(Username who, Country from, Country to) implements Event {}
}
