package io.muniment.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import io.muniment.processor.model.StepMethod;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** What {@code @Default} says and no literal can say: constants of the class that leads through all steps. */
final class StepDefaults {

    private final ClassName holder;
    private final NameAllocator names = new NameAllocator();
    private final List<FieldSpec> constants = new ArrayList<>();

    StepDefaults(ClassName holder) {
        this.holder = holder;
    }

    /** The value as an expression in a step that makes a record of {@code type}. */
    CodeBlock code(TypeName type, StepMethod.Given given) {
        if (given.value().isLiteral()) {
            return given.value().code();
        }
        String words = Docs.raw(type).simpleName() + "_" + given.component();
        String name = names.newName(SerializerConstants.constantCase(words));
        constants.add(FieldSpec.builder(given.type(), name, Modifier.STATIC, Modifier.FINAL)
                .initializer(given.value().code())
                .build());
        return CodeBlock.of("$T.$N", holder, name);
    }

    /** All constants that the steps written so far need. */
    List<FieldSpec> constants() {
        return List.copyOf(constants);
    }
}
