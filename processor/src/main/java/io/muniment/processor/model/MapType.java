package io.muniment.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;

/**
 * {@code Map<K, V>}, or one of the sorted maps.
 *
 * @param kind which map
 * @param key never primitive
 * @param value never primitive
 */
public record MapType(Kind kind, StoredType key, StoredType value) implements StoredType {

    /** Which map, as the user has written it. */
    public enum Kind {
        MAP(Map.class, "map"),
        SORTED_MAP(SortedMap.class, "sortedmap"),
        /** Stored as a sorted map; the Java type differs. */
        NAVIGABLE_MAP(NavigableMap.class, "sortedmap");

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

        /** Whether keys are in their natural order. */
        public boolean isSorted() {
            return this != MAP;
        }
    }

    @Override
    public TypeName javaType() {
        return ParameterizedTypeName.get(kind.javaClass(), key.javaType(), value.javaType());
    }

    @Override
    public String expression() {
        return kind.expression() + "<" + key.expression() + "," + value.expression() + ">";
    }

    @Override
    public boolean needsFreezing() {
        return true;
    }

    @Override
    public boolean needsCopying() {
        return key.needsCopying() || value.needsCopying();
    }
}
