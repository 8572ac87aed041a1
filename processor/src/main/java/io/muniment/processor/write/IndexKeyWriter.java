package io.muniment.processor.write;

import com.palantir.javapoet.CodeBlock;
import io.muniment.processor.model.IndexModel;
import io.muniment.processor.model.IndexStep;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Writes the function that tells what a value is found by: accessors, one after the other. */
final class IndexKeyWriter {

    private IndexKeyWriter() {}

    /** The function: to what an entry is found by or null, or to a collection of that. */
    static CodeBlock key(IndexModel index) {
        boolean isPlain = index.way().stream().allMatch(IndexKeyWriter::givesOne)
                && !index.by().isOptional();
        if (!isPlain) {
            return CodeBlock.of("value -> $L", chain(index.steps(), index.isBySeveral()));
        }
        return index.way().isEmpty() ? reference(index.by()) : CodeBlock.of("value -> $L", calls(index.steps()));
    }

    private static boolean givesOne(IndexStep step) {
        return !step.isOptional() && !step.isBySeveral();
    }

    private static CodeBlock calls(List<IndexStep> steps) {
        return steps.stream()
                .map(step -> CodeBlock.of(".$N()", step.name()))
                .collect(CodeBlock.joining("", "value", ""));
    }

    private static CodeBlock reference(IndexStep step) {
        return CodeBlock.of("$T::$N", step.owner(), step.name());
    }

    /** Plain calls, as long as each gives just one; then those of an {@code Optional} or of a stream. */
    private static CodeBlock chain(List<IndexStep> steps, boolean isBySeveral) {
        CodeBlock.Builder chain = CodeBlock.builder().add("value");
        boolean isPlain = true;
        for (IndexStep step : steps) {
            if (isPlain) {
                chain.add(".$N()", step.name());
            } else if (isBySeveral) {
                chain.add(".map($L)", reference(step));
            } else {
                chain.add(step.isOptional() ? ".flatMap($L)" : ".map($L)", reference(step));
            }
            if (isBySeveral) {
                chain.add(opened(step, isPlain));
            }
            isPlain &= !step.isOptional() && !step.isBySeveral();
        }
        return isPlain
                ? chain.build()
                : chain.add(isBySeveral ? ".toList()" : ".orElse(null)").build();
    }

    /** What makes a stream of all that a step gives; {@code isFirst} if there is no stream yet. */
    private static CodeBlock opened(IndexStep step, boolean isFirst) {
        CodeBlock first = CodeBlock.of(".stream()");
        CodeBlock.Builder opened = CodeBlock.builder();
        if (step.isOptional()) {
            opened.add(isFirst ? first : CodeBlock.of(".flatMap($T::stream)", Optional.class));
        }
        if (step.isBySeveral()) {
            boolean isStream = !isFirst || step.isOptional();
            opened.add(isStream ? CodeBlock.of(".flatMap($T::stream)", Collection.class) : first);
        }
        return opened.build();
    }
}
