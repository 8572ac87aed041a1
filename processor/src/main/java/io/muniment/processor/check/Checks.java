package io.muniment.processor.check;

import io.muniment.processor.model.SchemaModel;
import io.muniment.processor.problem.Advice;
import io.muniment.processor.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** All rules. */
public final class Checks {

    private static final List<Rule> RULES = List.of(
            new SchemaIsInterface(),
            new SchemaIsReachable(),
            new SchemaIsNotGeneric(),
            new SchemaExtendsNothing(),
            new SchemaIsNotSealed(),
            new SchemaNameIsValid(),
            new SchemaVersionIsPositive(),
            new PreviousIsOlderVersion(),
            new SchemaHasTables(),
            new MethodHasNoParameters(),
            new MethodIsNotGeneric(),
            new MethodThrowsNothing(),
            new MethodReturnsTable(),
            new MethodNameIsFree(),
            new TableNamesDiffer(),
            new NamesAreIdentifiers(),
            new TypeCanBeStored(),
            new TypeIsReachable(),
            new TypeNameIsValid(),
            new TypeNamesDiffer(),
            new SerializerCanBeMade(),
            new SerializerFitsType(),
            new SerializerIsOne(),
            new EnumHasConstants(),
            new FamilyHasCases(),
            new StatementsSayValues(),
            new ValueEnds(),
            new KeyHasEquality(),
            new SortedHasOrder(),
            new IndexIsReached(),
            new IndexNamesComponents(),
            new IndexMethodCanBeCalled(),
            new IndexKeyIsValue(),
            new IndexIsOne(),
            new IndexNamesDiffer());

    private static final List<Rule> ADVICE = List.of(new BytesInsteadOfArray());

    private Checks() {}

    /**
     * All that is to be told of {@code schema}. Advice only when nothing is wrong.
     *
     * @param others the other schemas of this compile
     * @param isDeclared whether a source of this compile declares the class of a qualified name
     */
    public static List<Problem> of(SchemaModel schema, Collection<SchemaModel> others, Predicate<String> isDeclared) {
        List<Problem> problems = new ArrayList<>();
        RULES.forEach(rule -> rule.check(schema, problems::add));
        new SchemaNamesDiffer(others).check(schema, problems::add);
        new GeneratedNamesAreFree(others, isDeclared).check(schema, problems::add);
        // Nobody can follow advice on what is generated.
        if (problems.isEmpty() && !schema.declaration().isGenerated()) {
            ADVICE.forEach(rule -> rule.check(schema, problems::add));
        }
        return problems;
    }

    /** Whether {@code problems} are but advice. */
    public static boolean allow(List<Problem> problems) {
        return problems.stream().allMatch(Advice.class::isInstance);
    }
}
