package io.muniment.processor.check;

import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.SerializerFacts;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** In one place, a type has one serializer. */
final class SerializerIsOne implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Map<String, SerializerFacts> first = new HashMap<>();
        for (SerializerFacts serializer : schema.declaration().serializers()) {
            serializer.handled().ifPresent(handled -> {
                SerializerFacts other = first.putIfAbsent(handled.toString(), serializer);
                if (other != null) {
                    problems.accept(mistake(Words.type(handled), other, serializer));
                }
            });
        }
        schema.types().forEach(definition -> {
            if (definition instanceof CustomDefinition custom
                    && custom.serializers().size() > 1) {
                List<SerializerFacts> serializers = custom.serializers();
                if (!schema.declaration().serializers().contains(serializers.get(1))) {
                    problems.accept(
                            mistake(Words.type(custom.type().javaType()), serializers.get(0), serializers.get(1)));
                }
            }
        });
    }

    private static Mistake mistake(String type, SerializerFacts one, SerializerFacts other) {
        return new Mistake(
                other.place(),
                "A type has two serializers in the same place",
                Words.type(one.name()) + " and " + Words.type(other.name()) + " for " + type,
                "one of the two");
    }
}
