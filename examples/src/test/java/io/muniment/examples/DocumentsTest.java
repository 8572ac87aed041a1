package io.muniment.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.muniment.Durability;
import io.muniment.Options;
import io.muniment.error.DatabaseException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say is true: their code is code that runs here, and their tables are complete. */
class DocumentsTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path SOURCES = Path.of("src");
    private static final Path GENERATED = Path.of("target/generated-sources/annotations");

    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern ANCHOR = Pattern.compile("\\]\\(#([^)]+)\\)");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "migration-guide.md", "docs/transactions.md", "docs/changes.md"})
    void codeInADocumentIsPartOfAProgramThatRunsInTheTests(String document) throws IOException {
        List<String> programs = new ArrayList<>();
        for (Path root : List.of(SOURCES, GENERATED)) {
            for (Path file : javaFiles(root)) {
                programs.add(withoutSpace(Files.readString(file)));
            }
        }
        Matcher code = JAVA.matcher(read(document));
        int blocks = 0;
        for (; code.find(); blocks++) {
            String block = withoutSpace(code.group(1));
            assertTrue(
                    programs.stream().anyMatch(program -> program.contains(block)),
                    () -> document + " holds code that is in no program here:\n" + code.group(1));
        }
        assertTrue(blocks > 0, "there is no code at all in " + document);
    }

    /** After a change to the generator, {@code -Dreadme=write} brings the README up to date. */
    @Test
    void readmeShowsTheGeneratedFileAsItIs() throws IOException {
        String generated = Files.readString(GENERATED.resolve("io/muniment/examples/quickstart/NotesDb.java"));
        String readme = read("README.md");
        Matcher block = Pattern.compile("```java\\npackage io\\.muniment.*?^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(readme);
        String expected = "```java\n" + generated + "```";
        if (!block.find()) {
            fail("the README shows no generated file");
        }
        if ("write".equals(System.getProperty("readme"))) {
            Files.writeString(ROOT.resolve("README.md"), block.replaceFirst(Matcher.quoteReplacement(expected)));
        } else {
            assertEquals(expected, block.group(), "run again with -Dreadme=write");
        }
    }

    @Test
    void readmeNamesEveryExceptionAndNoOther() throws IOException {
        Set<String> expected = exceptions(DatabaseException.class).collect(Collectors.toCollection(TreeSet::new));
        expected.add(NullPointerException.class.getSimpleName());

        assertEquals(expected, namesIn("## What bad input gets", "\\w+Exception"));
    }

    @Test
    void readmeNamesEveryOptionAndNoOther() throws IOException {
        Set<String> expected = Arrays.stream(Options.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == Options.class && method.getParameterCount() > 0)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(expected, namesIn("## Options", "[a-z]\\w+"));
    }

    @Test
    void readmeNamesEveryLevelOfDurability() throws IOException {
        Set<String> expected =
                Arrays.stream(Durability.values()).map(Durability::name).collect(Collectors.toCollection(TreeSet::new));

        assertEquals(expected, namesIn("## Durability", "[A-Z]+"));
    }

    /** The words of this form that stand as code in the tables under a heading of the README. */
    private static Set<String> namesIn(String heading, String form) throws IOException {
        String readme = read("README.md");
        int begin = readme.indexOf("\n" + heading + "\n");
        int end = readme.indexOf("\n## ", begin + 1);
        Set<String> names = new TreeSet<>();
        readme.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("|"))
                .forEach(line -> Pattern.compile("`(" + form + ")`")
                        .matcher(line)
                        .results()
                        .forEach(name -> names.add(name.group(1))));
        return names;
    }

    @Test
    void readmeTellsTheTestCommandThatTheContinuousBuildRuns() throws IOException {
        List<String> commands = read(".ci/run")
                .lines()
                .filter(line -> line.startsWith("./mvnw"))
                .toList();

        assertEquals(1, commands.size());
        assertTrue(read("README.md").lines().anyMatch(line -> line.startsWith(commands.get(0) + " ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "migration-guide.md",
                "CONTRIBUTING.md",
                "CHANGELOG.md",
                "docs/security.md",
                "docs/transactions.md"
            })
    void linksLeadSomewhere(String document) throws IOException {
        String text = read(document);
        Path directory = ROOT.resolve(document).getParent();
        for (Matcher link = LINK.matcher(text); link.find(); ) {
            assertTrue(Files.exists(directory.resolve(link.group(1))), document + " links to " + link.group(1));
        }
        List<String> headings = text.lines()
                .filter(line -> line.startsWith("#"))
                .map(DocumentsTest::anchor)
                .toList();
        for (Matcher link = ANCHOR.matcher(text); link.find(); ) {
            assertTrue(headings.contains(link.group(1)), document + " links to #" + link.group(1));
        }
    }

    private static String read(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }

    private static List<Path> javaFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    /** So that nothing depends on where the formatter breaks a line. */
    private static String withoutSpace(String code) {
        return code.replaceAll("\\s+", "");
    }

    private static Stream<String> exceptions(Class<?> type) {
        Class<?>[] children = type.getPermittedSubclasses();
        return children == null
                ? Stream.of(type.getSimpleName())
                : Arrays.stream(children).flatMap(DocumentsTest::exceptions);
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }
}
