package io.muniment.processor.write;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;

/** Equality that looks into arrays, and into records and lists that hold some. */
final class Same {

    private Same() {}

    static boolean same(Object a, Object b) {
        if (a.getClass().isArray() || b.getClass().isArray()) {
            return a.getClass() == b.getClass() && Objects.deepEquals(a, b);
        }
        if (a instanceof Record && a.getClass() == b.getClass()) {
            return sameRecords(a, b);
        }
        if (a instanceof List<?> first && b instanceof List<?> second) {
            return sameLists(first, second);
        }
        return a.equals(b) && b.equals(a) && a.hashCode() == b.hashCode();
    }

    private static boolean sameLists(List<?> a, List<?> b) {
        boolean isSame = a.size() == b.size();
        for (int i = 0; isSame && i < a.size(); i++) {
            isSame = same(a.get(i), b.get(i));
        }
        return isSame;
    }

    private static boolean sameRecords(Object a, Object b) {
        try {
            for (RecordComponent component : a.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                if (!same(
                        component.getAccessor().invoke(a),
                        component.getAccessor().invoke(b))) {
                    return false;
                }
            }
            return true;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
