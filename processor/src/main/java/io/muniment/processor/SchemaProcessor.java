package io.muniment.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.ClassName;
import io.muniment.annotation.Schema;
import io.muniment.processor.check.Checks;
import io.muniment.processor.evolve.HistoryCheck;
import io.muniment.processor.evolve.OldVersions;
import io.muniment.processor.model.OldSchema;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.model.StepModel;
import io.muniment.processor.problem.Bug;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Place;
import io.muniment.processor.problem.Problem;
import io.muniment.processor.read.SchemaReader;
import io.muniment.processor.read.Sources;
import io.muniment.processor.write.Writer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * Writes a database for each {@link Schema}: reads it, checks it, writes it.
 *
 * <p>A schema that needs a type which is not there yet, because another processor will generate it, waits for a
 * later round, and so does one with older versions on record, whose interfaces are generated first. All that is wrong
 * is told in one compile, and nothing is written for a schema with a mistake. A version that only does not fit what is on record,
 * or is not there yet, is a good schema whose steps are known: all is written for it, so that this
 * is the one error that the compiler tells, and not every use of what would be missing. All that is written for a schema has that
 * schema alone for its origin; the interface of an older version has the schema that it was generated for.
 */
@AutoService(Processor.class)
public final class SchemaProcessor extends AbstractProcessor {

    private final Writing writing;
    private final Set<String> waiting = new TreeSet<>();
    private final List<SchemaModel> done = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    /** Where the shapes were written to, by the interface. */
    private final Map<String, URI> shapes = new HashMap<>();

    /** The interfaces of older versions that were written in this compile. */
    private final Set<String> generated = new HashSet<>();

    /** The schemas that do not fit what is on record of them. An error ends the rounds, so that is told in the last one. */
    private final Set<String> unrecorded = new TreeSet<>();

    private Sources sources;

    /** Whether there will be no other round. */
    private boolean isLast;

    /** For the compiler. */
    public SchemaProcessor() {
        this(new Writing() {

            @Override
            public URI writeRecord(SchemaModel schema, String json, Filer filer) throws IOException {
                return new Writer(filer).writeRecord(schema, json);
            }

            @Override
            public void write(SchemaModel schema, Filer filer) throws IOException {
                write(schema, List.of(), filer);
            }

            @Override
            public void write(SchemaModel schema, List<StepModel> steps, Filer filer) throws IOException {
                new Writer(filer).write(schema, steps);
            }
        });
    }

    /** A processor that writes elsewhere. */
    SchemaProcessor(Writing writing) {
        this.writing = writing;
    }

    /** Writes all that is generated for a schema. */
    @FunctionalInterface
    interface Writing {

        /** Writes what is to be on record through {@code filer}, whether or not it is, and returns where it is. */
        default URI writeRecord(SchemaModel schema, String json, Filer filer) throws IOException {
            return URI.create("shape.json");
        }

        /** Writes the interface of an older version through {@code filer}. */
        default void writeOld(SchemaModel schema, OldSchema old, Filer filer) throws IOException {
            new Writer(filer).writeOld(schema, old);
        }

        /** Writes the sources, with the steps from older versions, through {@code filer}. */
        default void write(SchemaModel schema, List<StepModel> steps, Filer filer) throws IOException {
            write(schema, filer);
        }

        /** Writes the sources of a schema without older versions through {@code filer}. */
        void write(SchemaModel schema, Filer filer) throws IOException;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        sources = Sources.of(environment);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Schema.class.getCanonicalName());
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(HistoryCheck.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        sources.add(round.getRootElements());
        isLast = round.processingOver();
        for (Element schema : round.getElementsAnnotatedWith(Schema.class)) {
            waiting.add(((TypeElement) schema).getQualifiedName().toString());
        }
        List<SchemaModel> schemas = read();
        for (SchemaModel schema : schemas) {
            if (schema.declaration().isResolved() || isLast) {
                finish(schema, schemas);
            }
        }
        if (isLast) {
            unrecorded.forEach(this::tellUnrecorded);
        }
        return false;
    }

    /** Elements of a former round may say what was true then, so each round reads all that wait anew. */
    private List<SchemaModel> read() {
        SchemaReader reader = new SchemaReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), sources);
        TreeMap<String, SchemaModel> schemas = new TreeMap<>();
        for (String name : List.copyOf(waiting)) {
            TypeElement schema = processingEnv.getElementUtils().getTypeElement(name);
            attempt(name, Place.of(schema), () -> schemas.put(name, reader.read(schema)));
        }
        return List.copyOf(schemas.values());
    }

    /** A version, as far as another can reach it; either is among the sources or in a library. */
    private SchemaModel read(ClassName schema, ClassName home) {
        Elements elements = processingEnv.getElementUtils();
        return new SchemaReader(elements, processingEnv.getTypeUtils(), sources)
                .read(elements.getTypeElement(schema.canonicalName()), elements.getTypeElement(home.canonicalName()));
    }

    private void finish(SchemaModel schema, List<SchemaModel> schemas) {
        String name = schema.interfaceName().canonicalName();
        Place place = schema.declaration().place();
        AtomicBoolean isFinished = new AtomicBoolean(true);
        attempt(name, place, () -> {
            List<SchemaModel> others = new ArrayList<>(done);
            schemas.stream().filter(other -> other != schema).forEach(others::add);
            List<Problem> problems = Checks.of(schema, others, sources::declare);
            problems.forEach(this::tell);
            if (Checks.allow(problems)) {
                isFinished.set(write(schema, others, place));
            }
        });
        if (isFinished.get()) {
            waiting.remove(name);
            done.add(schema);
        }
    }

    /** Returns whether that is all; else the schema waits until what was written now can be read. */
    private boolean write(SchemaModel schema, List<SchemaModel> others, Place place) {
        Filer filer = processingEnv.getFiler();
        try {
            Evolution evolution = new Evolution(schema, directory(), sources::declare, this::read);
            if (!evolution.isResolved() && !isLast) {
                return false;
            }
            List<Problem> problems = new ArrayList<>(evolution.problems(others));
            HistoryCheck.damage(schema, directory()).ifPresent(problems::add);
            if (!allows(problems)) {
                return true; // and nothing is there to be put on record: it would lack what is to be stated
            }
            writeRecord(schema, evolution.json(), filer);
            OldVersions old = oldVersions(schema, others, evolution);
            List<Problem> history = history(schema, evolution);
            if (!Checks.allow(history)) {
                unrecorded.add(schema.interfaceName().canonicalName());
            } else if (!allows(
                    Stream.concat(history.stream(), old.problems().stream()).toList())) {
                return true;
            }
            if (Checks.allow(old.problems())) {
                return write(schema, others, old, evolution, filer);
            }
        } catch (FilerException taken) {
            tell(new Mistake(
                    place,
                    "The name of a generated file is taken",
                    String.valueOf(taken.getMessage()),
                    "another name for the schema, or for what else generates that file"));
        } catch (IOException failed) {
            tell(new Mistake(
                    place,
                    "A generated file cannot be written",
                    failed.toString(),
                    "nothing; see that the compiler's output can be written"));
        }
        return true;
    }

    private void writeRecord(SchemaModel schema, String json, Filer filer) throws IOException {
        String name = schema.interfaceName().canonicalName();
        if (!shapes.containsKey(name)) {
            shapes.put(name, writing.writeRecord(schema, json, filer));
        }
    }

    /** How a version, of which what is to be on record has been written, fits what is. */
    private List<Problem> history(SchemaModel schema, Evolution evolution) {
        URI shape = shapes.getOrDefault(schema.interfaceName().canonicalName(), URI.create("shape.json"));
        return HistoryCheck.of(
                        schema,
                        directory(),
                        evolution.json(),
                        acceptCommand(shape),
                        (before, now) -> movedCommand(schema, before, now))
                .stream()
                .toList();
    }

    /** Tells how a schema, for which all was written, does not fit what is on record: at its place in this round. */
    private void tellUnrecorded(String name) {
        TypeElement element = processingEnv.getElementUtils().getTypeElement(name);
        attempt(name, Place.of(element), () -> {
            SchemaModel schema = new SchemaReader(
                            processingEnv.getElementUtils(), processingEnv.getTypeUtils(), sources)
                    .read(element);
            Evolution evolution = new Evolution(schema, directory(), sources::declare, this::read);
            history(schema, evolution).forEach(this::tell);
        });
    }

    private OldVersions oldVersions(SchemaModel schema, List<SchemaModel> others, Evolution evolution)
            throws IOException {
        List<SchemaModel> inSources = others.stream()
                .filter(other -> !generated.contains(other.interfaceName().canonicalName()))
                .toList();
        return OldVersions.of(
                schema,
                directory(),
                evolution.isNewest(others),
                inSources,
                type -> sources.declare(type) && !generated.contains(type),
                (before, now) -> movedCommand(schema, before, now));
    }

    /** Tells problems, and whether one may go on. */
    private boolean allows(List<Problem> problems) {
        problems.forEach(this::tell);
        return Checks.allow(problems);
    }

    /** The interfaces of older versions are read in the round after this, like any schema. */
    private boolean write(
            SchemaModel schema, List<SchemaModel> others, OldVersions versions, Evolution evolution, Filer filer)
            throws IOException {
        boolean isComplete = true;
        for (OldSchema old : versions.generated()) {
            if (generated.add(old.interfaceName().canonicalName())) {
                writing.writeOld(schema, old, filer);
                isComplete = false;
            }
        }
        if (!isComplete) {
            return false;
        }
        Evolution.Steps steps = evolution.steps(versions.interfaces(), others);
        if (allows(steps.problems()) && steps.areKnown()) {
            writing.write(schema, steps.steps(), filer);
        }
        return true;
    }

    /** Where histories are kept, if they are. */
    private Optional<String> directory() {
        return Optional.ofNullable(processingEnv.getOptions().get(HistoryCheck.OPTION))
                .filter(directory -> !directory.isBlank());
    }

    /** The same, as it is called from wherever a command is run. */
    private String wholeDirectory() {
        try {
            return directory()
                    .map(directory -> Path.of(directory).toAbsolutePath().toString())
                    .orElse("<directory>");
        } catch (InvalidPathException e) {
            return "<directory>";
        }
    }

    /** The command that puts a shape on record, to be pasted into a shell. */
    private String acceptCommand(URI shape) {
        return "java -jar " + quoted(ownJar()) + " accept " + quoted(path(shape)) + " " + quoted(wholeDirectory());
    }

    /** The command that says that a serializer has another name now. */
    private String movedCommand(SchemaModel schema, String before, String now) {
        return "java -jar " + quoted(ownJar()) + " moved " + quoted(wholeDirectory()) + " " + schema.name() + " "
                + before + " " + now;
    }

    private static String ownJar() {
        CodeSource source = SchemaProcessor.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? "muniment-processor.jar"
                    : path(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            return "muniment-processor.jar";
        }
    }

    /** The path of a file, as a shell takes it; a compiler may also keep its output elsewhere. */
    private static String path(URI file) {
        return "file".equals(file.getScheme()) ? Path.of(file).toString() : file.toString();
    }

    private static String quoted(String path) {
        return path.matches("[\\w./:\\\\-]+") ? path : '"' + path + '"';
    }

    /** Does a step for a schema; if that fails, the schema is told to be the one and left. */
    private void attempt(String name, Place place, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | StackOverflowError failure) {
            if (isCompilersOwn(failure)) {
                throw failure;
            }
            waiting.remove(name);
            tell(new Bug(place, failure));
        }
    }

    /** The compiler tells by itself of a class file that is missing or broken. */
    private static boolean isCompilersOwn(Throwable failure) {
        return failure.getClass().getName().endsWith("CompletionFailure");
    }

    /** Two schemas may share a mistake: it is told once. */
    private void tell(Problem problem) {
        Place place = problem.place();
        if (told.add(place.element() + " of " + place.element().getEnclosingElement() + ": " + problem.message())) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            problem.kind(), problem.message(), place.element(), place.annotation(), place.value());
        }
    }
}
