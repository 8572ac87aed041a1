package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** Something that every schema must keep to. */
interface Rule {

    /** Tells {@code problems} wherever {@code schema} does not. */
    void check(SchemaModel schema, Consumer<Problem> problems);
}
