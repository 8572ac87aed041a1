package io.muniment.processor.model;

import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method of a step: of one pair of types, or of a part of a table's rows.
 *
 * @param name distinct in the step
 * @param parameters the last is the old value; a key may be before it
 * @param result what it becomes
 * @param subject of whose rows it converts a part, and which part; empty for a pair of types
 */
public record StepMethod(
        String name, List<Parameter> parameters, TypeName result, Optional<Subject> subject, Body body) {

    /** Copies the list. */
    public StepMethod {
        parameters = List.copyOf(parameters);
    }

    /** Whether somebody must write it. */
    public boolean isAbstract() {
        return body instanceof Unwritten;
    }

    /** A parameter. */
    public record Parameter(String name, TypeName type) {}

    /**
     * A part of a table's rows.
     *
     * @param part in words: {@code key}, {@code element}
     */
    public record Subject(TableModel table, String part) {}

    /** What is done. */
    public sealed interface Body {}

    /**
     * Nobody knows.
     *
     * @param reasons why; sentences without their full stops, which may hold {@code @}
     */
    public record Unwritten(List<String> reasons) implements Body {

        /** Copies the list. */
        public Unwritten {
            reasons = List.copyOf(reasons);
        }
    }

    /** An expression of the old value. */
    public record OfExpression(Conversion conversion) implements Body {}

    /**
     * A new record.
     *
     * @param arguments in the order of the canonical constructor
     */
    public record OfRecord(List<Argument> arguments) implements Body {

        /** Copies the list. */
        public OfRecord {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A constant.
     *
     * @param constants new ones by old ones, in order
     */
    public record OfEnum(Map<String, String> constants) implements Body {}

    /**
     * A case of a family.
     *
     * @param cases in the order in which an old value is asked whether it is one of them
     */
    public record OfFamily(DefinedType family, List<Case> cases) implements Body {

        /** Copies the list. */
        public OfFamily {
            cases = List.copyOf(cases);
        }
    }

    /** A case of an old family. */
    public record Case(StoredType type, Conversion conversion) {}

    /** What a component gets. */
    public sealed interface Argument {}

    /**
     * Something of the old record.
     *
     * @param component the old one
     */
    public record Carried(String component, Conversion conversion) implements Argument {}

    /**
     * What {@code @Default} says.
     *
     * @param component the new one
     * @param type its type
     */
    public record Given(String component, TypeName type, DefaultValue value) implements Argument {}

    /** Nothing: an empty collection or optional. */
    public record Empty(StoredType type) implements Argument {}
}
