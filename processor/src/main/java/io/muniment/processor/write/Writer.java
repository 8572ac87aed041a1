package io.muniment.processor.write;

import com.palantir.javapoet.TypeSpec;
import io.muniment.processor.model.CustomDefinition;
import io.muniment.processor.model.Definition;
import io.muniment.processor.model.EnumDefinition;
import io.muniment.processor.model.FamilyDefinition;
import io.muniment.processor.model.OldSchema;
import io.muniment.processor.model.RecordDefinition;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
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

    /** The shape of a schema, in canonical JSON. */
    public static String shape(SchemaModel schema) {
        return ShapeWriter.json(schema);
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
        String json = ShapeWriter.json(schema);
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
            if (!(definition instanceof CustomDefinition)) {
                output.source(serializer(schema, serializers, definition));
            }
        }
    }

    private static TypeSpec.Builder serializer(
            SchemaModel schema, SerializerConstants serializers, Definition definition) {
        if (definition instanceof RecordDefinition type) {
            return RecordSerializerWriter.write(schema, serializers, type);
        }
        if (definition instanceof EnumDefinition type) {
            return EnumSerializerWriter.write(schema, type);
        }
        if (definition instanceof FamilyDefinition type) {
            return SealedSerializerWriter.write(schema, serializers, type);
        }
        throw new IllegalArgumentException(definition.type().expression() + " has a serializer of its own");
    }
}
