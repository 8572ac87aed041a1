package io.muniment.processor.write;

import io.muniment.processor.SchemaProcessor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.Completion;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** The processor, with a look at what it names as the origins of its files. */
final class Origins implements Processor {

    private final Processor processor = new SchemaProcessor();
    private final Map<String, List<String>> byFile = new TreeMap<>();

    /** The origins of each file. */
    Map<String, List<String>> byFile() {
        return byFile;
    }

    @Override
    public void init(ProcessingEnvironment environment) {
        Filer filer = watched(Filer.class, environment.getFiler(), null);
        processor.init(watched(ProcessingEnvironment.class, environment, filer));
    }

    private <T> T watched(Class<T> type, T target, Filer filer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    if (method.getName().equals("getFiler")) {
                        return filer;
                    }
                    if (method.getName().startsWith("create")) {
                        String name = Arrays.asList(values)
                                .subList(0, values.length - 1)
                                .toString();
                        byFile.put(
                                name,
                                Arrays.stream((Element[]) values[values.length - 1])
                                        .map(Object::toString)
                                        .toList());
                    }
                    try {
                        return method.invoke(target, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Override
    public Set<String> getSupportedOptions() {
        return processor.getSupportedOptions();
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return processor.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return processor.process(annotations, round);
    }

    @Override
    public Iterable<? extends Completion> getCompletions(
            Element element, AnnotationMirror annotation, ExecutableElement member, String text) {
        return List.of();
    }
}
