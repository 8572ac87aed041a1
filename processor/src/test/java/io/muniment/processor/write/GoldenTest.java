package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is generated for the schemas in {@code src/test/resources/golden}, to the letter. {@code -Dgolden.update=true}
 * writes it anew, to be read before it is committed.
 */
class GoldenTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    static Stream<String> schemas() throws IOException {
        try (Stream<Path> schemas = Files.list(GOLDEN)) {
            return schemas.map(schema -> schema.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void generatesWhatIsOnRecord(String schema) throws IOException {
        Map<String, String> generated =
                Compiled.withJavac().sources(source(schema)).compile().generated();
        if (Boolean.getBoolean("golden.update")) {
            write(generated, record(schema));
        }
        assertEquals(Compiled.texts(record(schema)), generated);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void eclipseGeneratesTheSame(String schema) {
        Map<String, String> generated =
                Compiled.withEcj().sources(source(schema)).compile().generated();
        assertEquals(Compiled.texts(record(schema)), generated);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void whatIsOnRecordCompiles(String schema) {
        Compiled.withJavac()
                .withoutProcessor()
                .sources(source(schema))
                .sources(record(schema))
                .compile();
    }

    private static Path source(String schema) {
        return GOLDEN.resolve(schema).resolve("source");
    }

    private static Path record(String schema) {
        return GOLDEN.resolve(schema).resolve("generated");
    }

    private static void write(Map<String, String> texts, Path tree) throws IOException {
        for (String old : Compiled.texts(tree).keySet()) {
            Files.delete(tree.resolve(old));
        }
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = tree.resolve(text.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.getValue());
        }
    }
}
