package io.muniment.processor.write;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Record;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The interfaces that are generated for the versions on record keep, to the byte, what is on record. */
class OldSchemaTest {

    private static final Path RESOURCES = Path.of("src", "test", "resources");

    private static final Pattern VERSION = Pattern.compile("(\n@Schema)(?:\\((.*version = )(\\d+)\\))?");

    @TempDir
    private Path directory;

    static Stream<Arguments> schemas() {
        List<Path> trees = List.of(
                RESOURCES.resolve("golden/lockbook/source"),
                RESOURCES.resolve("golden/people/source"),
                RESOURCES.resolve("samples/everything"));
        return trees.stream()
                .flatMap(tree -> Arrays.stream(Compilation.By.values()).map(by -> Arguments.of(tree, by)));
    }

    /** The sources below a directory, with the version of the schema raised by one. */
    private static Map<String, String> raised(Path tree) {
        Map<String, String> raised = new TreeMap<>();
        Compiled.texts(tree).forEach((name, text) -> {
            if (name.endsWith(".java")) {
                raised.put(
                        name,
                        VERSION.matcher(text)
                                .replaceFirst(head -> head.group(2) == null
                                        ? "$1(version = 2)"
                                        : "$1($2" + (Integer.parseInt(head.group(3)) + 1) + ")"));
            }
        });
        return raised;
    }

    private static Compiled compile(Compilation.By by, Map<String, String> sources, String... options) {
        Compiled compiled = by == Compilation.By.JAVAC ? Compiled.withJavac() : Compiled.withEcj();
        sources.forEach(compiled::file);
        return compiled.option(options).compile();
    }

    /** The shape of a schema's newest version. */
    private static String json(Map<String, String> sources) {
        return compile(Compilation.By.JAVAC, sources, "-proc:only").generated().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".json"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> shapes(Compiled compiled) {
        return compiled.generated().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".json"))
                .collect(Collectors.toMap(file -> file.getKey().replaceAll(".*/", ""), Map.Entry::getValue));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void generatedInterfaceHasTheShapeThatIsOnRecord(Path tree, Compilation.By by) {
        String old = json(Compiled.texts(tree));
        Map<String, String> sources = raised(tree);
        String now = json(sources);
        Record record = new Record(directory).accept(old).accept(now);

        Compiled compiled = compile(by, sources, record.option());

        assertEquals(Set.of(old, now), Set.copyOf(shapes(compiled).values()));
    }
}
