package io.muniment.testing;

import io.muniment.Database;
import io.muniment.Options;
import io.muniment.error.SchemaVersionException;
import io.muniment.schema.SchemaDescription;
import io.muniment.schema.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes of all versions of a schema, as the processor has written them to the class path. */
final class Versions {

    /** Behind the shape there may be what was stated of the step to the version, and serializers: no part of the shape. */
    private static final Pattern BEHIND = Pattern.compile(",\n  \"(?:changes|serializers|order)\": \\[");

    private final String schema;
    private final ClassLoader loader;

    Versions(String schema, ClassLoader loader) {
        this.schema = schema;
        this.loader = loader;
    }

    /** The shape of a version; empty if it is not on the class path. */
    Optional<Shape> shape(int version) {
        try (InputStream in = loader.getResourceAsStream(resource(version))) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Shape.parse(shapeOf(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shapeOf(String text) {
        Matcher behind = BEHIND.matcher(text);
        return behind.find() ? text.substring(0, behind.start()) + "\n}\n" : text;
    }

    /** Where the shape of a version is looked for. */
    String resource(int version) {
        return "META-INF/muniment/" + schema + "/" + version + ".json";
    }

    /** The version of the data in a directory, which is not open. */
    int of(Path directory) {
        Shape none = new Shape(schema, 999_999_999, List.of(), List.of());
        SchemaDescription nobody = new SchemaDescription(schema, none.version(), none.toJson(), List.of());
        try (Database unexpected =
                Database.open(nobody, directory, Options.defaults().readOnly(true))) {
            throw new IllegalStateException("No version is so high: " + unexpected);
        } catch (SchemaVersionException e) {
            return e.found();
        }
    }
}
