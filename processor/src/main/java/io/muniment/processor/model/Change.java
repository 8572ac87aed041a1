package io.muniment.processor.model;

import java.util.Comparator;

/**
 * One thing that is stated about the step from the version before. Names are stored names; those of generic types are
 * without arguments.
 *
 * @param type whose member it is, or which type itself; empty for a table or the schema
 * @param member a component, a constant, or a table; empty for the type or the schema itself
 * @param verb what is said of it
 * @param text the old name, or the value
 */
public record Change(String type, String member, Verb verb, String text) implements Comparable<Change> {

    private static final Comparator<Change> ORDER = Comparator.comparing(Change::type)
            .thenComparing(Change::member)
            .thenComparing(Change::verb)
            .thenComparing(Change::text);

    /** What is said. */
    public enum Verb {
        /** A new component has this value in old entries. */
        DEFAULT("default"),
        /** It was called this. */
        RENAMED_FROM("renamedFrom"),
        /** It, a type or the schema, has this no more. */
        DROPPED("dropped");

        private final String label;

        Verb(String label) {
            this.label = label;
        }

        /** Its name in the history. */
        public String label() {
            return label;
        }
    }

    @Override
    public int compareTo(Change other) {
        return ORDER.compare(this, other);
    }
}
