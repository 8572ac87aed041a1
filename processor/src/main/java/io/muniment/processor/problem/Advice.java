package io.muniment.processor.problem;

import javax.tools.Diagnostic;

/**
 * Something that works and could be better. Never a warning: a build that takes warnings for errors goes on.
 *
 * @param better what could be better, as a sentence without its full stop
 * @param found what was found, and how it is reached
 * @param write what to write instead
 */
public record Advice(Place place, String better, String found, String write) implements Problem {

    @Override
    public String message() {
        return better + ".\n  found: " + found + "\n  write: " + write;
    }

    @Override
    public Diagnostic.Kind kind() {
        return Diagnostic.Kind.NOTE;
    }
}
