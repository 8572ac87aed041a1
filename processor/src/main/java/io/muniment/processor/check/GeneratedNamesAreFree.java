package io.muniment.processor.check;

import com.palantir.javapoet.ClassName;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No generated class has the name of a class in a source, nor of one that is generated for another schema. */
final class GeneratedNamesAreFree implements Rule {

    private final Collection<SchemaModel> others;
    private final Predicate<String> isDeclared;

    GeneratedNamesAreFree(Collection<SchemaModel> others, Predicate<String> isDeclared) {
        this.others = others;
        this.isDeclared = isDeclared;
    }

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        generated(schema)
                .filter(name -> isDeclared.test(name.canonicalName()))
                .forEach(name -> problems.accept(new Mistake(
                        schema.declaration().place(),
                        "The name of a generated class is taken",
                        name.canonicalName() + " is generated for " + Words.schema(schema) + " and also in a source",
                        "another name for that class")));
        Set<String> files = generated(schema).map(GeneratedNamesAreFree::file).collect(Collectors.toSet());
        for (SchemaModel other : others) {
            generated(other)
                    .filter(name -> files.contains(file(name)))
                    .findFirst()
                    .ifPresent(name -> problems.accept(new Mistake(
                            schema.declaration().place(),
                            "Two schemas would generate the same class",
                            name.canonicalName() + " for " + Words.schema(schema) + " and for " + Words.schema(other),
                            "another name for one of the two")));
        }
    }

    private static Stream<ClassName> generated(SchemaModel schema) {
        return Stream.concat(
                Stream.of(schema.databaseClass(), schema.schemaClass(), schema.serializersClass()),
                schema.types().stream()
                        .filter(EnumDefinition.class::isInstance)
                        .map(definition -> definition.type().serializer()));
    }

    /** File systems may hold names that differ in case alone for the same. */
    private static String file(ClassName name) {
        return name.canonicalName().toLowerCase(Locale.ROOT);
    }
}
