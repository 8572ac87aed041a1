package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;

/**
 * The step from one version of a schema to a later one.
 *
 * @param interfaceName what is generated for it: {@code p.LockbookV1ToV2}
 * @param before the old version
 * @param after the new one
 * @param methods those of the types, by name of the new one, then those of the tables
 * @param tables what becomes of the tables whose rows come along, by id of the new one
 * @param lost old tables that are gone, and nobody says so, as in a version that was accepted before one had to
 */
public record StepModel(
        ClassName interfaceName,
        SchemaModel before,
        SchemaModel after,
        List<StepMethod> methods,
        List<TableStep> tables,
        List<String> lost) {

    /** Copies the lists. */
    public StepModel {
        methods = List.copyOf(methods);
        tables = List.copyOf(tables);
        lost = List.copyOf(lost);
    }

    /**
     * A table whose rows come along. Of the methods there are those that its kind needs.
     *
     * @param key the method for keys
     * @param mapKey the method for the keys of a map
     * @param value the method for values, elements, or the values of a map
     * @param others if both tables have one shape, the methods by which the user's code can make other rows of it
     */
    public record TableStep(
            TableModel before,
            TableModel after,
            Optional<String> key,
            Optional<String> mapKey,
            String value,
            List<String> others) {

        /** Copies the list. */
        public TableStep {
            others = List.copyOf(others);
        }
    }

    /** Whether somebody must write some of it. */
    public boolean needsCode() {
        return !lost.isEmpty() || methods.stream().anyMatch(StepMethod::isAbstract);
    }

    /** Whether anything that either version names is deprecated. */
    public boolean usesDeprecated() {
        return before.usesDeprecated() || after.usesDeprecated();
    }

    /** {@code LockbookV1ToV2} */
    public static String name(String prefix, int before, int after) {
        return prefix + "V" + before + "ToV" + after;
    }

    /** {@code v1ToV2}, for a parameter or a method. */
    public String variable() {
        return "v" + before.version() + "ToV" + after.version();
    }
}
