package io.muniment.processor.write;

import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.OldSchema;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import io.muniment.schema.Shape;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;

/**
 * Writes all that is generated for a schema: its database, its description, its serializers, and its shape as a
 * resource. Equal models give equal bytes.
 */
public final class Writer {

    private final Filer filer;

    /** Writes through {@code filer}. */
    public Writer(Filer filer) {
        this.filer = filer;
    }

    /** The shape of a schema. */
    public static Shape shape(SchemaModel schema) {
        return ShapeWriter.shape(schema);
    }

    /** Writes what is to be on record of one schema, as a resource, and returns where it is. */
    public URI writeRecord(SchemaModel schema, String json) throws IOException {
        return new Output(filer, schema).resource(ShapeWriter.resourceName(schema), json);
    }

    /** Writes the interface of an older version of a schema, whose only origin is that schema. */
    public void writeOld(SchemaModel schema, OldSchema old) throws IOException {
        new Output(filer, schema).source(OldSchemaWriter.write(schema, old));
    }

    /**
     * Writes the sources of one schema. Each of them has one origin: the schema interface.
     *
     * @param steps to its version, from the oldest that is known; none if no older one is known
     */
    public void write(SchemaModel schema, List<StepModel> steps) throws IOException {
        String json = ShapeWriter.shape(schema).toJson();
        SerializerConstants serializers = SerializerConstants.of(schema);
        Output output = new Output(filer, schema);
        output.source(DbWriter.write(schema, steps));
        if (!steps.isEmpty()) {
            StepDefaults defaults = new StepDefaults(MigrationWriter.className(schema));
            List<String> warnings =
                    steps.stream().anyMatch(StepModel::usesDeprecated) ? List.of("deprecation", "removal") : List.of();
            for (StepModel step : steps) {
                // Many parameters are there for who overrides a method.
                output.source(
                        StepWriter.write(schema, step, defaults),
                        Stream.concat(Stream.of("unused"), warnings.stream()).toArray(String[]::new));
            }
            output.source(MigrationWriter.write(schema, steps, defaults), warnings.toArray(String[]::new));
        }
        output.source(SchemaWriter.write(schema, serializers, json));
        output.source(SerializersWriter.write(schema, serializers));
        for (Definition definition : schema.types()) {
            if (definition instanceof EnumDefinition type) {
                output.source(EnumSerializerWriter.write(schema, type));
            }
        }
    }
}
