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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shapes of all versions of a schema, as the processor has written them to the class path. */
final class Versions {

    /** Behind the shape there may be what was stated of the step to the version, and serializers: no part of the shape. */
    private static final Pattern BEHIND = Pattern.compile(",\n  \"(?:changes|serializers|order)\": \\[");

    /** What is stated of tables, one to a line, as the processor writes it. */
    private static final Pattern RENAMED =
            Pattern.compile("    \\{\"table\": \"([^\"]*)\", \"renamedFrom\": \"([^\"]*)\"\\},?");

    private static final Pattern DROPPED = Pattern.compile("    \\{\"dropped\": \"([^\"]*)\"\\},?");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private final String schema;
    private final ClassLoader loader;

    Versions(String schema, ClassLoader loader) {
        this.schema = schema;
        this.loader = loader;
    }

    /** The shape of a version; empty if it is not on the class path. */
    Optional<Shape> shape(int version) {
        return text(version).map(text -> Shape.parse(shapeOf(text)));
    }

    private Optional<String> text(int version) {
        try (InputStream in = loader.getResourceAsStream(resource(version))) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the tables of a version are called in a later one, as far as their entries are to come along to it. */
    Map<String, String> tables(int version, int later) {
        Map<String, String> tables = new HashMap<>();
        shape(version).ifPresent(shape -> shape.tables().forEach(table -> tables.put(table.name(), table.name())));
        for (int next = version + 1; next <= later; next++) {
            String text = text(next).orElse("");
            Set<String> names = new HashSet<>();
            shape(next).ifPresent(shape -> shape.tables().forEach(table -> names.add(table.name())));
            Map<String, String> renamed = new HashMap<>();
            Set<String> dropped = new HashSet<>();
            text.lines().forEach(line -> {
                Matcher rename = RENAMED.matcher(line);
                Matcher drop = DROPPED.matcher(line);
                if (rename.matches()) {
                    renamed.put(plain(rename.group(2)), plain(rename.group(1)));
                } else if (drop.matches()) {
                    dropped.add(plain(drop.group(1)));
                }
            });
            tables.values().removeIf(dropped::contains);
            tables.replaceAll((old, name) -> names.contains(name) ? name : renamed.getOrDefault(name, name));
            tables.values().removeIf(name -> !names.contains(name));
        }
        return tables;
    }

    private static String plain(String quoted) {
        return ESCAPE.matcher(quoted)
                .replaceAll(
                        escape -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(escape.group(1), 16))));
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
