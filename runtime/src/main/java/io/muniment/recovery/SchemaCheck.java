package io.muniment.recovery;

import io.muniment.error.DamagedHeaderException;
import io.muniment.error.OtherSchemaException;
import io.muniment.error.SchemaShapeException;
import io.muniment.error.SchemaVersionException;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import java.util.List;

/** Whether the schema in a file is the program's. */
final class SchemaCheck {

    private final SchemaDescription wanted;

    /** Of the program: that of the schema, or a later one. */
    private final int programVersion;

    /** What was found to be the program's, so that the many headers of a store cost nothing. */
    private String accepted;

    SchemaCheck(SchemaDescription wanted) {
        this(wanted, wanted.version());
    }

    /** Whether it is an older one that a program of this version knows. */
    SchemaCheck(SchemaDescription wanted, int programVersion) {
        this.wanted = wanted;
        this.programVersion = programVersion;
        this.accepted = wanted.json();
    }

    /**
     * Returns if the schema in the header of {@code path} is the program's.
     *
     * @param schemaAt where it is in the file
     */
    void check(String path, String json, long schemaAt) {
        if (json.equals(accepted)) {
            return;
        }
        Shape stored = parse(path, json, schemaAt);
        if (!stored.name().equals(wanted.name())) {
            throw new OtherSchemaException(path, stored.name(), wanted.name());
        }
        if (stored.version() != wanted.version()) {
            throw new SchemaVersionException(path, wanted.name(), stored.version(), programVersion);
        }
        List<String> differences = Shape.differences(stored, Shape.parse(wanted.json()));
        if (!differences.isEmpty()) {
            throw new SchemaShapeException(path, wanted.name(), wanted.version(), programVersion, differences);
        }
        accepted = json;
    }

    private static Shape parse(String path, String json, long schemaAt) {
        try {
            return Shape.parse(json);
        } catch (IllegalArgumentException e) {
            throw new DamagedHeaderException(path, schemaAt, "its schema cannot be read (" + e.getMessage() + ")");
        }
    }
}
