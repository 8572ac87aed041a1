package io.muniment.processor.problem;

import java.io.PrintWriter;
import java.io.StringWriter;
import javax.tools.Diagnostic;

/**
 * A failure of the processor itself.
 *
 * @param place the schema that it was working on
 * @param cause what went wrong
 */
public record Bug(Place place, Throwable cause) implements Problem {

    @Override
    public String message() {
        StringWriter trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        return "Muniment failed on this schema. This is a bug in Muniment and no mistake of yours: please report it"
                + " with the schema and the lines below.\n" + trace;
    }

    @Override
    public Diagnostic.Kind kind() {
        return Diagnostic.Kind.ERROR;
    }
}
