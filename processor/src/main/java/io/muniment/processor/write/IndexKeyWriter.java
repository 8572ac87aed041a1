package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexStep;
import io.muniment.schema.CompositeKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Writes the function that tells what a value is found by: accessors, one after the other. They are plain calls as long
 * as each gives just one; from then on, those of an {@code Optional}, or of a stream if there are several.
 */
final class IndexKeyWriter {

    /** What there are several parts of. */
    static final ClassName COMPOSITE = ClassName.get(CompositeKey.class);

    private final IndexModel index;
    private CodeBlock.Builder chain = CodeBlock.builder().add("value");

    /** Whether the chain gives just one so far. */
    private boolean isPlain = true;

    private IndexKeyWriter(IndexModel index) {
        this.index = index;
    }

    /** The function: to what an entry is found by or null, or to a collection of that. */
    static CodeBlock key(IndexModel index) {
        boolean isAccessor =
                index.way().isEmpty() && !index.isComposite() && !index.last().isOptional();
        return isAccessor ? reference(index.last()) : CodeBlock.of("value -> $L", new IndexKeyWriter(index).value());
    }

    private static CodeBlock reference(IndexStep step) {
        return CodeBlock.of("$T::$N", step.owner(), step.name());
    }

    private CodeBlock value() {
        index.way().forEach(this::go);
        if (index.isComposite()) {
            return composite();
        }
        IndexStep last = index.last();
        if (isPlain && !last.isOptional()) {
            call(last);
            return chain.build();
        }
        go(last);
        return end();
    }

    private CodeBlock end() {
        return chain.add(index.isBySeveral() ? ".toList()" : ".orElse(null)").build();
    }

    private void call(IndexStep step) {
        if (step.kind() == IndexStep.Kind.STATIC_METHOD) {
            chain = CodeBlock.builder().add("$T.$N($L)", step.owner(), step.name(), chain.build());
        } else {
            chain.add(".$N()", step.name());
        }
    }

    /** One step further. */
    private void go(IndexStep step) {
        if (isPlain) {
            call(step);
        } else if (step.isOptional() && !index.isBySeveral()) {
            chain.add(".flatMap($L)", reference(step));
        } else {
            chain.add(".map($L)", reference(step));
        }
        if (index.isBySeveral()) {
            open(step);
        }
        isPlain &= !step.isOptional() && !step.isBySeveral();
    }

    /** Makes a stream of all that a step gives. */
    private void open(IndexStep step) {
        CodeBlock first = CodeBlock.of(".stream()");
        if (step.isOptional()) {
            chain.add(isPlain ? first : CodeBlock.of(".flatMap($T::stream)", Optional.class));
        }
        if (step.isBySeveral()) {
            boolean isStream = !isPlain || step.isOptional();
            chain.add(isStream ? CodeBlock.of(".flatMap($T::stream)", Collection.class) : first);
        }
    }

    private CodeBlock composite() {
        if (isPlain) {
            return key(chain.build());
        }
        CodeBlock key = key(CodeBlock.of("each"));
        chain.add(index.isBySeveral() ? ".flatMap(each -> $L.stream())" : ".map(each -> $L)", key);
        return end();
    }

    /** The parts that {@code holder} has, as one key, or as a list of keys. */
    private CodeBlock key(CodeBlock holder) {
        CodeBlock parts = index.parts().stream()
                .map(part -> CodeBlock.of(
                        "$L", index.isBySeveral() ? all(holder, part) : CodeBlock.of("$L$L", holder, one(part))))
                .collect(CodeBlock.joining(", "));
        return CodeBlock.of(index.isBySeveral() ? "$T.each($L)" : "$T.of($L)", COMPOSITE, parts);
    }

    private static CodeBlock one(IndexStep part) {
        return CodeBlock.of(part.isOptional() ? ".$N().orElse(null)" : ".$N()", part.name());
    }

    private static CodeBlock all(CodeBlock holder, IndexStep part) {
        CodeBlock call = CodeBlock.of("$L.$N()", holder, part.name());
        if (part.isOptional()) {
            return part.isBySeveral()
                    ? CodeBlock.of("$L.stream().flatMap($T::stream).toList()", call, Collection.class)
                    : CodeBlock.of("$L.stream().toList()", call);
        }
        return part.isBySeveral() ? call : CodeBlock.of("$T.of($L)", List.class, call);
    }
}
