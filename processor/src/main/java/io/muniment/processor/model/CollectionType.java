package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;

/**
 * {@code List<T>}, {@code Set<T>}, or one of the sorted sets.
 *
 * @param kind which collection
 * @param element never primitive
 */
public record CollectionType(Kind kind, StoredType element) implements StoredType {

    /** Which collection, as the user has written it. */
    public enum Kind {
        LIST(List.class, "list"),
        SET(Set.class, "set"),
        SORTED_SET(SortedSet.class, "sortedset"),
        /** Stored as a sorted set; the Java type differs. */
        NAVIGABLE_SET(NavigableSet.class, "sortedset");

        private final ClassName javaClass;
        private final String expression;

        Kind(Class<?> javaClass, String expression) {
            this.javaClass = ClassName.get(javaClass);
            this.expression = expression;
        }

        /** The interface. */
        public ClassName javaClass() {
            return javaClass;
        }

        /** Its name in the schema. */
        public String expression() {
            return expression;
        }

        /** Whether elements are in their natural order. */
        public boolean isSorted() {
            return this == SORTED_SET || this == NAVIGABLE_SET;
        }
    }

    @Override
    public TypeName javaType() {
        return ParameterizedTypeName.get(kind.javaClass(), element.javaType());
    }

    @Override
    public String expression() {
        return kind.expression() + "<" + element.expression() + ">";
    }

    @Override
    public boolean needsFreezing() {
        return true;
    }

    @Override
    public boolean needsCopying() {
        return element.needsCopying();
    }
}
