package io.muniment.processor.problem;

import javax.tools.Diagnostic;

/** Something to tell a user about a source. */
public sealed interface Problem permits Mistake, Advice, Bug {

    /** The smallest thing that it is about. */
    Place place();

    /** All that is to be told. */
    String message();

    /** How the compiler is to show it. */
    Diagnostic.Kind kind();
}
