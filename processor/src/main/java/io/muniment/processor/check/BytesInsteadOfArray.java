package io.muniment.processor.check;

import io.muniment.processor.model.BuiltIn;
import io.muniment.processor.model.BuiltInType;
import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Advice;
import io.muniment.processor.problem.Problem;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Where a value holds {@code byte[]}, it could hold {@code Bytes}, which need not be copied. */
final class BytesInsteadOfArray implements Rule {

    @Override
    public void check(SchemaModel schema, Consumer<Problem> problems) {
        Set<String> told = new HashSet<>();
        Use.all(schema).stream().flatMap(Use::parts).forEach(use -> {
            boolean isBytes = use.type() instanceof BuiltInType type && type.builtIn() == BuiltIn.BYTE_ARRAY;
            if (isBytes && told.add(use.where())) {
                problems.accept(new Advice(
                        use.place(),
                        "An array is copied each time it is put or got",
                        "byte[] in " + use.where(),
                        "Bytes, which cannot change and is equal by value"));
            }
        });
    }
}
