package io.muniment.processor.check;

import io.muniment.processor.model.Definition;
import io.muniment.processor.model.IndexMethod;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Mistake;
import io.muniment.processor.problem.Problem;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A method that computes what entries are found by is one of the value, or is static and takes it; and it just does. */
final class IndexMethodCanBeCalled implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        for (IndexMethod method : schema.indexMethods()) {
            check(method, !method.isStatic(), "Value", problems);
        }
        for (Definition definition : schema.types()) {
            String type = Words.type(definition.type().javaType());
            for (IndexMethod method : definition.facts().methods()) {
                boolean isOther = method.isStatic()
                        && !method.takes(definition.type().javaType().box());
                check(method, isOther, type, problems);
            }
        }
    }

    private static void check(IndexMethod method, boolean isOther, String value, Consumer<Problem> problems) {
        String owner = Words.type(Words.raw(method.owner()));
        String found =
                Words.annotation(method.request(), method.named()) + " on " + (method.isStatic() ? "static " : "")
                        + owner + "." + method.name()
                        + method.parameters().stream().map(Words::type).collect(Collectors.joining(", ", "(", ")"));
        if (!method.named().isEmpty()) {
            problems.accept(new Mistake(
                    method.place(),
                    "An index by several components stands on the record",
                    found,
                    method.request().annotation() + " without names here; or the annotation on a record"));
        } else if (!method.isReachable()) {
            problems.accept(new Mistake(
                    method.place(),
                    "Generated code cannot call what computes an index",
                    found + ", which the schema's package cannot reach",
                    "a method that is public, or in the schema's package and not private"));
        } else if (!method.isPlain()) {
            problems.accept(new Mistake(
                    method.place(),
                    "What computes an index declares neither exceptions nor type parameters",
                    found,
                    "a method without them"));
        } else if (isOther || !method.isCallable()) {
            problems.accept(new Mistake(
                    method.place(),
                    "An index is computed by a static method that takes the value, or by one of the value's own",
                    found,
                    "static .. " + method.name() + "(" + value + " value)"));
        }
    }
}
