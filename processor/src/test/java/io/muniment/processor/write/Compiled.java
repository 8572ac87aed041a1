package io.muniment.processor.write;

import io.muniment.processor.SchemaProcessor;
import io.muniment.processor.fixture.Compilation;
import io.muniment.processor.fixture.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;

/** Sources that compile with the processor and without any warning, and what comes of it. */
final class Compiled {

    private static final String IMPORTS = "import io.muniment.annotation.*; import io.muniment.codec.*;"
            + " import io.muniment.table.*; import java.util.*; import java.time.*;\n";

    private final Compilation.By by;
    private final List<String> options = new ArrayList<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private Processor processor = new SchemaProcessor();
    private boolean isProcessed = true;

    private Compiled(Compilation.By by, List<String> options) {
        this.by = by;
        this.options.addAll(options);
    }

    static Compiled withJavac() {
        return new Compiled(
                Compilation.By.JAVAC, List.of("-Xlint:all,-processing", "-Werror", "-Xdoclint:all,-missing"));
    }

    static Compiled withEcj() {
        return new Compiled(Compilation.By.ECJ, List.of("-warn:+unused,raw,unchecked,allDeprecation"));
    }

    /** More for the compiler's command line. */
    Compiled option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** A class of the package {@code p} as text, with the usual imports. */
    Compiled source(String simpleName, String text) {
        sources.put("p/" + simpleName + ".java", "package p; " + IMPORTS + text);
        return this;
    }

    /** A file by its path. */
    Compiled file(String name, String text) {
        sources.put(name, text);
        return this;
    }

    /** All sources below a directory. */
    Compiled sources(Path tree) {
        texts(tree).forEach((name, text) -> {
            if (name.endsWith(".java")) {
                sources.put(name, text);
            }
        });
        return this;
    }

    /** With this processor instead of the bare one. */
    Compiled processor(Processor other) {
        processor = other;
        return this;
    }

    /** As a module, with the runtime, and what that needs, on the module path. */
    Compiled module(String declaration) {
        sources.put("module-info.java", declaration);
        return option("--module-path", System.getProperty("java.class.path"));
    }

    /** Compiles what has been generated before. */
    Compiled withoutProcessor() {
        isProcessed = false;
        return this;
    }

    /** Compiles; a warning is as bad as an error. */
    Compiled compile() {
        List<String> all = new ArrayList<>(options);
        if (!isProcessed) {
            all.add("-proc:none");
        }
        Compilation compilation = Compilation.of(
                by, sources, Map.of(), isProcessed ? List.of(processor) : List.of(), all.toArray(String[]::new));
        files.putAll(compilation.files());
        List<Message> complaints = compilation.messages().stream()
                .filter(message -> message.isError() || isWarningOfGenerated(message))
                .toList();
        if (!complaints.isEmpty()) {
            throw new AssertionError(complaints + " in " + generated().keySet());
        }
        return this;
    }

    /** Eclipse's compiler warns of more in the user's own sources than anybody keeps to. */
    private boolean isWarningOfGenerated(Message message) {
        return message.kind() != Diagnostic.Kind.NOTE
                && generated().keySet().stream().anyMatch(name -> name.endsWith("/" + message.file()));
    }

    /** What was generated, by path: the sources, and whatever else is not a class file. */
    SortedMap<String, String> generated() {
        SortedMap<String, String> generated = new TreeMap<>();
        files.forEach((name, content) -> {
            if (!name.endsWith(".class")) {
                generated.put(name, new String(content, StandardCharsets.UTF_8));
            }
        });
        return generated;
    }

    /** Loads what was compiled. */
    ClassLoader loader() {
        return new ClassLoader(Compiled.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] content = files.get(name.replace('.', '/') + ".class");
                if (content == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, content, 0, content.length);
            }
        };
    }

    /** All files below a directory, by path. */
    static SortedMap<String, String> texts(Path tree) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(tree.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
