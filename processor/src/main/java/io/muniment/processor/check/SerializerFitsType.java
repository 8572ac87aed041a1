package io.muniment.processor.check;

import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.SerializerFacts;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;

/** A serializer serializes exactly the type that it is named for. */
final class SerializerFitsType implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (Definition definition : schema.types()) {
            if (definition instanceof CustomDefinition custom) {
                custom.serializers().forEach(serializer -> check(custom, serializer, problems));
            }
        }
    }

    private static void check(CustomDefinition custom, SerializerFacts serializer, Consumer<Problem> problems) {
        boolean fits = serializer
                .handled()
                .map(handled -> handled.equals(custom.type().javaType().box()))
                .orElse(false);
        if (serializer.isResolved() && !fits) {
            String wanted = Words.type(custom.type().javaType().box());
            problems.accept(new Mistake(
                    serializer.place(),
                    "A serializer is for another type",
                    Words.type(serializer.name()) + " serializes "
                            + serializer.handled().map(Words::type).orElse("no one type") + ", and is named for "
                            + wanted,
                    "a class that extends ValueSerializer<" + wanted
                            + ">; or @SerializeWith on the schema, for a type inside of another"));
        }
    }
}
