/** The processor of Muniment: reads a schema, checks it, and writes the typed database. */
@SuppressWarnings("requires-automatic")
module io.muniment.processor {
    requires io.muniment;
    requires java.compiler;
    // Only to compile: the jar carries JavaPoet inside, under a name of its own.
    requires static com.palantir.javapoet;
    requires static com.google.auto.service;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            io.muniment.processor.SchemaProcessor;
}
