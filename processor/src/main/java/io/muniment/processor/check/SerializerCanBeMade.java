package io.muniment.processor.check;

import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.SerializerFacts;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The generated code can make every serializer that a user names: {@code new MoneySerializer()}. */
final class SerializerCanBeMade implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (SerializerFacts serializer : named(schema)) {
            String name = Words.type(serializer.name());
            if (!serializer.isResolved()) {
                tell(
                        problems,
                        serializer,
                        "@SerializeWith names no serializer",
                        "a class that is not there, cannot be reached, or serializes no one type",
                        "a class that extends ValueSerializer<...> with the type that it is for");
            } else if (serializer.isAbstract()) {
                tell(
                        problems,
                        serializer,
                        "A serializer must be a class that can be made",
                        name + " is abstract",
                        "final class " + name);
            } else if (serializer.isInner()) {
                tell(
                        problems,
                        serializer,
                        "A serializer cannot need an object around it",
                        name + " is an inner class",
                        "static final class " + serializer.name().simpleName());
            } else if (serializer.hidden().isPresent()) {
                tell(
                        problems,
                        serializer,
                        "The generated code cannot reach a serializer",
                        serializer.hidden().get() + " cannot be seen from the schema's package",
                        "a public class");
            } else if (!serializer.hasConstructor()) {
                tell(
                        problems,
                        serializer,
                        "A serializer needs a constructor without parameters that the schema's package can reach",
                        name + " has none",
                        "public " + serializer.name().simpleName() + "() {}");
            }
        }
    }

    /** All serializers that anything in the schema names, each place once. */
    static Collection<SerializerFacts> named(SchemaModel schema) {
        Set<SerializerFacts> named = new LinkedHashSet<>(schema.declaration().serializers());
        schema.types().stream()
                .flatMap(definition ->
                        definition instanceof CustomDefinition custom ? custom.serializers().stream() : Stream.empty())
                .forEach(named::add);
        return named;
    }

    private static void tell(
            Consumer<Problem> problems, SerializerFacts serializer, String wrong, String found, String write) {
        problems.accept(new Mistake(serializer.place(), wrong, found, write));
    }
}
