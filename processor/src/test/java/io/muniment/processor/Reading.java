package io.muniment.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Outline;
import io.muniment.processor.fixture.Sources;
import io.muniment.processor.model.SchemaModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the processor makes of a good source. */
final class Reading {

    private Reading() {}

    /** Both compilers read the schemas in {@code source} as {@code outline}, and find nothing wrong. */
    static void read(String source, String outline) {
        for (Compilation.By by : Compilation.By.values()) {
            assertEquals(outline.strip(), outline(models(by, Sources.of(source), Map.of())), by.toString());
        }
    }

    /** The same with all files but the first from a library, which either compiler has made. */
    static void readFromLibrary(String source, String outline) {
        Map<String, String> files = new LinkedHashMap<>(Sources.of(source));
        Map<String, String> schema = Map.of("p/Test.java", files.remove("p/Test.java"));
        for (Compilation.By maker : Compilation.By.values()) {
            Compilation library = Compilation.of(maker, files, Map.of(), List.of(), "-proc:none");
            assertEquals(List.of(), library.errors());
            for (Compilation.By by : Compilation.By.values()) {
                String said = by + " with a library by " + maker;
                assertEquals(outline.strip(), outline(models(by, schema, library.files())), said);
            }
        }
    }

    /** The one schema in {@code source}, as a compiler reads it. */
    static SchemaModel model(Compilation.By by, String source) {
        List<SchemaModel> models = models(by, Sources.of(source), Map.of());
        assertEquals(1, models.size());
        return models.get(0);
    }

    private static String outline(List<SchemaModel> models) {
        return String.join("\n", models.stream().map(Outline::of).toList()).strip();
    }

    private static List<SchemaModel> models(Compilation.By by, Map<String, String> files, Map<String, byte[]> library) {
        List<SchemaModel> models = new ArrayList<>();
        SchemaProcessor processor = new SchemaProcessor((schema, filer) -> models.add(schema));
        Compilation compilation = Compilation.of(by, files, library, List.of(processor), "-proc:only");
        assertEquals(List.of(), compilation.errors(), by.toString());
        return models;
    }
}
