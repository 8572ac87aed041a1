package io.muniment.processor.problem;

import javax.tools.Diagnostic;

/**
 * Something in a source that is wrong: nothing is generated for its schema.
 *
 * @param wrong what is wrong, as a sentence without its full stop
 * @param found what was found, and how it is reached
 * @param write what to write instead
 */
public record Mistake(Place place, String wrong, String found, String write) implements Problem {

    @Override
    public String message() {
        return wrong + ".\n  found: " + found + "\n  write: " + write;
    }

    @Override
    public Diagnostic.Kind kind() {
        return Diagnostic.Kind.ERROR;
    }
}
