package io.muniment.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Message;
import io.muniment.processor.fixture.Sources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What both compilers say of a bad source. */
final class Refusal {

    /** Where an error is expected. */
    private static final String HERE = "//!";

    private Refusal() {}

    /** A record with this component, kept as a value, has exactly one error, at the component. */
    static void componentRefused(String component, String wrong, String found, String write) {
        componentRefused(component, "", wrong, found, write);
    }

    /** The same with more declarations, on lines below. */
    static void componentRefused(String component, String more, String wrong, String found, String write) {
        refused("""
                @Schema interface Lockbook { Single<Account> account(); } //! ECJ
                record Account(
                    String name,
                    %s //!
                ) {}
                %s""".formatted(component, more), wrong, found, write);
    }

    /** A schema with this method has exactly one error, at the method. */
    static void methodRefused(String method, String wrong, String found, String write) {
        methodRefused(method, "", wrong, found, write);
    }

    /** The same with more declarations, on lines below. */
    static void methodRefused(String method, String more, String wrong, String found, String write) {
        refused("""
                @Schema interface Lockbook {
                    Single<String> other();
                    %s //!
                }
                %s""".formatted(method, more), wrong, found, write);
    }

    /**
     * The source has exactly one error: with this text, in the line that ends in {@code //!} ({@code //! ECJ}
     * where Eclipse's compiler can show no smaller place) or, if there is none, nowhere. Nothing is written.
     */
    static void refused(String source, String wrong, String found, String write) {
        refused(source, List.of(), wrong, found, write);
    }

    /** The same, and these schemas are written. */
    static void refused(String source, List<String> fine, String wrong, String found, String write) {
        Map<String, String> files = Sources.of(source);
        for (Compilation.By by : Compilation.By.values()) {
            List<String> written = new ArrayList<>();
            SchemaProcessor processor = new SchemaProcessor(
                    (schema, filer) -> written.add(schema.interfaceName().canonicalName()));
            Compilation compilation = Compilation.of(by, files, Map.of(), List.of(processor), "-proc:only");
            String said = by + " says: " + compilation.messages();
            assertEquals(1, compilation.errors().size(), said);
            Message error = compilation.errors().get(0);
            assertEquals(wrong + ".\nfound: " + found + "\nwrite: " + write, error.text(), by.toString());
            assertEquals(line(by, files, error.file()), error.line(), said);
            assertEquals(fine, written, "written in spite of it");
        }
    }

    private static long line(Compilation.By by, Map<String, String> files, String file) {
        for (Map.Entry<String, String> source : files.entrySet()) {
            if (source.getKey().endsWith(file)) {
                List<String> lines = source.getValue().lines().toList();
                long own = line(lines, HERE + " " + by);
                return own > 0 ? own : line(lines, HERE);
            }
        }
        return -1;
    }

    private static long line(List<String> lines, String end) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith(end)) {
                return i + 1L;
            }
        }
        return -1;
    }
}
